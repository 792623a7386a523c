// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/notedtokens.h"

#include "core/problemcodes.h"
#include "net/foregone.h"
#include "oauth/oauthports.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString tokenPort = u"portal.token"_s; // was there one?
const QString renewalPort = u"portal.renewal"_s; // good, or a problem

using ToldRenewal = Foregone<TokenRenewal, Secret>;

// Stands for the token of then.
Secret tokenOfThen()
{
    return Secret("removed-access-token");
}

class NotedRenewal : public TokenRenewal
{
public:
    NotedRenewal(std::unique_ptr<TokenRenewal> inner, Door &door, OperationTag tag)
        : m_inner(std::move(inner))
        , m_door(door)
        , m_tag(std::move(tag))
    {
        connect(m_inner.get(), &TokenRenewal::finished, this, &NotedRenewal::note);
    }

    void start() override { m_inner->start(); }
    void cancel() override { m_inner->cancel(); }

private:
    void note(const Result<Secret> &token)
    {
        m_door.keepPort(m_tag, renewalPort, recordOf(token ? std::nullopt : std::optional(token.problem())));
        emit finished(token);
    }

    std::unique_ptr<TokenRenewal> m_inner;
    Door &m_door;
    OperationTag m_tag;
};

} // namespace

NotedTokens::NotedTokens(Door &door, OperationTag tag, PortalPass pass)
    : m_door(door)
    , m_tag(std::move(tag))
    , m_pass(std::move(pass))
{}

Secret NotedTokens::token() const
{
    if (const auto recorded = m_door.recordedPort(m_tag, tokenPort))
        return *recorded && (**recorded)["present"_L1].toBool() ? tokenOfThen() : Secret();
    const Secret token = m_pass.tokens ? m_pass.tokens->token() : Secret();
    m_door.keepPort(m_tag, tokenPort, QJsonObject{{u"present"_s, !token.isEmpty()}});
    return token;
}

std::unique_ptr<TokenRenewal> NotedTokens::renew(const Secret &refused)
{
    if (const auto recorded = m_door.recordedPort(m_tag, renewalPort)) {
        const auto problem = problemOfThen(*recorded);
        return std::make_unique<ToldRenewal>(problem ? Result<Secret>(*problem) : tokenOfThen());
    }
    return std::make_unique<NotedRenewal>(askedOfPass(refused), m_door, m_tag);
}

std::unique_ptr<TokenRenewal> NotedTokens::askedOfPass(const Secret &refused) const
{
    if (m_pass.tokens)
        return m_pass.tokens->renew(refused);
    return std::make_unique<ToldRenewal>(m_pass.missing);
}

} // namespace Setup
