// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/portalsignin.h"

#include "core/problemcodes.h"
#include "oauth/issuerdiscovery.h"
#include "oauth/oautherror.h"
#include "oauth/signin.h"
#include "portal/portalclient.h"

#include <type_traits>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

using Kind = SignInWay::Kind;

namespace {

// Those of OpenID Connect are about a person (Core, 5.4 and 11): an application has nobody to tell about.
QStringList scopesFor(const OAuthClient &client, QStringList scopes)
{
    static const QStringList aboutPeople{u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s};
    if (!client.secret.isEmpty())
        scopes.removeIf([](const QString &scope) { return aboutPeople.contains(scope); });
    return scopes;
}

} // namespace

PortalSignIn::PortalSignIn(PortalTools tools, PortalSite site, PortalDescription description, SignInWay way,
                           std::chrono::milliseconds deadline)
    : TimedOperation(deadline)
    , m_tools(tools)
    , m_site(std::move(site))
    , m_description(std::move(description))
    , m_way(std::move(way))
{}

void PortalSignIn::begin()
{
    m_login = {};
    m_ending.reset();
    m_hasLookedAgain = false;
    m_claims.clear();
    if (!m_site.isConfirmed())
        return settle(notConfirmed(m_site));
    if (!isOffered())
        return settle(Problem{Code::OauthNotOffered, {}, {{u"portal"_s, m_site.origin}}});
    // The portal vouches for its identity provider; where that one's parts stand, it says itself.
    proceed(std::make_unique<IssuerDiscovery>(m_tools.oauth(), IssuerQuery{m_description.issuer, {}}),
            &PortalSignIn::takeIssuer);
}

void PortalSignIn::abandon()
{
    m_step.reset();
    m_tried = {};
}

Problem PortalSignIn::overdue() const
{
    return {Code::HttpTimeout, {}, {}};
}

template<typename Operation, typename Value>
void PortalSignIn::proceed(std::unique_ptr<Operation> operation,
                           void (PortalSignIn::*next)(const Result<Value> &))
{
    Operation *const started = operation.get();
    connect(started, &Operation::finished, this, next);
    if constexpr (std::is_base_of_v<SecretOperation, Operation>)
        connect(started, &SecretOperation::waitingForUser, this, &PortalLoginOperation::waitingForUser);
    m_step = std::move(operation);
    started->start();
}

bool PortalSignIn::isOffered() const
{
    switch (m_way.kind) {
    case Kind::Device:
        return m_description.offersDeviceCode;
    case Kind::Client:
        return m_description.offersClientCredentials;
    case Kind::Browser:
    case Kind::Kept:
        break;
    }
    return true;
}

void PortalSignIn::takeIssuer(const Result<IssuerMetadata> &issuer)
{
    if (!issuer)
        return settle(issuer.problem());
    m_issuer = *issuer;
    switch (m_way.kind) {
    case Kind::Browser:
    case Kind::Device:
        return askSomebody();
    case Kind::Kept:
        return proceed(m_tools.secrets.read(keptSignInName(m_site.origin)), &PortalSignIn::takeKept);
    case Kind::Client:
        makeTokens({m_way.clientId, m_way.clientSecret}, false);
        askWho();
    }
}

void PortalSignIn::askSomebody()
{
    if (m_way.kind == Kind::Device)
        signInByDevice();
    else
        signInByBrowser();
}

void PortalSignIn::signInByBrowser()
{
    SignInRequest request;
    request.issuer = m_issuer;
    request.clientId = m_description.clientId;
    request.scopes = m_description.scopes;
    request.claims = m_claims;
    if (m_way.chooseAccount && m_claims.isEmpty())
        request.prompt = u"select_account"_s;
    auto signIn = std::make_unique<SignIn>(m_tools.oauth(), request);
    connect(signIn.get(), &SignIn::browserNeeded, this, &PortalLoginOperation::browserNeeded);
    connect(signIn.get(), &SignIn::nothingCameBack, this, &PortalLoginOperation::nothingCameBack);
    proceed(std::move(signIn), &PortalSignIn::takeTokens);
}

void PortalSignIn::signInByDevice()
{
    DeviceSignInRequest request{m_issuer, {m_description.clientId, {}}, m_description.scopes};
    request.claims = m_claims;
    auto signIn = std::make_unique<DeviceSignIn>(m_tools.oauth(), request);
    connect(signIn.get(), &DeviceSignIn::codeReady, this, &PortalLoginOperation::codeReady);
    proceed(std::move(signIn), &PortalSignIn::takeTokens);
}

