// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/issuerdiscovery.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QUrl openIdAddress(QUrl issuer)
{
    QString path = issuer.path();
    if (path.endsWith(u'/'))
        path.chop(1);
    issuer.setPath(path + u"/.well-known/openid-configuration"_s);
    return issuer;
}

QUrl oauthAddress(QUrl issuer)
{
    QString path = issuer.path();
    if (path.endsWith(u'/'))
        path.chop(1);
    issuer.setPath(u"/.well-known/oauth-authorization-server"_s + path);
    return issuer;
}

Problem unusable(const QString &reason)
{
    return {Code::IssuerMetadataUnusable, {}, {{u"reason"_s, reason}}};
}

} // namespace

IssuerDiscovery::IssuerDiscovery(OAuthContext context, IssuerQuery query)
    : TimedOperation(query.deadline)
    , m_context(std::move(context))
    , m_query(std::move(query))
{}

void IssuerDiscovery::begin()
{
    m_isSecond = false;
    const QUrl issuer(m_query.issuer, QUrl::StrictMode);
    if (secureOrigin(issuer).isEmpty() || issuer.hasQuery())
        return settle(
            unusable(u"the address is not one of https: "_s + ForeignText(m_query.issuer, 200).text()));
    ask(openIdAddress(issuer));
}

void IssuerDiscovery::abandon()
{
    m_exchange.reset();
}

Problem IssuerDiscovery::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, QUrl(m_query.issuer).host()}}};
}

void IssuerDiscovery::ask(const QUrl &url)
{
    ExchangeQuery query;
    query.tag = m_context.tag;
    query.url = url;
    query.headers.set("Accept", "application/json");
    query.bodyKind = BodyKind::Issuer;
    m_exchange = m_context.door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &IssuerDiscovery::read);
    m_exchange->start();
}

void IssuerDiscovery::read(const Result<ExchangeAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    if (answer->status == 200)
        return settle(parseIssuerMetadata(answer->body, m_query.issuer, m_query.listedOrigins));
    if (m_isSecond || answer->status != 404)
        return settle(unusable(u"HTTP status %1"_s.arg(answer->status)));
    m_isSecond = true;
    ask(oauthAddress(QUrl(m_query.issuer)));
}

} // namespace Setup
