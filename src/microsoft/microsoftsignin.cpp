// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/microsoftsignin.h"

#include "core/problemcodes.h"
#include "microsoft/accountjudgement.h"
#include "oauth/grantrequest.h"
#include "oauth/oautherror.h"
#include "oauth/signin.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The tokens are of no use any more, whatever the reason: somebody has to sign in again. Anything else - no
// network, a busy service - would not be better with a browser.
bool wantsSomebody(const Problem &problem)
{
    return problem.code == Code::OauthInvalidGrant || problem.code == Code::OauthInteractionRequired
        || problem.code == Code::OauthLoginRequired || problem.code == Code::OauthConsentRequired
        || problem.code == Code::TokenAudience;
}

} // namespace

MicrosoftSignIn::MicrosoftSignIn(OAuthContext context, MicrosoftSignInQuery query)
    : TimedOperation(query.deadline + Grace)
    , m_context(std::move(context))
    , m_query(std::move(query))
{}

MicrosoftSignIn::~MicrosoftSignIn() = default;

void MicrosoftSignIn::begin()
{
    m_isChallenged = false;
    m_left = QDeadlineTimer(m_query.deadline);
    if (m_query.refreshToken.isEmpty())
        return askSomebody({});
    TokenSet kept;
    kept.refreshToken = m_query.refreshToken;
    if (!m_query.subject.isEmpty())
        kept.identity = JwtClaims{m_query.issuer.issuer, m_query.subject, {}, {}, {}, {}};
    proceed(std::make_unique<GrantRequest>(m_context, tokenFor(m_query, kept, m_query.scopes)),
            &MicrosoftSignIn::takeRenewed);
}

void MicrosoftSignIn::abandon()
{
    m_step.reset();
    m_spent.reset();
}

Problem MicrosoftSignIn::overdue() const
{
    return {Code::LoopbackNoCallback, {}, {}};
}

void MicrosoftSignIn::proceed(std::unique_ptr<TokenOperation> step,
                              void (MicrosoftSignIn::*next)(const Result<TokenSet> &))
{
    connect(step.get(), &TokenOperation::finished, this, next);
    m_spent = std::move(m_step);
    m_step = std::move(step);
    m_step->start();
}

void MicrosoftSignIn::takeRenewed(const Result<TokenSet> &tokens)
{
    if (tokens)
        return takeSignedIn(tokens);
    const Problem problem = tokens.problem();
    if (!wantsSomebody(problem))
        return settle(signInProblem(problem, m_query.tenantId));
    const QString claims = claimsChallengeOf(problem);
    m_isChallenged = !claims.isEmpty();
    askSomebody(claims);
}

void MicrosoftSignIn::askSomebody(const QString &claims)
{
    if (m_query.way == MicrosoftSignInQuery::Way::Device)
        return askByDevice(claims);
    SignInRequest request{m_query.issuer, m_query.clientId, m_query.scopes};
    request.redirectHost = u"localhost"_s; // the only one that Microsoft's page of registration takes
    request.loginHint = m_query.loginHint;
    request.claims = claims;
    if (m_query.chooseAccount && claims.isEmpty())
        request.prompt = u"select_account"_s;
    request.patience = m_query.patience;
    request.deadline = timeLeft();
    auto signIn = std::make_unique<SignIn>(m_context, request);
    connect(signIn.get(), &SignIn::browserNeeded, this, &MicrosoftSignIn::browserNeeded);
    connect(signIn.get(), &SignIn::nothingCameBack, this, &MicrosoftSignIn::nothingCameBack);
    proceed(std::move(signIn), &MicrosoftSignIn::takeSignedIn);
}

void MicrosoftSignIn::askByDevice(const QString &claims)
{
    DeviceSignInRequest request{m_query.issuer, {m_query.clientId, {}}, m_query.scopes};
    request.claims = claims;
    request.deadline = timeLeft();
    auto device = std::make_unique<DeviceSignIn>(m_context, request);
    connect(device.get(), &DeviceSignIn::codeReady, this, &MicrosoftSignIn::codeReady);
    proceed(std::move(device), &MicrosoftSignIn::takeSignedIn);
}

std::chrono::milliseconds MicrosoftSignIn::timeLeft() const
{
    return std::chrono::milliseconds(m_left.remainingTime());
}

void MicrosoftSignIn::takeSignedIn(const Result<TokenSet> &tokens)
{
    if (!tokens) {
        const Problem problem = tokens.problem();
        const QString claims = claimsChallengeOf(problem);
        if (claims.isEmpty() || std::exchange(m_isChallenged, true))
            return settle(signInProblem(problem, m_query.tenantId));
        return askSomebody(claims);
    }
    if (const auto problem = accountProblem(*tokens, m_query.tenantId))
        return settle(*problem);
    settle(*tokens);
}

Grant tokenFor(const MicrosoftSignInQuery &query, const TokenSet &tokens, const QStringList &scopes)
{
    Grant grant = refreshGrant(query.issuer, {query.clientId, {}}, tokens.refreshToken,
                               tokens.identity ? tokens.identity->subject : QString());
    grant.form.append({u"scope"_s, Secret(scopes.join(u' ').toUtf8())});
    grant.needsIdToken = scopes.contains(u"openid"_s);
    return grant;
}

} // namespace Setup