void PortalSignIn::takeKept(const Result<Secret> &entry)
{
    if (!entry && entry.problem().code == Code::KeychainEntryMissing)
        return settle(Problem{Code::SignInRequired, {}, {{u"portal"_s, m_site.origin}}});
    const auto kept = entry ? keptSignIn(*entry) : Result<KeptSignIn>(entry.problem());
    if (!kept)
        return settle(kept.problem());
    if (kept->isClient()) {
        makeTokens({kept->clientId, kept->clientSecret}, false);
        return askWho();
    }
    makeTokens({m_description.clientId, {}}, true);
    m_tried = kept->refreshToken;
    TokenSet tokens;
    tokens.refreshToken = m_tried;
    if (!kept->subject.isEmpty())
        tokens.identity = JwtClaims{m_issuer.issuer, kept->subject, {}, {}, {}, {}};
    m_login.tokens->setTokens(tokens);
    askWho();
}

void PortalSignIn::takeTokens(const Result<TokenSet> &tokens)
{
    if (!tokens) {
        const Problem problem = tokens.problem();
        const QString claims = claimsChallengeOf(problem);
        if (claims.isEmpty() || !m_claims.isEmpty())
            return settle(problem);
        m_claims = claims;
        return askSomebody();
    }
    makeTokens({m_description.clientId, {}}, m_way.keep);
    m_login.tokens->setTokens(*tokens);
    if (!m_way.keep || tokens->refreshToken.isEmpty())
        return askWho();
    const QString subject = tokens->identity ? tokens->identity->subject : QString();
    proceed(m_tools.secrets.write(keptSignInName(m_site.origin),
                                  toSecret({tokens->refreshToken, subject, {}, {}})),
            &PortalSignIn::takeStored);
}

// keep: every refresh token that comes later replaces the one in the keychain, as long as the tokens live.
void PortalSignIn::makeTokens(const OAuthClient &client, bool keep)
{
    m_login.tokens = std::make_shared<PortalTokens>(
        m_tools.oauth(), PortalTokens::Client{m_issuer, client, scopesFor(client, m_description.scopes)});
    if (!keep)
        return;
    auto *const keeper = new SignInKeeper(m_tools.secrets, keptSignInName(m_site.origin), m_tools.farewells,
                                          m_login.tokens.get());
    connect(m_login.tokens.get(), &PortalTokens::renewed, keeper, [keeper](const TokenSet &renewed) {
        const QString subject = renewed.identity ? renewed.identity->subject : QString();
        keeper->keep({renewed.refreshToken, subject, {}, {}});
    });
}

void PortalSignIn::takeStored(const Result<Done> &stored)
{
    if (!stored)
        m_login.notKept = stored.problem();
    if (m_way.kind == Kind::Client)
        return settle(m_login);
    askWho();
}

// Without an access token the call renews first.
void PortalSignIn::askWho()
{
    const PortalContext context{m_tools.door, *m_login.tokens, m_tools.clock,
                                m_site,       m_description,   {u"portal.role"_s, 1}};
    proceed(PortalClient(context).readAccount(), &PortalSignIn::takeAccount);
}

void PortalSignIn::takeAccount(const Result<PortalAccount> &account)
{
    const bool isKept = m_way.kind == Kind::Kept;
    if (!account && isKept && account.problem().code == Code::SignInRequired && !m_login.tokens->isClient()) {
        m_ending = account.problem();
        return proceed(m_tools.secrets.read(keptSignInName(m_site.origin)), &PortalSignIn::lookAgain);
    }
    if (!account)
        return settle(account.problem());
    m_login.account = *account;
    if (m_way.kind == Kind::Client && m_way.keep)
        return proceed(m_tools.secrets.write(keptSignInName(m_site.origin),
                                             toSecret({{}, {}, m_way.clientId, m_way.clientSecret})),
                       &PortalSignIn::takeStored);
    settle(m_login);
}

// Another program of this user may have renewed it since: what is kept then is not what was refused.
void PortalSignIn::lookAgain(const Result<Secret> &entry)
{
    const auto kept = entry ? keptSignIn(*entry) : Result<KeptSignIn>(entry.problem());
    const bool isAnother = kept && !isSame(kept->refreshToken, m_tried);
    if (!isAnother)
        return proceed(m_tools.secrets.remove(keptSignInName(m_site.origin)), &PortalSignIn::takeRemoved);
    if (std::exchange(m_hasLookedAgain, true))
        return settle(*m_ending);
    takeKept(entry);
}

// That it could not be removed changes nothing: the next start finds out again that it is of no use.
void PortalSignIn::takeRemoved(const Result<Done> &)
{
    settle(*m_ending);
}

} // namespace Setup
