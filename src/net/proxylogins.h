// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QNetworkProxy>
#include <QPointer>
#include <QSet>

#include <functional>
#include <list>

namespace Setup {

// A proxy's account locks like any other, and a whole run stands behind the proxy. Until a login is known to
// be good, one operation at a time may present it; once it was refused, or not answered, which is how some
// proxies refuse, nobody does any more.
class ProxyLogins
{
public:
    // Unknown: the proxy was not reached, or said something else.
    enum class Outcome { Unknown, Taken, Refused, Unanswered };
    using Go = std::function<void(const QNetworkProxy &)>; // with the login, or without one that was refused

    // Calls "go" at once, or when it is this one's turn.
    void enter(QObject *who, const QNetworkProxy &proxy, Go go);
    // How it went; also says that one does not wait any more. Whoever did not enter may say it.
    void leave(QObject *who, Outcome outcome);
    static Outcome outcomeOf(const QString &code); // of a connection that did not come about
    void forget(); // how it went; whoever waits or presents goes on
    void reopen(); // a new press of the button: what was refused, or not answered, may be tried once more

    // A proxy that leads to this "host:port" without a login, as ProxyHearing has heard in this run. Qt
    // itself must not be the first to ask: a proxy that wants NTLM, and no login for it, keeps it busy until
    // the time is up.
    bool isOpen(const QNetworkProxy &proxy, const QString &target) const;
    void noteOpen(const QNetworkProxy &proxy, const QString &target);

private:
    struct Waiting
    {
        QPointer<QObject> who;
        QNetworkProxy proxy;
        Go go;
    };
    struct Login
    {
        QString password; // of which it is known
        Outcome known = Outcome::Unknown;
        QObject *presenting = nullptr;
        std::list<Waiting> queue;
    };
    static QString keyOf(const QNetworkProxy &proxy);
    void admit(const QString &key);

    QHash<QString, Login> m_logins;
    QSet<QString> m_open; // proxy and target
};

} // namespace Setup
