// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakesession.h"

#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Finding passed(const QString &id, int milliseconds, const QJsonObject &facts = {})
{
    Finding finding;
    finding.checkId = id;
    finding.status = FindingStatus::Pass;
    finding.duration = std::chrono::milliseconds(milliseconds);
    finding.facts = facts;
    return finding;
}

QJsonObject tlsFacts()
{
    return {{u"host"_s, u"mail.contoso.test"_s},
            {u"protocol"_s, u"TLSv1.3"_s},
            {u"chain"_s,
             QJsonArray{
                 QJsonObject{{u"subject"_s, u"mail.contoso.test"_s}, {u"issuer"_s, u"Contoso Test CA"_s}}}}};
}

} // namespace

FakeScript FakeScript::healthy()
{
    const QString ews = u"https://mail.contoso.test/EWS/Exchange.asmx"_s;
    FakeScript script;
    script.findings = {
        passed(u"workstation.keychain"_s, 31),
        passed(u"workstation.route"_s, 4),
        passed(u"workstation.clock"_s, 1),
        passed(u"discover.candidates"_s, 210, {{u"ewsUrl"_s, ews}}),
        passed(u"discover.settings"_s, 180, {{u"ewsUrl"_s, ews}}),
        passed(u"net.dns"_s, 12, {{u"addresses"_s, QJsonArray{u"203.0.113.25"_s}}}),
        passed(u"net.tcp"_s, 18),
        passed(u"net.tls"_s, 47, tlsFacts()),
        passed(u"cloud.reachability"_s, 2),
        passed(u"http.endpoint"_s, 39, {{u"offers"_s, QJsonArray{u"Negotiate"_s, u"NTLM"_s, u"Basic"_s}}}),
        passed(u"auth.login"_s, 95, {{u"username"_s, u"askcody@contoso.test"_s}}),
        passed(u"ews.version"_s, 60,
               {{u"product"_s, u"Exchange Server SE"_s}, {u"build"_s, u"15.2.2562.17"_s}}),
        passed(u"ews.mailbox"_s, 54),
        passed(u"ews.impersonation"_s, 71),
        passed(u"ews.rooms"_s, 66),
        passed(u"ews.availability"_s, 58),
        passed(u"ews.notifications"_s, 1240),
    };
    script.findings[10].requestIds = {u"5e1c3f0a-7d3b-4a64-9b0e-3a8a2f6f8b11"_s};
    script.discovered.ewsUrl = QUrl(ews);
    script.discovered.product = u"Exchange Server SE, build 15.2.2562.17"_s;
    script.found = script.discovered;
    script.found.exchangeVersion = u"Exchange2013_SP1"_s;
    script.found.username = u"askcody@contoso.test"_s;
    return script;
}

FakeScript FakeScript::online()
{
    const QString tenant = u"f4b10000-0000-4000-8000-00000000fab1"_s;
    FakeScript script;
    script.findings = {
        passed(u"workstation.keychain"_s, 31),
        passed(u"discover.tenant"_s, 120,
               {{u"domain"_s, u"fabrikam.test"_s},
                {u"exists"_s, true},
                {u"tenantId"_s, tenant},
                {u"cloud"_s, u"worldwide"_s}}),
        passed(u"microsoft.signin"_s, 9100, {{u"tenant"_s, tenant}, {u"cloud"_s, u"worldwide"_s}}),
        passed(u"microsoft.role"_s, 2,
               {{u"roles"_s, QJsonArray{u"Global Administrator"_s}}, {u"mayConsentExchange"_s, true}}),
        passed(u"microsoft.mailbox"_s, 210),
        passed(u"microsoft.ewspolicy"_s, 180),
        passed(u"microsoft.consent"_s, 1),
        passed(u"graph.rooms"_s, 240),
    };
    script.discovered.location = u"online"_s;
    script.discovered.locationReasons = {u"Mail for the domain goes to Microsoft's cloud first."_s};
    script.found = script.discovered;
    return script;
}

FakeScript &FakeScript::failAt(const QString &checkId, const Problem &problem, const QStringList &skipped)
{
    for (Finding &finding : findings) {
        if (finding.checkId == checkId) {
            finding.status = FindingStatus::Fail;
            finding.problem = problem;
        }
        if (skipped.contains(finding.checkId)) {
            const QString id = finding.checkId;
            finding = Finding{};
            finding.checkId = id;
            finding.status = FindingStatus::Skipped;
            finding.skippedBecause = checkId;
        }
    }
    verdict = Verdict::Fail;
    return *this;
}

