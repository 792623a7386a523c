// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/grantrequest.h"

#include "core/problemcodes.h"
#include "net/secretcleaner.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray encoded(const Secret &value)
{
    return value.bytes().toByteArray().toPercentEncoding();
}

QByteArray formBody(const QList<std::pair<QString, Secret>> &form)
{
    QByteArray body;
    for (const auto &[name, value] : form)
        body += (body.isEmpty() ? "" : "&") + name.toUtf8() + '=' + encoded(value);
    return body;
}

QList<Secret> secretsOf(const Grant &grant)
{
    static const QStringList open{u"grant_type"_s, u"scope"_s, u"client_id"_s, u"redirect_uri"_s};
    QList<Secret> secrets{grant.client.secret, grant.keptRefreshToken};
    for (const auto &[name, value] : grant.form)
        if (!open.contains(name))
            secrets.append(value);
    return secrets;
}

} // namespace

void identifyClient(ExchangeQuery &query, QList<std::pair<QString, Secret>> form, const OAuthClient &client,
                    const IssuerMetadata &issuer)
{
    query.method = "POST";
    query.headers.set("Content-Type", "application/x-www-form-urlencoded");
    query.headers.set("Accept", "application/json");
    const bool inForm =
        client.secret.isEmpty() || issuer.clientAuthentication.contains("client_secret_post"_L1);
    if (inForm)
        form.append({u"client_id"_s, Secret(client.id.toUtf8())});
    if (inForm && !client.secret.isEmpty())
        form.append({u"client_secret"_s, client.secret});
    if (!inForm)
        query.credential = Credential{Credential::Scheme::Basic, client.id,
                                      QString::fromLatin1(client.id.toUtf8().toPercentEncoding()),
                                      Secret(encoded(client.secret))};
    query.body = formBody(form);
    query.bodyKind = BodyKind::Token;
}

Grant refreshGrant(const IssuerMetadata &issuer, const OAuthClient &client, const Secret &refreshToken,
                   const QString &subject)
{
    Grant grant{issuer, client, {}, refreshToken, subject};
    grant.form = {{u"grant_type"_s, Secret("refresh_token")}, {u"refresh_token"_s, refreshToken}};
    return grant;
}

Grant clientCredentialsGrant(const IssuerMetadata &issuer, const OAuthClient &client,
                             const QStringList &scopes)
{
    Grant grant{issuer, client, {}, {}, {}};
    grant.form = {{u"grant_type"_s, Secret("client_credentials")},
                  {u"scope"_s, Secret(scopes.join(u' ').toUtf8())}};
    return grant;
}

GrantRequest::GrantRequest(OAuthContext context, Grant grant)
    : TimedOperation(grant.deadline)
    , m_context(std::move(context))
    , m_grant(std::move(grant))
{}

void GrantRequest::begin()
{
    const QString kind = QString::fromUtf8(m_grant.form.value(0).second.bytes());
    if (!m_grant.issuer.grantTypes.isEmpty() && !m_grant.issuer.grantTypes.contains(kind))
        return settle(Problem{Code::OauthNotOffered, {}, {{u"reason"_s, kind}}});
    ExchangeQuery query;
    query.tag = m_context.tag;
    query.url = m_grant.issuer.tokenEndpoint;
    identifyClient(query, m_grant.form, m_grant.client, m_grant.issuer);
    m_exchange = m_context.door.exchange(query);
    wipe(query.body);
    connect(m_exchange.get(), &Exchange::finished, this, &GrantRequest::read);
    m_exchange->start();
}

void GrantRequest::abandon()
{
    m_exchange.reset();
    m_proof.reset();
}

Problem GrantRequest::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_grant.issuer.tokenEndpoint.host()}}};
}

void GrantRequest::read(const Result<ExchangeAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    auto tokens = readTokenAnswer(*answer, m_context.clock);
    if (!tokens) // a service may say again what it was sent
        return settle(SecretCleaner(secretsOf(m_grant)).cleaned(tokens.problem()));
    if (tokens->refreshToken.isEmpty())
        tokens->refreshToken = m_grant.keptRefreshToken;
    IdTokenQuery query{*tokens, m_grant.issuer.jwksUri, {m_grant.issuer.issuer, m_grant.client.id, {}}};
    query.isNeeded = m_grant.needsIdToken;
    query.subject = m_grant.subject;
    m_proof = std::make_unique<IdTokenProof>(m_context, std::move(query));
    connect(m_proof.get(), &IdTokenProof::finished, this,
            [this](const Result<TokenSet> &proved) { settle(proved); });
    m_proof->start();
}

} // namespace Setup
