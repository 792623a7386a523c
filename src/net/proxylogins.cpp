// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/proxylogins.h"

#include "core/networkcodes.h"
#include "core/problemcodes.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

QString ProxyLogins::keyOf(const QNetworkProxy &proxy)
{
    return u"%1@%2:%3"_s.arg(proxy.user(), proxy.hostName().toLower()).arg(proxy.port());
}

void ProxyLogins::enter(QObject *who, const QNetworkProxy &proxy, Go go)
{
    if (proxy.user().isEmpty())
        return go(proxy);
    const QString key = keyOf(proxy);
    m_logins[key].queue.push_back({who, proxy, std::move(go)});
    admit(key);
}

void ProxyLogins::leave(QObject *who, Outcome outcome)
{
    const QStringList keys = m_logins.keys();
    for (const QString &key : keys) {
        Login &login = m_logins[key];
        login.queue.remove_if([who](const Waiting &waiting) { return !waiting.who || waiting.who == who; });
        if (login.presenting != who)
            continue;
        login.presenting = nullptr;
        if (login.known == Outcome::Unknown)
            login.known = outcome;
        admit(key);
    }
}

ProxyLogins::Outcome ProxyLogins::outcomeOf(const QString &code)
{
    if (code == Code::Proxy407)
        return Outcome::Refused;
    return code == Code::ProxyBroken ? Outcome::Unanswered : Outcome::Unknown;
}

void ProxyLogins::forget()
{
    for (Login &login : m_logins)
        login.known = Outcome::Unknown;
    m_open.clear();
}

void ProxyLogins::reopen()
{
    for (Login &login : m_logins)
        if (login.known != Outcome::Taken)
            login.known = Outcome::Unknown;
}

bool ProxyLogins::isOpen(const QNetworkProxy &proxy, const QString &target) const
{
    return m_open.contains(keyOf(proxy) + u' ' + target.toLower());
}

void ProxyLogins::noteOpen(const QNetworkProxy &proxy, const QString &target)
{
    m_open.insert(keyOf(proxy) + u' ' + target.toLower());
}

// Those who are admitted may come back or leave meanwhile, so nothing is held over a call.
void ProxyLogins::admit(const QString &key)
{
    while (m_logins.contains(key)) {
        Login &login = m_logins[key];
        if (login.queue.empty() || login.presenting)
            return;
        Waiting next = std::move(login.queue.front());
        login.queue.pop_front();
        if (!next.who)
            continue;
        if (login.password != next.proxy.password())
            login.known = Outcome::Unknown;
        login.password = next.proxy.password();
        if (login.known == Outcome::Unknown)
            login.presenting = next.who;
        if (login.known == Outcome::Refused || login.known == Outcome::Unanswered) {
            next.proxy.setUser({});
            next.proxy.setPassword({});
        }
        next.go(next.proxy);
    }
}

} // namespace Setup
