// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/microsoftsignincheck.h"

#include "checks/signindesk.h"
#include "core/foreigntext.h"
#include "microsoft/accountjudgement.h"
#include "net/door.h"
#include "oauth/oauthports.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// How the login was come by: a replay has to go the same way.
const QString wayPort = u"microsoft.way"_s;
const QString heldPort = u"microsoft.held"_s;
const QString typedPort = u"microsoft.accountIsTyped"_s;

QJsonObject wayJson(const QString &way)
{
    return {{u"way"_s, way}};
}

TokenSet tokensOfThen(const JwtClaims &identity)
{
    TokenSet tokens;
    tokens.accessToken = Secret("removed-access_token");
    tokens.refreshToken = Secret("removed-refresh_token");
    tokens.identity = identity;
    return tokens;
}

MicrosoftSignInQuery queryFor(const TenantAnswer &tenant, const Cloud &cloud, const RunInput &input)
{
    MicrosoftSignInQuery query;
    query.issuer = *tenant.issuer;
    query.tenantId = tenant.tenantId;
    query.clientId = signInClientOf(input);
    query.loginHint = input.integration.account();
    query.scopes = {u"openid"_s, u"profile"_s, u"offline_access"_s,
                    cloud.ewsScope(u"EWS.AccessAsUser.All"_s)};
    return query;
}

} // namespace

QString signInClientOf(const RunInput &input)
{
    const ExchangeOnline *online = input.integration.online();
    if (!input.online.signInClientId.isEmpty() || !online)
        return input.online.signInClientId;
    return online->clientId;
}

MicrosoftSignInCheck::MicrosoftSignInCheck()
    : StepwiseCheck(CheckId::MicrosoftSignIn)
{}

void MicrosoftSignInCheck::begin()
{
    const TenantAnswer &tenant = context().facts.get<TenantFacts>()->tenant;
    m_cloud = *Clouds::standard().find(tenant.cloud);
    m_query = queryFor(tenant, m_cloud, input());
    m_keys.clear();
    if (m_query.clientId.isEmpty())
        return leaveUntested(Code::MicrosoftClientUnknown);
    see({{u"tenant"_s, tenant.tenantId},
         {u"cloud"_s, tenant.cloud},
         {u"clientId"_s, m_query.clientId},
         {u"clientFrom"_s, input().online.signInClientId.isEmpty() ? u"organisation"_s : u"portal"_s}});
    if (const auto recorded = door().recordedPort(tag(), wayPort))
        return replay(*recorded);
    const SignInDesk *desk = context().services.desk;
    if (!desk)
        return leaveUntested(Code::MicrosoftNotSignedIn);
    const QString key = SignInDesk::keyOf(m_query.issuer.issuer, m_query.clientId);
    if (const TokenSet *held = desk->held(key, context().services.clock))
        return useHeld(*held);
    if (!desk->mayAsk())
        return leaveUntested(Code::MicrosoftNotSignedIn);
    m_query.refreshToken = desk->refreshToken(key);
    m_query.subject = desk->subject(key);
    m_query.chooseAccount = desk->choosesAccount();
    if (desk->isByDevice())
        m_query.way = MicrosoftSignInQuery::Way::Device;
    const QString person = desk->isByDevice() ? u"device"_s : u"browser"_s;
    const QString way = m_query.refreshToken.isEmpty() ? person : u"kept-"_s + person;
    door().keepPort(tag(), wayPort, wayJson(way));
    see(u"way"_s, way);
    signIn();
}

