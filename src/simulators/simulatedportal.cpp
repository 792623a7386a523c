// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simulatedportal.h"

#include "simulators/simcloudapp.h"
#include "simulators/simintegrationrules.h"
#include "simulators/simonlinecheck.h"
#include "simulators/simportalreply.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray apiPath()
{
    return QByteArrayLiteral("/api/v1");
}

SimReply notAllowed(const QByteArray &methods)
{
    SimReply reply = simPortalProblem(405, u"invalid_request"_s);
    reply.headers.append(SimHeader{"Allow", methods});
    return reply;
}

SimReply unauthenticated()
{
    SimReply reply = simPortalProblem(401, u"invalid_token"_s);
    reply.headers.append(SimHeader{"WWW-Authenticate", "Bearer error=\"invalid_token\""});
    return reply;
}

bool mayManage(const SimAccount &account)
{
    return account.roles.contains(u"owner"_s) || account.roles.contains(u"integrationsAdministrator"_s);
}

QString stateAfter(const QJsonArray &rungs)
{
    const bool failed = std::any_of(rungs.begin(), rungs.end(), [](const QJsonValue &rung) {
        return rung.toObject()["status"_L1] == "fail"_L1;
    });
    return failed ? u"failing"_s : u"connected"_s;
}

} // namespace

SimulatedPortal::SimulatedPortal(ScenarioPortal settings, SimulatedIssuer &issuer, SimStore &store,
                                 std::function<WorldTable()> table, const QString &name)
    : m_settings(std::move(settings))
    , m_origin(u"https://"_s + name)
    , m_issuer(issuer)
    , m_store(store)
    , m_sealing(m_origin, m_settings, store)
    , m_integrations(m_settings, m_sealing, store)
    , m_appIdentity(store)
    , m_table(std::move(table))
{}

SimReply SimulatedPortal::answer(const SimRequest &request)
{
    return finish(route(request, request.path()));
}

// Nothing is said that is not kept.
SimReply SimulatedPortal::finish(SimReply reply)
{
    if (reply.later)
        return reply;
    if (!m_store.commit())
        reply = simPortalProblem(500, u"internal"_s);
    reply.headers.append(SimHeader{"Request-Id", SimGrants::random().left(20).toLatin1()});
    reply.headers.append(SimHeader{"Cache-Control", "no-store"});
    return reply;
}

SimReply SimulatedPortal::route(const SimRequest &request, const QByteArray &path)
{
    if (path == "/.well-known/askcody-setup")
        return request.method == "GET" ? simPortalAnswer(200, discovery()) : notAllowed("GET");
    if (path == apiPath() + "/keys") {
        SimReply reply = simPortalAnswer(200, m_sealing.keySet());
        reply.headers.first().value = "application/jwk-set+json";
        return request.method == "GET" ? reply : notAllowed("GET");
    }
    if (!path.startsWith(apiPath() + '/'))
        return simReply(404, "text/html; charset=utf-8",
                        "<!DOCTYPE html><title>AskCody (demo)</title><h1>Page not found</h1>");
    return routeSignedIn(request, path.mid(apiPath().size()));
}

SimReply SimulatedPortal::routeSignedIn(const SimRequest &request, const QByteArray &path)
{
    const auto account = caller(request);
    if (!account)
        return unauthenticated();
    if (path == "/me") {
        if (request.method != "GET")
            return notAllowed("GET");
        return m_settings.homeRegion.isEmpty() ? me(*account) : *refuse(*account);
    }
    if (const auto refusal = refuse(*account))
        return *refusal;
    if (path == "/probe")
        return request.method == "POST" ? probe(request) : notAllowed("POST");
    if (path == "/integrations")
        return routeIntegrations(*account, request);
    if (path.startsWith("/integrations/"))
        return routeIntegration(*account, request, path.mid(14));
    return simPortalProblem(404, u"not_found"_s);
}

SimReply SimulatedPortal::routeIntegrations(const SimAccount &caller, const SimRequest &request)
{
    if (request.method == "GET")
        return m_integrations.list(caller, SimForm::ofQuery(request));
    if (request.method != "POST")
        return notAllowed("GET, POST");
    SimReply reply = m_integrations.create(caller, request);
    if (reply.status == 201) {
        const QString id = QJsonDocument::fromJson(reply.body)["id"_L1].toString();
        reply.headers.append(SimHeader{"Location", apiPath() + "/integrations/" + id.toLatin1()});
    }
    return reply;
}

SimReply SimulatedPortal::routeIntegration(const SimAccount &caller, const SimRequest &request,
                                           const QByteArray &path)
{
    const QString id = QString::fromLatin1(path.split('/').first());
    if (path == id.toLatin1() + "/check")
        return request.method == "POST" ? check(caller, id) : notAllowed("POST");
    if (path != id.toLatin1())
        return simPortalProblem(404, u"not_found"_s);
    if (request.method == "GET")
        return m_integrations.read(caller, id);
    if (request.method == "PATCH")
        return m_integrations.change(caller, id, request);
    if (request.method == "DELETE")
        return m_integrations.remove(caller, id, request);
    return notAllowed("GET, PATCH, DELETE");
}