FakeSession::FakeSession(FakeScript wanted)
    : script(std::move(wanted))
{
    m_integration.id = QUuid::createUuid();
    m_integration.exchange = ExchangeServer{};
    m_timer.setSingleShot(true);
    m_discovery.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FakeSession::step);
    m_keychain.setSingleShot(true);
    connect(&m_keychain, &QTimer::timeout, this, [this] {
        m_password = kept;
        emit keptPasswordLoaded();
    });
    m_pushing.setSingleShot(true);
    connect(&m_pushing, &QTimer::timeout, this, [this] {
        if (pushed)
            m_state = State::Confirmed;
        emit pushFinished(pushed);
    });
    connect(&m_discovery, &QTimer::timeout, this, [this] {
        m_found.ewsUrl = script.discovered.ewsUrl;
        m_found.internalEwsUrl = script.discovered.internalEwsUrl;
        m_found.product = script.discovered.product;
        m_found.location = script.discovered.location;
        m_found.locationReasons = script.discovered.locationReasons;
        emit discovered();
    });
}

void FakeSession::setIntegration(const Integration &integration)
{
    const bool sameExchange = integration.exchange == m_integration.exchange;
    const bool sameAccount = InputRules::isSameEmail(integration.account(), m_integration.account());
    if (!sameAccount) {
        m_password = {};
        kept = {};
    }
    m_integration = integration;
    m_microsoft.setSubject(MicrosoftSubject::of(integration));
    if (!sameExchange) {
        // A look at one account outlives an edit.
        const bool isLooking = sameAccount && m_discovery.isActive();
        cancel();
        if (isLooking)
            m_discovery.start(script.pause);
        m_findings.clear();
        m_state = State::Draft;
    }
    emit changed();
}

void FakeSession::discover()
{
    discoveredDomains.append(mailDomain(m_integration.account()));
    m_discovery.start(script.pause);
}

void FakeSession::discoverByAddress()
{
    if (!m_integration.server() || m_integration.account().isEmpty())
        return;
    discoveredAddresses.append(m_integration.account());
    m_discovery.start(script.pause);
}

void FakeSession::loadKeptPassword()
{
    m_keychain.start();
}

Result<Done> FakeSession::run(const QStringList &only)
{
    ++runs;
    if (script.refusal)
        return *script.refusal;
    m_findings.clear();
    m_accepted.clear();
    QList<Finding> wanted = script.findings;
    wanted.removeIf([&only](const Finding &finding) {
        return !only.isEmpty() && !only.contains(finding.checkId) && finding.checkId != "discover.tenant"_L1;
    });
    m_isWhole = only.isEmpty();
    begin(wanted);
    return Done{};
}

Result<Done> FakeSession::repeat(const QStringList &checkIds)
{
    repeated += checkIds;
    QList<Finding> again;
    for (const Finding &finding : std::as_const(script.findings))
        if (checkIds.contains(finding.checkId) || checkIds.contains(finding.skippedBecause))
            again.append(finding);
    begin(again);
    return Done{};
}

void FakeSession::begin(const QList<Finding> &findings)
{
    m_ahead.assign(findings.begin(), findings.end());
    m_running = true;
    m_isCancelled = false;
    m_timer.start(script.pause);
}

void FakeSession::step()
{
    if (!m_ahead.empty()) {
        const Finding finding = m_ahead.front();
        if (finding.checkId == "microsoft.signin"_L1 && !m_microsoft.isSignedIn()
            && !script.signInUrl.isEmpty() && !std::exchange(m_isBrowserOpen, true)) {
            emit m_microsoft.desk()->browserNeeded(script.signInUrl);
            return;
        }
        m_isBrowserOpen = false;
        signIn(finding);
        emit checkStarted(finding.checkId);
        m_ahead.pop_front();
        m_findings.removeIf([&](const Finding &old) { return old.checkId == finding.checkId; });
        m_findings.append(finding);
        m_timer.start(script.pause);
        emit checkFinished(finding);
        return;
    }
    m_running = false;
    m_state = m_isWhole ? State::Checked : State::Draft;
    m_found = script.found;
    emit changed();
    emit runFinished(verdict());
}

void FakeSession::comeBack()
{
    if (!m_isBrowserOpen)
        return;
    step();
    emit m_microsoft.desk()->answered();
}

void FakeSession::signIn(const Finding &finding)
{
    if (finding.checkId != "microsoft.signin"_L1 || finding.status != FindingStatus::Pass)
        return;
    TokenSet tokens;
    tokens.accessToken = Secret("not-a-token");
    tokens.identity = JwtClaims{};
    tokens.identity->all = {{u"preferred_username"_s, m_integration.account()},
                            {u"tid"_s, finding.facts["tenant"_L1]},
                            {u"wids"_s, QJsonArray{u"62e90394-69f5-4237-9190-012177145e10"_s}}};
    const QString &portals = m_microsoft.input().signInClientId;
    m_microsoft.desk()->keep(
        SignInDesk::keyOf(u"fake"_s, portals.isEmpty() ? m_integration.online()->clientId : portals), tokens);
}

