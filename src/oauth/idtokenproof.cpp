// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/idtokenproof.h"

#include "core/problemcodes.h"
#include "jose/jws.h"
#include "oauth/oauthports.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const JwsRules &rules()
{
    // An access token of the same issuer (at+jwt) is no proof of who signed in.
    static const JwsRules all{{JwsAlgorithm::RS256, JwsAlgorithm::PS256, JwsAlgorithm::ES256}, {u"JWT"_s}};
    return all;
}

} // namespace

IdTokenProof::IdTokenProof(OAuthContext context, IdTokenQuery query)
    : TimedOperation(query.deadline)
    , m_context(std::move(context))
    , m_query(std::move(query))
{}

void IdTokenProof::begin()
{
    m_mayLookAgain = true;
    if (m_query.tokens.idToken.isEmpty()) {
        if (m_query.isNeeded)
            return settle(Problem{Code::TokenMalformed, {}, {{u"reason"_s, u"there is no id_token"_s}}});
        return settle(m_query.tokens);
    }
    if (const auto recorded = m_context.door.recordedPort(m_context.tag, OAuthPort::identity()))
        return settleFor(identityOfThen(*recorded));
    const auto known = m_context.keys.constFind(m_query.jwksUri.toString());
    if (known == m_context.keys.constEnd())
        return fetch();
    judge(JwkSet(*known));
}

void IdTokenProof::abandon()
{
    m_fetch.reset();
}

Problem IdTokenProof::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_query.jwksUri.host()}}};
}

void IdTokenProof::fetch()
{
    m_fetch = std::make_unique<JwksFetch>(m_context.door, m_query.jwksUri, m_context.tag);
    connect(m_fetch.get(), &JwksFetch::finished, this, &IdTokenProof::takeKeys);
    m_fetch->start();
}

void IdTokenProof::takeKeys(const Result<JwkSet> &keys)
{
    if (!keys)
        return conclude(keys.problem());
    m_context.keys.insert(m_query.jwksUri.toString(), *keys);
    judge(JwkSet(*keys));
}

void IdTokenProof::judge(const JwkSet &keys)
{
    const auto proved = verifyJws(m_query.tokens.idToken.bytes().toByteArray(), keys, rules());
    if (!proved && proved.problem().code == Code::TokenKeyUnknown && m_mayLookAgain) {
        m_mayLookAgain = false;
        return fetch();
    }
    if (!proved)
        return conclude(proved.problem());
    const auto claims = judgeClaims(proved->payload, m_query.expected, m_context.clock);
    if (claims && !m_query.subject.isEmpty() && claims->subject != m_query.subject)
        return conclude(Problem{Code::TokenAudience, u"The refreshed token is about somebody else."_s, {}});
    conclude(claims);
}

void IdTokenProof::conclude(const Result<JwtClaims> &identity)
{
    m_context.door.keepPort(m_context.tag, OAuthPort::identity(), recordOf(identity));
    settleFor(identity);
}

void IdTokenProof::settleFor(const Result<JwtClaims> &identity)
{
    if (!identity)
        return settle(identity.problem());
    TokenSet tokens = m_query.tokens;
    tokens.identity = *identity;
    settle(tokens);
}

} // namespace Setup
