// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portaltokens.h"

#include "core/problemcodes.h"
#include "portal/sharedrenewal.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The issuer has looked at what we have, and it is of no use any more. Anything else may pass.
bool endsTheSignIn(const Problem &problem)
{
    static constexpr std::initializer_list<QLatin1StringView> codes = {
        Code::OauthInvalidGrant,       Code::OauthInvalidClient,       Code::OauthAccessDenied,
        Code::OauthUnauthorizedClient, Code::OauthInteractionRequired, Code::OauthLoginRequired,
        Code::OauthConsentRequired,    Code::OauthExpiredToken};
    return std::any_of(std::begin(codes), std::end(codes),
                       [&problem](QLatin1StringView code) { return problem.code == code; });
}

} // namespace

PortalTokens::PortalTokens(OAuthContext context, Client client, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_client(std::move(client))
{
    m_emptyHanded.setSingleShot(true);
    connect(&m_emptyHanded, &QTimer::timeout, this, [this] {
        take(Problem{Code::OauthInvalidGrant, {}, {}});
    });
}

PortalTokens::~PortalTokens() = default;

void PortalTokens::setTokens(const TokenSet &tokens)
{
    m_tokens = tokens;
}

void PortalTokens::forget()
{
    m_request.reset();
    m_emptyHanded.stop();
    m_tokens = {};
    if (std::exchange(m_isAsking, false))
        emit settled(Problem{Code::SignInRequired, {}, {}});
}

std::unique_ptr<TokenRenewal> PortalTokens::renew(const Secret &refused)
{
    return std::make_unique<SharedRenewal>(*this, refused);
}

void PortalTokens::refresh()
{
    if (std::exchange(m_isAsking, true))
        return;
    const auto grant = nextGrant();
    if (!grant) {
        m_emptyHanded.start(0);
        return;
    }
    m_request = std::make_unique<GrantRequest>(m_context, *grant);
    connect(m_request.get(), &GrantRequest::finished, this, &PortalTokens::take);
    m_request->start();
}

std::optional<Grant> PortalTokens::nextGrant() const
{
    if (!m_tokens.refreshToken.isEmpty()) {
        const QString subject = m_tokens.identity ? m_tokens.identity->subject : QString();
        return refreshGrant(m_client.issuer, m_client.client, m_tokens.refreshToken, subject);
    }
    if (!m_client.client.secret.isEmpty())
        return clientCredentialsGrant(m_client.issuer, m_client.client, m_client.scopes);
    return std::nullopt;
}

void PortalTokens::take(const Result<TokenSet> &tokens)
{
    if (!std::exchange(m_isAsking, false))
        return; // forgotten meanwhile
    if (!tokens) {
        const Problem &problem = tokens.problem();
        if (!endsTheSignIn(problem)) {
            emit settled(problem);
            return;
        }
        m_tokens = {};
        emit settled(Problem{Code::SignInRequired, problem.detail, {{u"reason"_s, problem.code}}});
        return;
    }
    const auto identity = tokens->identity ? tokens->identity : m_tokens.identity;
    m_tokens = *tokens;
    m_tokens.identity = identity;
    const Secret token = m_tokens.accessToken;
    emit renewed(m_tokens);
    emit settled(token);
}

} // namespace Setup
