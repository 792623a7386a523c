// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/routebook.h"

#include "core/blockingcalls.h"
#include "net/desktopproxy.h"

#include <QMutex>
#include <QThreadPool>
#include <QUrl>

#include <algorithm>
#include <memory>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

// Where a worker leaves its answer: the book may be gone by then. (QFuture::then() with a context that goes
// meanwhile stops at an assertion in Qt 6.4.)
struct RouteBook::Mailbox
{
    QMutex mutex;
    RouteBook *book = nullptr;
};

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "http"_L1 ? 80 : 443);
}

bool isUsable(const QNetworkProxy &proxy)
{
    switch (proxy.type()) {
    case QNetworkProxy::NoProxy:
    case QNetworkProxy::HttpProxy:
    case QNetworkProxy::HttpCachingProxy:
    case QNetworkProxy::Socks5Proxy:
        return true;
    default:
        return false;
    }
}

// On Linux it is the environment that names a proxy, when it does; desktop settings come second. libproxy
// takes a script there, too (pac+http://…, wpad:), and without its part that runs scripts answers "direct".
QString systemSource()
{
    static constexpr auto names = {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"};
    for (const char *name : names) {
        const QByteArray value = qgetenv(name);
        if (value.startsWith("pac+") || value.startsWith("wpad:"))
            return u"script"_s;
        if (!value.isEmpty())
            return u"environment"_s;
    }
    return u"system"_s;
}

Route routeOf(const QNetworkProxy &proxy, const QString &source)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return {Route::Kind::Direct, {}, 0, source, {}};
    const auto kind =
        proxy.type() == QNetworkProxy::Socks5Proxy ? Route::Kind::SocksProxy : Route::Kind::HttpProxy;
    return {kind, proxy.hostName(), proxy.port(), source, {}};
}

QString loginKey(const QString &host, quint16 port)
{
    return u"%1:%2"_s.arg(host.toLower()).arg(port);
}

} // namespace

RouteBook::RouteBook(ProxySettings settings, System system)
    : m_settings(std::move(settings))
    , m_system(std::move(system))
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->book = this;
    remember(m_settings.password);
}

RouteBook::~RouteBook()
{
    const QMutexLocker lock(&m_mailbox->mutex);
    m_mailbox->book = nullptr;
}

QString RouteBook::keyOf(const QUrl &url)
{
    return u"%1://%2:%3"_s.arg(url.scheme(), url.host()).arg(portOf(url));
}

std::optional<Route> RouteBook::known(const QUrl &url) const
{
    if (m_settings.mode == ProxySettings::Mode::Direct)
        return Route{Route::Kind::Direct, {}, 0, u"settings"_s, {}};
    if (m_settings.mode == ProxySettings::Mode::Manual)
        return Route{m_settings.kind, m_settings.host, m_settings.port, u"settings"_s, {}};
    const auto found = m_routes.constFind(keyOf(url));
    return found == m_routes.constEnd() ? std::nullopt : std::optional(*found);
}

void RouteBook::ask(const QUrl &url)
{
    const QString key = keyOf(url);
    if (m_asked.contains(key))
        return;
    m_asked.insert(key);
    blockingCalls().start([mailbox = m_mailbox, url, system = m_system] {
        const QList<QNetworkProxy> proxies = system(QNetworkProxyQuery(url));
        const QMutexLocker lock(&mailbox->mutex);
        if (auto *book = mailbox->book)
            QMetaObject::invokeMethod(
                book, [book, url, proxies] { book->keep(url, proxies); }, Qt::QueuedConnection);
    });
}

void RouteBook::forget()
{
    m_routes.clear();
    m_logins.clear();
    m_turns.forget();
    m_desktop.reset();
}

void RouteBook::use(const ProxySettings &settings)
{
    m_settings = settings;
    remember(settings.password);
    forget();
}

QNetworkProxy RouteBook::proxy(const Route &route) const
{
    if (route.isDirect())
        return {QNetworkProxy::NoProxy};
    QNetworkProxy proxy(route.kind == Route::Kind::SocksProxy ? QNetworkProxy::Socks5Proxy
                                                              : QNetworkProxy::HttpProxy,
                        route.proxyHost, route.proxyPort);
    const QNetworkProxy login = m_logins.value(loginKey(route.proxyHost, route.proxyPort));
    if (!m_settings.user.isEmpty()) {
        proxy.setUser(m_settings.user);
        proxy.setPassword(QString::fromUtf8(m_settings.password.bytes()));
    } else if (!login.user().isEmpty()) {
        proxy.setUser(login.user());
        proxy.setPassword(login.password());
    }
    return proxy;
}

void RouteBook::keep(const QUrl &url, const QList<QNetworkProxy> &proxies)
{
    const auto usable = std::find_if(proxies.begin(), proxies.end(), isUsable);
    const QNetworkProxy proxy = usable == proxies.end() ? QNetworkProxy(QNetworkProxy::NoProxy) : *usable;
    if (!proxy.user().isEmpty())
        m_logins.insert(loginKey(proxy.hostName(), proxy.port()), proxy);
    remember(Secret(proxy.password().toUtf8()));
    const Route route = routeOf(proxy, systemSource());
    if (!route.isDirect() || route.source != "system"_L1 || !DesktopProxyReader::hasDesktop())
        return tell(keyOf(url), route);
    m_forDesktop.append(url);
    askDesktop();
}

void RouteBook::askDesktop()
{
    if (m_desktop)
        return keepDesktop(DesktopProxy(*m_desktop));
    if (m_reader)
        return;
    m_reader = std::make_unique<DesktopProxyReader>();
    connect(m_reader.get(), &DesktopProxyReader::finished, this, &RouteBook::keepDesktop);
    m_reader->start();
}

void RouteBook::keepDesktop(const DesktopProxy &desktop)
{
    m_desktop = std::make_unique<DesktopProxy>(desktop);
    if (m_reader)
        m_reader.release()->deleteLater(); // it is speaking
    const QList<QUrl> urls = std::exchange(m_forDesktop, {});
    for (const QUrl &url : urls) {
        Route route{Route::Kind::Direct, {}, 0, u"system"_s, {}};
        if (desktop.mode == DesktopProxy::Mode::Script)
            route.source = u"desktopScript"_s;
        else if (desktop.mode == DesktopProxy::Mode::Manual && !desktop.excepts(url.host()))
            route = routeOf(desktop.proxy, u"desktop"_s);
        else if (desktop.mode == DesktopProxy::Mode::Manual)
            route.source = u"desktop"_s;
        tell(keyOf(url), route);
    }
}

void RouteBook::tell(const QString &key, const Route &route)
{
    m_asked.remove(key);
    m_routes.insert(key, route);
    emit found(key);
}

// Not forgotten with the routes: it may have been said again in an answer that somebody saves later.
void RouteBook::remember(const Secret &secret)
{
    const auto isKnown = [&secret](const Secret &known) { return isSame(known, secret); };
    if (!secret.isEmpty() && std::none_of(m_secrets.cbegin(), m_secrets.cend(), isKnown))
        m_secrets.append(secret);
}

} // namespace Setup
