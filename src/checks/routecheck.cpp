// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/routecheck.h"

#include "checks/netfacts.h"
#include "checks/target.h"
#include "core/networkcodes.h"
#include "net/door.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QList<QUrl> knownHosts(const RunInput &input)
{
    const ExchangeServer *server = input.integration.server();
    if (!server)
        return {};
    QList<QUrl> urls;
    if (!server->ewsUrl.isEmpty())
        urls.append(server->ewsUrl);
    const QString domain = mailDomain(server->email);
    for (const QString &host : {u"autodiscover."_s + domain, domain}) {
        if (!domain.isEmpty())
            urls.append(QUrl(u"https://"_s + host + u'/'));
    }
    return urls;
}

QString nameOf(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::Direct:
        return u"direct"_s;
    case Route::Kind::HttpProxy:
        return u"httpProxy"_s;
    case Route::Kind::SocksProxy:
        return u"socksProxy"_s;
    }
    return {};
}

QJsonObject toJson(const QUrl &url, const Result<Route> &route)
{
    QJsonObject json{{u"host"_s, hostOf(url)}};
    if (!route) {
        json.insert(u"problem"_s, route.problem().code);
        return json;
    }
    json.insert(u"kind"_s, nameOf(route->kind));
    if (!route->isDirect())
        json.insert(u"proxy"_s, u"%1:%2"_s.arg(route->proxyHost).arg(route->proxyPort));
    if (!route->source.isEmpty())
        json.insert(u"source"_s, route->source);
    return json;
}

bool isFromSilentScript(const Route &route)
{
    return route.isDirect() && (route.source == "script"_L1 || route.source == "desktopScript"_L1);
}

} // namespace

RouteCheck::RouteCheck()
    : StepwiseCheck(CheckId::Route)
{}

void RouteCheck::begin()
{
    m_urls = knownHosts(input());
    m_routes = QList<Result<Route>>(m_urls.size());
    m_open = m_urls.size();
    if (m_urls.isEmpty())
        return judge();
    for (qsizetype i = 0; i < m_urls.size(); ++i) {
        RouteQuery query;
        query.tag = tag();
        query.url = m_urls.at(i);
        run(door().findRoute(query), [this, i](const Result<Route> &route) { take(i, route); });
    }
}

void RouteCheck::take(qsizetype index, const Result<Route> &route)
{
    m_routes[index] = route;
    if (--m_open == 0)
        judge();
}

void RouteCheck::judge()
{
    QJsonArray routes;
    RouteFacts facts;
    std::optional<Problem> problem;
    bool isScriptSilent = false;
    for (qsizetype i = 0; i < m_urls.size(); ++i) {
        const auto &route = m_routes.at(i);
        routes.append(toJson(m_urls.at(i), route));
        facts.throughProxy = facts.throughProxy || (route && !route->isDirect());
        isScriptSilent = isScriptSilent || (route && isFromSilentScript(*route));
        if (!route && !problem)
            problem = route.problem();
    }
    see(u"routes"_s, routes);
    give(facts);
    // Without an answer the direct way is taken, which is right more often than not.
    if (problem)
        warn({problem->code, problem->detail, {{u"routes"_s, routes}}});
    else if (isScriptSilent)
        warn({Code::ProxyPacNotRead, {}, {{u"routes"_s, routes}}});
    else
        pass();
}

} // namespace Setup
