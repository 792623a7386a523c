// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/jwksfetch.h"

#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

JwksFetch::JwksFetch(Door &door, QUrl url, OperationTag tag, std::chrono::milliseconds deadline)
    : TimedOperation(deadline)
    , m_door(door)
    , m_url(std::move(url))
    , m_tag(std::move(tag))
{}

void JwksFetch::begin()
{
    ExchangeQuery query;
    query.tag = m_tag;
    query.url = m_url;
    query.headers.set("Accept", "application/jwk-set+json, application/json");
    query.bodyKind = BodyKind::Issuer;
    m_exchange = m_door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &JwksFetch::read);
    m_exchange->start();
}

void JwksFetch::abandon()
{
    m_exchange.reset();
}

Problem JwksFetch::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_url.host()}}};
}

void JwksFetch::read(const Result<ExchangeAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    if (answer->status != 200)
        return settle(
            Problem{Code::KeySetUnusable, {}, {{u"reason"_s, u"HTTP status %1"_s.arg(answer->status)}}});
    settle(parseJwkSet(answer->body));
}

} // namespace Setup