QJsonObject SimulatedPortal::discovery() const
{
    return {{u"version"_s, 1},
            {u"region"_s, region()},
            {u"api"_s, api()},
            {u"issuer"_s, m_issuer.issuer()},
            {u"clientId"_s, SimClient::setupProgram().id},
            {u"scopes"_s, QJsonArray::fromStringList(SimClient::setupProgram().scopes)},
            {u"deviceAuthorization"_s, m_issuer.settings().deviceAuthorization},
            {u"clientCredentials"_s, m_issuer.settings().clientCredentials},
            {u"signInClientId"_s, SimCloudApp::signInId()},
            {u"exchangeApp"_s,
             QJsonObject{{u"clientId"_s, SimCloudApp::exchangeId()},
                         {u"displayName"_s, u"AskCody"_s},
                         {u"cloud"_s, u"worldwide"_s}}},
            {u"keys"_s, api() + u"/keys"_s}};
}

SimReply SimulatedPortal::me(const SimAccount &caller) const
{
    return simPortalAnswer(
        200,
        {{u"account"_s, caller.email},
         {u"displayName"_s, caller.name},
         {u"organisation"_s,
          QJsonObject{{u"id"_s, caller.organisation}, {u"name"_s, caller.organisationName}}},
         {u"region"_s, region()},
         {u"roles"_s, QJsonArray::fromStringList(caller.roles)}});
}

std::optional<SimAccount> SimulatedPortal::caller(const SimRequest &request) const
{
    const QByteArray header = request.header("Authorization");
    if (!header.toLower().startsWith("bearer "))
        return std::nullopt;
    const auto grant = m_issuer.accessGrant(QString::fromLatin1(header.mid(7).trimmed()));
    if (!grant || !grant->scopes.contains(u"integrations.manage"_s))
        return std::nullopt;
    auto account =
        grant->account.isEmpty() ? std::optional(SimAccount::automation()) : SimAccount::find(grant->account);
    if (account && m_settings.roles)
        account->roles = *m_settings.roles;
    return account;
}

std::optional<SimReply> SimulatedPortal::refuse(const SimAccount &caller) const
{
    if (!m_settings.homeRegion.isEmpty())
        return simPortalProblem(
            403, u"wrong_region"_s,
            {{u"region"_s, m_settings.homeRegion},
             {u"portal"_s, u"https://portal.%1.askcody.test"_s.arg(m_settings.homeRegion)}});
    if (!mayManage(caller))
        return simPortalProblem(403, u"missing_role"_s,
                                {{u"roles"_s, QJsonArray{u"owner"_s, u"integrationsAdministrator"_s}}});
    return std::nullopt;
}

SimReply SimulatedPortal::check(const SimAccount &caller, const QString &id)
{
    const QJsonObject kept = m_integrations.kept(caller, id);
    if (kept.isEmpty())
        return simPortalProblem(404, u"not_found"_s);
    if (kept["type"_L1] != "exchangeServer"_L1)
        return checkOnline(kept, id);
    const QUrl url(kept["ewsUrl"_L1].toString(), QUrl::StrictMode);
    const SimCloudCheck::Login login{kept["username"_L1].toString(), kept["password"_L1].toString().toUtf8(),
                                     kept["exchangeVersion"_L1].toString()};
    return climb(new SimCloudCheck(cloudTable(url), url, login, this), id);
}

SimReply SimulatedPortal::checkOnline(const QJsonObject &kept, const QString &id)
{
    const SimOnlineCheck::Target target{kept["tenant"_L1].toString(), kept["email"_L1].toString(),
                                        SimCloudApp::exchangeId()};
    return climb(new SimOnlineCheck(m_table(), target, m_appIdentity, this), id);
}

SimReply SimulatedPortal::probe(const SimRequest &request)
{
    if (request.header("Content-Type").split(';').first().trimmed().toLower() != "application/json")
        return simPortalProblem(415, u"unsupported_media_type"_s);
    if (request.body.size() > 65536)
        return simPortalProblem(413, u"body_too_large"_s);
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    if (!body.isObject())
        return simPortalProblem(400, u"invalid_request"_s);
    if (const auto refusal = simJudgeProbe(body.object()))
        return *refusal;
    const QUrl url(body["ewsUrl"_L1].toString(), QUrl::StrictMode);
    return climb(new SimCloudCheck(cloudTable(url), url, std::nullopt, this), {});
}

SimReply SimulatedPortal::climb(SimLadder *ladder, const QString &id)
{
    SimReply reply;
    reply.later = std::make_shared<SimLater>();
    const QString startedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    QElapsedTimer timer;
    timer.start();
    connect(ladder, &SimLadder::finished, this,
            [this, ladder, later = reply.later, startedAt, timer, id](const QJsonArray &rungs) {
                ladder->deleteLater();
                if (!id.isEmpty())
                    m_integrations.setState(id, stateAfter(rungs));
                emit later->finished(finish(result(rungs, startedAt, timer.elapsed())));
            });
    ladder->start();
    return reply;
}

SimReply SimulatedPortal::result(const QJsonArray &rungs, const QString &startedAt, qint64 duration)
{
    return simPortalAnswer(200,
                           {{u"region"_s, region()},
                            {u"startedAt"_s, startedAt},
                            {u"durationMs"_s, duration},
                            {u"rungs"_s, rungs}});
}

WorldTable SimulatedPortal::cloudTable(const QUrl &ewsUrl) const
{
    WorldTable table = m_table();
    if (m_settings.cloudIsBlocked)
        table.blackHoles.append(u"%1:%2"_s.arg(ewsUrl.host()).arg(ewsUrl.port(443)));
    return table;
}

} // namespace Setup