void MicrosoftSignInCheck::replay(const Result<QJsonValue> &recorded)
{
    if (!recorded)
        return leaveUntested(Code::NotInRecording);
    const QString way = (*recorded)["way"_L1].toString();
    see(u"way"_s, ForeignText(way, 20));
    if (way == "held"_L1) {
        const auto port = door().recordedPort(tag(), heldPort);
        const auto identity =
            port ? identityOfThen(*port) : Result<JwtClaims>(Problem{Code::NotInRecording, {}, {}});
        return identity ? judge(tokensOfThen(*identity)) : leaveUntested(Code::NotInRecording);
    }
    if (way.startsWith("kept"_L1))
        m_query.refreshToken = Secret("removed-refresh_token");
    if (way.endsWith("device"_L1))
        m_query.way = MicrosoftSignInQuery::Way::Device;
    signIn();
}

void MicrosoftSignInCheck::useHeld(const TokenSet &tokens)
{
    door().keepPort(tag(), wayPort, wayJson(u"held"_s));
    see(u"way"_s, u"held"_s);
    door().keepPort(tag(), heldPort, recordOf(Result<JwtClaims>(*tokens.identity)));
    const TokenSet held = tokens;
    judge(held);
}

void MicrosoftSignInCheck::signIn()
{
    const CheckServices &services = context().services;
    auto operation = std::make_unique<MicrosoftSignIn>(
        OAuthContext{door(), services.clock, services.random, m_keys, tag()}, m_query);
    if (SignInDesk *const desk = services.desk) {
        connect(operation.get(), &MicrosoftSignIn::browserNeeded, desk, &SignInDesk::browserNeeded);
        connect(operation.get(), &MicrosoftSignIn::nothingCameBack, desk, &SignInDesk::nothingCameBack);
        connect(operation.get(), &MicrosoftSignIn::codeReady, desk, &SignInDesk::codeReady);
    }
    run(std::move(operation), [this](const Result<TokenSet> &tokens) { take(tokens); });
}

void MicrosoftSignInCheck::take(const Result<TokenSet> &tokens)
{
    SignInDesk *const desk = context().services.desk;
    if (desk && tokens)
        desk->keep(SignInDesk::keyOf(m_query.issuer.issuer, m_query.clientId), *tokens);
    if (!tokens)
        fail(tokens.problem());
    else
        judge(*tokens);
    if (desk)
        emit desk->answered();
}

// The browser may have been signed in with another account of the organisation. No claim that a recording
// keeps says who it was, so what was found is noted. Where the names differ it may still be the same person:
// the name to sign in with need not be the e-mail address.
bool MicrosoftSignInCheck::isTypedAccount(const TokenSet &tokens)
{
    if (const auto then = door().recordedPort(tag(), typedPort))
        return !*then || (**then)["typed"_L1].toBool();
    const QString name =
        tokens.identity ? tokens.identity->all["preferred_username"_L1].toString() : QString();
    const bool isTyped = name.compare(input().integration.account(), Qt::CaseInsensitive) == 0;
    door().keepPort(tag(), typedPort, QJsonObject{{u"typed"_s, isTyped}});
    return isTyped;
}

void MicrosoftSignInCheck::judge(const TokenSet &tokens)
{
    const bool isTyped = isTypedAccount(tokens);
    const GuestHint hint = guestHint(tokens.identity ? tokens.identity->all : QJsonObject());
    see({{u"signedIn"_s, true}, {u"accountIsTyped"_s, isTyped}, {u"guest"_s, hint.isGuest}});
    give(MicrosoftLoginFacts{m_cloud, m_query, tokens, input().integration.account().toLower(), isTyped});
    // Where the answer lists what it grants, the permission has to be among it.
    const QString wanted = m_cloud.ewsScope(u"EWS.AccessAsUser.All"_s);
    const bool isListed = std::any_of(tokens.scopes.begin(), tokens.scopes.end(), [](const QString &scope) {
        return scope.endsWith("EWS.AccessAsUser.All"_L1, Qt::CaseInsensitive);
    });
    if (!tokens.scopes.isEmpty() && !isListed)
        return fail({Code::ConsentIncomplete, {}, {{u"missing"_s, wanted}}});
    if (const auto guest = guestProblem(hint))
        return warn(*guest);
    pass();
}

} // namespace Setup
