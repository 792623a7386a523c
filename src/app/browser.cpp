// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/browser.h"

#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

namespace Setup {

using namespace Qt::StringLiterals;

// Not QDesktopServices: it works in programs with a window alone.
bool openBrowser(const QUrl &url)
{
    const bool isPage = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!isPage)
        return false;
    const QString address = url.toString(QUrl::FullyEncoded);
#if defined(Q_OS_WIN)
    return QProcess::startDetached(u"rundll32.exe"_s, {u"url.dll,FileProtocolHandler"_s, address});
#elif defined(Q_OS_MACOS)
    return QProcess::startDetached(u"/usr/bin/open"_s, {address});
#else
    // Without a display xdg-open would start a browser in this terminal.
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return false;
    const QString opener = QStandardPaths::findExecutable(u"xdg-open"_s);
    if (opener.isEmpty())
        return false;
    QProcess process; // what it prints does not belong among our words
    process.setProgram(opener);
    process.setArguments({address});
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached();
#endif
}

} // namespace Setup
