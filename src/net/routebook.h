// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/proxylogins.h"
#include "net/proxysettings.h"
#include "net/route.h"

#include <QHash>
#include <QNetworkProxy>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace Setup {

class DesktopProxyReader;
struct DesktopProxy;

// The routes of one run: asks for each scheme, host and port once, on a worker thread, because the system's
// call may fetch a PAC file and blocks. Where it says "direct" and nothing else decides, the settings of the
// desktop do, as for its browsers. Knows the login of a proxy, which no Route carries.
class RouteBook : public QObject
{
    Q_OBJECT

public:
    using System = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

    explicit RouteBook(ProxySettings settings, System system = &QNetworkProxyFactory::systemProxyForQuery);
    ~RouteBook() override;

    static QString keyOf(const QUrl &url);
    std::optional<Route> known(const QUrl &url) const;
    void ask(const QUrl &url); // found() follows, never from inside
    void forget(); // what is known; who waits for found() is told all the same
    void use(const ProxySettings &settings); // and forgets

    QNetworkProxy proxy(const Route &route) const; // with its login
    ProxyLogins &turns() { return m_turns; } // who may present that
    const QList<Secret> &secrets() const { return m_secrets; } // the passwords of all logins that were known

signals:
    void found(const QString &key);

private:
    struct Mailbox;
    void keep(const QUrl &url, const QList<QNetworkProxy> &proxies);
    void remember(const Secret &secret);
    void askDesktop();
    void keepDesktop(const DesktopProxy &desktop);
    void tell(const QString &key, const Route &route);

    ProxySettings m_settings;
    System m_system;
    QHash<QString, Route> m_routes;
    QHash<QString, QNetworkProxy> m_logins; // of proxies named with a login by the environment
    ProxyLogins m_turns;
    QList<Secret> m_secrets;
    QSet<QString> m_asked;
    QList<QUrl> m_forDesktop; // the system sends them the direct way
    std::unique_ptr<DesktopProxy> m_desktop; // once it is known
    std::unique_ptr<DesktopProxyReader> m_reader;
    std::shared_ptr<Mailbox> m_mailbox;
};

} // namespace Setup
