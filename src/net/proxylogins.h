// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QNetworkProxy>
#include <QPointer>

#include <functional>
#include <list>

namespace Setup {

// A proxy's account locks like any other, and a whole run stands behind the proxy. Until a login is known to
// be good, one operation at a time may present it; once it was refused, nobody does any more.
class ProxyLogins
{
public:
    enum class Outcome { Unknown, Taken, Refused };
    using Go = std::function<void(const QNetworkProxy &)>; // with the login, or without one that was refused

    // Calls "go" at once, or when it is this one's turn.
    void enter(QObject *who, const QNetworkProxy &proxy, Go go);
    // How it went; also says that one does not wait any more. Whoever did not enter may say it.
    void leave(QObject *who, Outcome outcome);
    void forget();

private:
    struct Waiting
    {
        QPointer<QObject> who;
        QNetworkProxy proxy;
        Go go;
    };
    struct Login
    {
        Outcome known = Outcome::Unknown;
        QObject *presenting = nullptr;
        std::list<Waiting> queue;
    };
    static QString keyOf(const QNetworkProxy &proxy);
    void admit(const QString &key);

    QHash<QString, Login> m_logins;
};

} // namespace Setup
