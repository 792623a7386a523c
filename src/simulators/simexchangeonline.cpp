// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simexchangeonline.h"

#include "simulators/exchangesimulator.h"

#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

const QString disabled = u"EWS is disabled for this user or tenant"_s;
const QString blocked = u"EWS is blocked by policy for this user or tenant"_s;

SimReply forbidden(const QString &reason)
{
    SimReply reply;
    reply.status = 403;
    reply.headers.append(SimHeader{"X-EWS-Policy-Reason", reason.toLatin1()});
    return reply;
}

SimReply json(int status, const QJsonObject &object)
{
    return simReply(status, "application/json; charset=utf-8",
                    QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QList<SimMailbox> mailboxes(const SimTenant &tenant)
{
    QList<SimMailbox> people;
    const QList<SimCloudUser> users = tenant.users();
    for (const SimCloudUser &user : users) {
        if (user.mailbox)
            people.append({user.upn, user.name, {}, false, false, false});
    }
    return people;
}

ScenarioDirectory directoryOf(const Scenario &scenario, const SimTenant &tenant)
{
    ScenarioDirectory directory = scenario.microsoft.directory;
    directory.movedToCloud = tenant.onPremises; // seen from here: they are elsewhere
    return directory;
}

} // namespace

struct SimExchangeOnline::Organisation
{
    Organisation(const Scenario &scenario, const SimTenant &tenant, const SimProduct &product)
        : directory(directoryOf(scenario, tenant), tenant.domain(), mailboxes(tenant))
        , ews(scenario.exchange, directory, product)
    {}

    SimDirectory directory;
    EwsEndpoint ews;
};

struct SimExchangeOnline::Verdict
{
    SimTenant tenant;
    QString app;
    EwsCaller caller;
    std::optional<SimReply> refusal;
};

SimExchangeOnline::SimExchangeOnline(const Scenario &scenario, EntraTokens &tokens)
    : m_scenario(scenario)
    , m_tokens(tokens)
    , m_product(exchangeProduct(u"Online"_s))
    , m_plan(scenario.microsoft.refusals)
{}

SimExchangeOnline::~SimExchangeOnline() = default;

QDateTime SimExchangeOnline::now() const
{
    return QDateTime::currentDateTimeUtc().addSecs(m_scenario.microsoft.clockOffset);
}

SimExchangeOnline::Organisation &SimExchangeOnline::organisation(const SimTenant &tenant)
{
    std::unique_ptr<Organisation> &found = m_organisations[tenant.id];
    if (!found)
        found = std::make_unique<Organisation>(m_scenario, tenant, m_product);
    return *found;
}

const SimDirectory &SimExchangeOnline::directory(const SimTenant &tenant)
{
    return organisation(tenant).directory;
}

SimReply SimExchangeOnline::answer(const QString &host, const SimRequest &request)
{
    const QByteArray path = request.path().toLower();
    SimReply reply = iisPage(404, "File or directory not found.");
    if (path == "/ews/exchange.asmx")
        reply = ews(host, request);
    else if (path.startsWith("/autodiscover/autodiscover.json"))
        reply = autodiscover(request);
    else if (path.startsWith("/autodiscover/"))
        reply = offer(request);
    sign(request, reply);
    return reply;
}

SimReply SimExchangeOnline::answerPlain(const SimRequest &) const
{
    SimReply reply = iisPage(302, "Object moved");
    reply.headers.append(
        SimHeader{"Location", "https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml"});
    return reply;
}

SimReply SimExchangeOnline::offer(const SimRequest &request) const
{
    SimReply reply;
    reply.status = 401;
    reply.headers.append(SimHeader{
        "WWW-Authenticate",
        "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", "
        "trusted_issuers=\"00000001-0000-0000-c000-000000000000@*\", token_types=\"app_asserted_user_v1 "
        "service_asserted_app_v1\", "
        "authorization_uri=\"https://login.windows.net/common/oauth2/authorize\""});
    if (request.header("Authorization").toLower().startsWith("basic "))
        reply.headers.append(
            SimHeader{"ms-diagnostics-public",
                      "4000000;reason=\"Basic authentication is not available. Modern Auth must be used.\""});
    return reply;
}

SimReply SimExchangeOnline::refuse(const QString &code, const EntraWords &words) const
{
    const EntraError error = EntraError::of(code, At::Ews, words);
    SimReply reply;
    reply.status = 401;
    reply.headers.append(SimHeader{"x-ms-diagnostics", error.diagnostics()});
    reply.headers.append(
        SimHeader{"WWW-Authenticate",
                  "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", "
                  "trusted_issuers=\"00000001-0000-0000-c000-000000000000@*\", "
                  "token_types=\"app_asserted_user_v1 service_asserted_app_v1\", error=\"invalid_token\""});
    return reply;
}

// A number of x-ms-diagnostics, or nothing.
QString SimExchangeOnline::flawOf(const SimToken &token, const QString &host) const
{
    const auto tenant = SimTenant::find(token.claim(u"tid"_s));
    const bool application = !token.claims.contains("upn"_L1);
    const QStringList permissions =
        application ? token.claims["roles"_L1].toVariant().toStringList() : token.claim(u"scp"_s).split(u' ');
    if (token.time(u"exp"_s) <= now().toSecsSinceEpoch())
        return u"2000002"_s;
    if (token.claim(u"aud"_s) != u"https://"_s + host)
        return u"2000003"_s;
    if (!tenant || tenant->home().exchange != host)
        return u"2000004"_s;
    if (!application && !SimTenant::user(token.claim(u"upn"_s)))
        return u"2000005"_s;
    if (!permissions.contains(application ? u"full_access_as_app"_s : u"EWS.AccessAsUser.All"_s))
        return u"2000008"_s;
    return {};
}

SimExchangeOnline::Verdict SimExchangeOnline::judge(const QString &host, const SimRequest &request)
{
    const QByteArray header = request.header("Authorization");
    if (!header.toLower().startsWith("bearer "))
        return {{}, {}, {}, offer(request)};
    const auto token = SimToken::parse(header.mid(7).trimmed());
    if (!token)
        return {{}, {}, {}, refuse(u"2000001"_s, {})};
    if (!m_tokens.isSigned(*token))
        return {{}, {}, {}, refuse(u"2000000"_s, {})};
    if (const QString code = flawOf(*token, host); !code.isEmpty())
        return {{},
                {},
                {},
                refuse(code,
                       {{u"audience"_s, token->claim(u"aud"_s)},
                        {u"url"_s, u"https://%1/EWS/Exchange.asmx"_s.arg(host)}})};
    const SimTenant tenant = *SimTenant::find(token->claim(u"tid"_s));
    const QString user = token->claim(u"upn"_s);
    EwsCaller caller{EwsCaller::Kind::Application, nullptr};
    if (!user.isEmpty())
        caller = {EwsCaller::Kind::Person, organisation(tenant).directory.find(user)};
    return {tenant, token->claim(u"appid"_s), caller, std::nullopt};
}

bool SimExchangeOnline::knows(const QString &host, const SimRequest &request)
{
    return !judge(host, request).refusal;
}

SimReply SimExchangeOnline::ews(const QString &host, const SimRequest &request)
{
    const Verdict verdict = judge(host, request);
    if (verdict.refusal)
        return *verdict.refusal;
    if (const auto planned = m_plan.next(
            At::Ews, {{u"audience"_s, u"https://"_s + host}, {u"tenant"_s, verdict.tenant.domain()}}))
        return refuse(planned->row.code, planned->words);
    const QString mailbox =
        verdict.caller.mailbox ? verdict.caller.mailbox->address : EwsEndpoint::impersonated(request);
    SimReply reply;
    if (const auto refusal = policy(verdict.app, request, mailbox))
        reply = *refusal;
    else
        reply = organisation(verdict.tenant).ews.answer(request, now(), verdict.caller);
    reply.headers.append(SimHeader{"x-ms-appid", verdict.app.toLatin1()});
    if (!request.header("X-AnchorMailbox").isEmpty())
        reply.headers.append(SimHeader{"X-CalculatedBETarget", "am0pr05mb0001.eurprd05.prod.outlook.com"});
    return reply;
}

// Organisation and mailbox must both allow; the lists of applications and of user agents must both be passed.
std::optional<SimReply> SimExchangeOnline::policy(const QString &app, const SimRequest &request,
                                                  const QString &mailbox) const
{
    const ScenarioMicrosoft &settings = m_scenario.microsoft;
    const auto user = SimTenant::user(mailbox);
    if (settings.ews == ScenarioMicrosoft::Ews::Off
        || settings.ewsOffFor.contains(mailbox, Qt::CaseInsensitive) || (user && user->frontline))
        return forbidden(disabled);
    const bool listed = settings.ewsAllowedAppIds.contains(app, Qt::CaseInsensitive);
    if ((settings.ews == ScenarioMicrosoft::Ews::On && !listed)
        || (settings.userAgentBlocked && !request.header("User-Agent").isEmpty()))
        return forbidden(blocked);
    return std::nullopt;
}

SimReply SimExchangeOnline::autodiscover(const SimRequest &request) const
{
    const QUrlQuery query(QUrl::fromEncoded(request.target));
    const QString path = QUrl::fromPercentEncoding(request.path());
    const qsizetype place = path.indexOf("/v1.0/"_L1, 0, Qt::CaseInsensitive);
    const QString address =
        place < 0 ? query.queryItemValue(u"Email"_s, QUrl::FullyDecoded) : path.mid(place + 6);
    const QString protocol = query.queryItemValue(u"Protocol"_s);
    const bool ews = protocol.compare("EWS"_L1, Qt::CaseInsensitive) == 0;
    if (!ews && protocol.compare("AutodiscoverV1"_L1, Qt::CaseInsensitive) != 0)
        return json(400,
                    {{u"ErrorCode"_s, u"InvalidProtocol"_s},
                     {u"ErrorMessage"_s, u"The given protocol value '%1' is invalid."_s.arg(protocol)}});
    const auto tenant = SimTenant::ofAddress(address);
    if (!tenant || tenant->isPersonal())
        return json(404,
                    {{u"ErrorCode"_s, u"UserNotFound"_s}, {u"ErrorMessage"_s, u"The user was not found."_s}});
    if (tenant->onPremises.contains(address, Qt::CaseInsensitive)) {
        SimReply reply = iisPage(302, "Object moved");
        const QString target =
            u"https://autodiscover.%1/autodiscover/autodiscover.json?Email=%2&Protocol=%3&RedirectCount=1"_s
                .arg(tenant->domain(), QString::fromLatin1(QUrl::toPercentEncoding(address)), protocol);
        reply.headers.append(SimHeader{"Location", target.toLatin1()});
        return reply;
    }
    // outlook.office365.com answers for every cloud.
    const QString exchange = tenant->home().exchange;
    return json(200,
                {{u"Protocol"_s, protocol},
                 {u"Url"_s,
                  ews ? u"https://%1/EWS/Exchange.asmx"_s.arg(exchange)
                      : u"https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml"_s}});
}

void SimExchangeOnline::sign(const SimRequest &request, SimReply &reply) const
{
    reply.headers.append(SimHeader{"Server", "Microsoft-IIS/10.0"});
    reply.headers.append(
        SimHeader{"request-id", QUuid::createUuid().toString(QUuid::WithoutBraces).toLatin1()});
    reply.headers.append(SimHeader{"X-FEServer", "AM0PR01CA0001"});
    const QByteArray asked = request.header("client-request-id");
    if (!asked.isEmpty() && request.header("return-client-request-id").toLower() == "true")
        reply.headers.append(SimHeader{"client-request-id", asked});
}

} // namespace Setup