void FakeSession::cancel()
{
    m_discovery.stop();
    if (!m_running)
        return;
    ++cancels;
    m_isBrowserOpen = false;
    m_timer.stop();
    m_ahead.clear();
    m_running = false;
    m_isCancelled = true;
}

QStringList FakeSession::plannedChecks() const
{
    QStringList ids;
    for (const Finding &finding : script.findings)
        ids.append(finding.checkId);
    return ids;
}

Verdict FakeSession::verdict() const
{
    return m_isCancelled ? Verdict::Cancelled : script.verdict;
}

Explanation FakeSession::explain(const Finding &finding) const
{
    return Explainer().explain(finding, ExplanationContext::of(m_integration, m_findings));
}

QStringList FakeSession::notTested() const
{
    return {u"Whether AskCody’s cloud reaches this server and signs in to it. Only AskCody can test that: it "
            "happens when you press Integrate in the portal."_s};
}

Outgoing FakeSession::outgoing() const
{
    const bool isThere = !m_findings.isEmpty();
    return {[isThere] {
                return isThere
                    ? Result<QByteArray>(QByteArray(R"({ "log": { "version": "1.2", "entries": [] } })"))
                    : Result<QByteArray>(Problem{QString(Code::NotInRecording), {}, {}});
            },
            [](const QByteArray &) { return Result<Done>(Done{}); }, isThere ? 1 : 0};
}

QJsonObject FakeSession::report(const QString &command) const
{
    QJsonArray checks;
    for (const Finding &finding : m_findings)
        checks.append(QJsonObject{{u"id"_s, finding.checkId},
                                  {u"title"_s, Catalogue::standard().checkTitle(finding.checkId)},
                                  {u"status"_s, toString(finding.status)}});
    return {{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
            {u"command"_s, command},
            {u"verdict"_s, toString(verdict())},
            {u"checks"_s, checks}};
}

std::shared_ptr<EwsConsole> FakeSession::console()
{
    if (m_findings.isEmpty() || m_running || replay)
        return {};
    m_door.answer = [this](const ExchangeQuery &) {
        static const QByteArray denied =
            R"(<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">)"
            R"(<s:Body><s:Fault><faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">)"
            R"(a:ErrorImpersonateUserDenied</faultcode><faultstring xml:lang="en-US">The account does not have)"
            R"( permission to impersonate the requested user.</faultstring><detail><e:ResponseCode)"
            R"( xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">ErrorImpersonateUserDenied)"
            R"(</e:ResponseCode></detail></s:Fault></s:Body></s:Envelope>)";
        ExchangeAnswer answer{500, "Internal Server Error", {}, denied, true, {}};
        answer.headers = {{"Content-Type", "text/xml; charset=utf-8"},
                          {"request-id", "5b0c1f9e-77a1-4a52-9f55-0c6f3d6a2b11"},
                          {"X-FEServer", "EX1"},
                          {"X-BEServer", "EX2"},
                          {"Set-Cookie", "X-BackEndCookie=secret; path=/EWS"}};
        answer.stamp = {m_clock.now(), std::chrono::milliseconds(38), {}, {}};
        return Result<ExchangeAnswer>(answer);
    };
    ConsoleTarget target;
    target.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    target.account = m_integration.account();
    target.credential = Credential{Credential::Scheme::Basic, target.account, target.account, m_password};
    if (!m_console)
        m_console = std::make_shared<EwsConsole>(
            ConsoleWays{std::shared_ptr<Door>(std::shared_ptr<Door>(), &m_door),
                        std::shared_ptr<LoginGate>(std::shared_ptr<LoginGate>(), &m_gate), m_clock, m_random},
            target);
    return m_console;
}

Result<WantedIntegration> FakeSession::wanted() const
{
    if (m_integration.online()) {
        WantedIntegration wanted;
        wanted.clientReference = m_integration.id;
        wanted.name = m_integration.name;
        wanted.identificationCode = m_integration.identificationCode;
        wanted.email = m_integration.account();
        wanted.kind = PortalIntegration::Kind::ExchangeOnline;
        wanted.tenant = u"f4b10000-0000-4000-8000-00000000fab1"_s;
        return wanted;
    }
    const ExchangeServer server = m_integration.server() ? *m_integration.server() : ExchangeServer{};
    return WantedIntegration{m_integration.id, m_integration.name, m_integration.identificationCode,
                             server.email,     m_found.ewsUrl,     m_found.exchangeVersion,
                             m_found.username};
}

Result<Done> FakeSession::push(std::shared_ptr<PortalAccess>)
{
    ++pushes;
    m_pushing.start(script.pause);
    return Done{};
}

void FakeSession::markHandedOff()
{
    m_state = State::HandedOff;
    emit changed();
}

} // namespace Setup
