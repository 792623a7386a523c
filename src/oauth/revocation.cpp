// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/revocation.h"

#include "core/problemcodes.h"
#include "net/secretcleaner.h"
#include "oauth/grantrequest.h"
#include "oauth/oautherror.h"

#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

Revocation::Revocation(OAuthContext context, RevocationQuery query)
    : TimedOperation(query.deadline)
    , m_context(std::move(context))
    , m_query(std::move(query))
{}

void Revocation::begin()
{
    if (m_query.issuer.revocationEndpoint.isEmpty())
        return settle(Problem{Code::OauthNotOffered, {}, {{u"reason"_s, u"revocation_endpoint"_s}}});
    ExchangeQuery query;
    query.tag = m_context.tag;
    query.url = m_query.issuer.revocationEndpoint;
    identifyClient(query,
                   {{u"token"_s, m_query.refreshToken}, {u"token_type_hint"_s, Secret("refresh_token")}},
                   m_query.client, m_query.issuer);
    m_exchange = m_context.door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &Revocation::read);
    m_exchange->start();
}

void Revocation::abandon()
{
    m_exchange.reset();
}

Problem Revocation::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_query.issuer.revocationEndpoint.host()}}};
}

void Revocation::read(const Result<ExchangeAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    if (answer->status != 200)
        return settle(
            SecretCleaner({m_query.refreshToken, m_query.client.secret})
                .cleaned(oauthProblem(QJsonDocument::fromJson(answer->body).object(), answer->status)));
    settle(Done());
}

} // namespace Setup
