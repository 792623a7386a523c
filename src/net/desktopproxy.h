// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QNetworkProxy>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace Setup {

// What the settings of a Linux desktop say about the way out. Qt itself goes by them only where it was built
// with libproxy and that has the desktop's plugin; browsers always do.
struct DesktopProxy
{
    enum class Mode { None, Manual, Script };

    Mode mode = Mode::None;
    QNetworkProxy proxy; // of a Manual one, for https
    QStringList exceptions; // names, domains, addresses, networks; foreign text
    bool isReversed = false; // KDE: the proxy is for the exceptions alone

    // The proxy is not for this host.
    bool excepts(const QString &host) const;

    // GNOME and its relatives: what "gsettings list-recursively org.gnome.system.proxy" prints.
    static DesktopProxy fromGsettings(const QByteArray &printed);
    // KDE: its kioslaverc.
    static DesktopProxy fromKioslaverc(const QString &file);
};

// Asks the desktop that this program runs in, which XDG_CURRENT_DESKTOP names; without one there is nothing
// to ask. GNOME's tool is a process of its own that is given two seconds; whoever has no such tool has no
// such settings.
class DesktopProxyReader : public QObject
{
    Q_OBJECT

public:
    DesktopProxyReader();
    ~DesktopProxyReader() override;

    static bool hasDesktop();
    void start(); // finished() follows, never from inside

signals:
    void finished(const Setup::DesktopProxy &found);

private:
    void conclude();

    QProcess m_tool;
    QTimer m_patience;
    DesktopProxy m_found;
};

} // namespace Setup
