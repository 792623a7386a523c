// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/exchangesimulator.h"

#include "simulators/simtenants.h"

#include <QLocale>
#include <QUuid>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray server()
{
    return QByteArrayLiteral("EXCH01");
}

QByteArray newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toLatin1();
}

// Where modern authentication is on, the server says whose tokens it takes.
QByteArray bearerOffer(ScenarioExchange::Tokens tokens, const QString &domain)
{
    const QString client = u"Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", "_s;
    if (tokens == ScenarioExchange::Tokens::Adfs)
        return (client + u"authorization_uri=\"https://adfs.%1/adfs/oauth2/authorize\""_s.arg(domain))
            .toLatin1();
    const auto tenant = SimTenant::find(domain);
    const QString offer = client
        + u"trusted_issuers=\"00000001-0000-0000-c000-000000000000@%1\", token_types=\"app_asserted_user_v1 "
          "service_asserted_app_v1\", authorization_uri=\"https://login.windows.net/common/oauth2/authorize\""_s
              .arg(tenant ? tenant->id : u"*"_s);
    return offer.toLatin1();
}

// Exchange 2013 and newer answer whoever shows a token, even an empty one (CSS-Exchange, Test-HMAEAS.ps1).
void answerToken(const SimRequest &request, SimReply &reply)
{
    if (reply.status == 401 && request.header("Authorization").toLower().startsWith("bearer"))
        reply.headers.append(SimHeader{"x-ms-diagnostics",
                                       "4000000;reason=\"Flighting is not enabled for "
                                       "domain.\";error_category=\"oauth_not_available\""});
}

// A scenario is written for the usual domain.
ScenarioExchange movedTo(const QString &domain, ScenarioExchange exchange)
{
    ScenarioAutodiscover &autodiscover = exchange.autodiscover;
    for (QString *address :
         {&autodiscover.httpRedirect, &autodiscover.externalUrl, &autodiscover.internalUrl})
        address->replace(ExchangeSimulator::usualDomain(), domain);
    return exchange;
}

} // namespace

SimReply iisPage(int status, const QByteArray &title)
{
    const QByteArray text = QByteArray::number(status) + " - " + title;
    return simReply(status, "text/html",
                    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
                    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">"
                    "<html><head><title>"
                        + text + "</title></head><body><h1>Server Error</h1><h2>" + text
                        + "</h2></body></html>");
}

ExchangeSimulator::ExchangeSimulator(const Scenario &scenario, const QString &domain)
    : m_domain(domain)
    , m_settings(movedTo(domain, scenario.exchange))
    , m_product(exchangeProduct(scenario.exchange.product))
    , m_directory(scenario.directory, scenario.account, domain)
    , m_logon(scenario.account, scenario.exchange.ntlm, domain)
    , m_autodiscover(m_settings.autodiscover, m_directory, m_product)
    , m_ews(scenario.exchange, m_directory, m_product)
{}

QDateTime ExchangeSimulator::now() const
{
    return QDateTime::currentDateTimeUtc().addSecs(m_settings.clockOffsetSeconds);
}

SimReply ExchangeSimulator::answer(const SimRequest &request)
{
    SimReply reply = route(request);
    sign(request, reply);
    return reply;
}

SimReply ExchangeSimulator::answerPlain(const SimRequest &request) const
{
    const QString target = m_settings.autodiscover.httpRedirect;
    if (target.isEmpty() || !request.path().toLower().startsWith("/autodiscover/"))
        return iisPage(403, "Forbidden: SSL is required to view this resource.");
    SimReply reply = iisPage(302, "Object moved");
    reply.headers.append(SimHeader{"Location", target.toUtf8()});
    return reply;
}

SimReply ExchangeSimulator::route(const SimRequest &request)
{
    const QByteArray path = request.path().toLower();
    if (path.startsWith("/autodiscover/"))
        return autodiscover(request, path);
    if (path == "/ews/exchange.asmx")
        return ews(request);
    if (path.startsWith("/owa")) {
        SimReply reply =
            simReply(200, "text/html; charset=utf-8",
                     "<html><head><title>Outlook</title></head><body><form></form></body></html>");
        reply.headers.append(SimHeader{"X-OWA-Version", m_product.build()});
        return reply;
    }
    return iisPage(404, "File or directory not found.");
}

SimReply ExchangeSimulator::autodiscover(const SimRequest &request, const QByteArray &path)
{
    const ScenarioAutodiscover &settings = m_settings.autodiscover;
    const bool soap = path == "/autodiscover/autodiscover.svc" && settings.soap && m_product.autodiscoverSoap;
    const bool pox = path == "/autodiscover/autodiscover.xml" && settings.pox;
    if (path.startsWith("/autodiscover/autodiscover.json") && settings.json && m_product.autodiscoverJson)
        return m_autodiscover.json(request);
    if (!soap && !pox)
        return iisPage(404, "File or directory not found.");
    if (std::optional<SimReply> refusal = m_logon.refusal(request, m_settings.autodiscoverOffers)) {
        if (settings.soap && m_product.autodiscoverSoap)
            refusal->headers.append(SimHeader{"X-SOAP-Enabled", "True"});
        refusal->headers.append(SimHeader{"X-WSSecurity-Enabled", "True"});
        if (m_product.frontEndHeaders)
            refusal->headers.append(SimHeader{"X-OWA-Version", m_product.build()});
        return *refusal;
    }
    return soap ? m_autodiscover.soap(request) : m_autodiscover.pox(request);
}

SimReply ExchangeSimulator::ews(const SimRequest &request)
{
    if (std::optional<SimReply> refusal = m_logon.refusal(request, m_settings.ewsOffers))
        return *refusal;
    SimReply reply = m_ews.answer(request, now(), {EwsCaller::Kind::Service, m_directory.serviceMailbox()});
    if (m_product.frontEndHeaders) {
        reply.headers.append(SimHeader{"X-BEServer", server()});
        reply.headers.append(SimHeader{"X-CalculatedBETarget", "exch01." + m_domain.toLatin1()});
        reply.headers.append(SimHeader{"X-DiagInfo", server()});
        if (!request.header("X-PreferServerAffinity").isEmpty())
            reply.headers.append(SimHeader{
                "Set-Cookie", "X-BackEndOverrideCookie=exch01~1941996295; path=/EWS; secure; HttpOnly"});
    }
    return reply;
}

void ExchangeSimulator::sign(const SimRequest &request, SimReply &reply) const
{
    reply.headers.append(SimHeader{"Server", "Microsoft-IIS/10.0"});
    reply.headers.append(SimHeader{"X-Powered-By", "ASP.NET"});
    reply.headers.append(
        SimHeader{"Date", QLocale::c().toString(now(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1()});
    if (!m_product.frontEndHeaders)
        return;
    const bool showsToken = request.header("Authorization").toLower().startsWith("bearer");
    if (m_settings.tokens == ScenarioExchange::Tokens::None)
        answerToken(request, reply);
    else if (reply.status == 401 && (showsToken || !m_settings.tokensUntold))
        reply.headers.append(SimHeader{"WWW-Authenticate", bearerOffer(m_settings.tokens, m_domain)});
    reply.headers.append(SimHeader{"request-id", newId()});
    reply.headers.append(SimHeader{"X-FEServer", server()});
    const QByteArray asked = request.header("client-request-id");
    if (!asked.isEmpty() && request.header("return-client-request-id").toLower() == "true")
        reply.headers.append(SimHeader{"client-request-id", asked});
}

} // namespace Setup
