// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/tokenendpoint.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString deviceGrant = u"urn:ietf:params:oauth:grant-type:device_code"_s;

SimReply invalidClient()
{
    SimReply reply =
        simOAuthError(u"invalid_client"_s, u"This client is not known, or its proof is wrong."_s, 401);
    reply.headers.append(SimHeader{"WWW-Authenticate", "Basic realm=\"token\""});
    return reply;
}

QString challengeOf(const QString &verifier)
{
    return QString::fromLatin1(
        simBase64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)));
}

bool isSubset(const QStringList &some, const QStringList &all)
{
    return std::all_of(some.begin(), some.end(), [&all](const QString &one) { return all.contains(one); });
}

} // namespace

SimReply simOAuthAnswer(const QJsonObject &json, int status)
{
    SimReply reply = simReply(status, "application/json", QJsonDocument(json).toJson(QJsonDocument::Compact));
    reply.headers.append(SimHeader{"Cache-Control", "no-store"});
    return reply;
}

SimReply simOAuthError(const QString &code, const QString &description, int status)
{
    return simOAuthAnswer({{u"error"_s, code}, {u"error_description"_s, description}}, status);
}

TokenEndpoint::TokenEndpoint(const ScenarioIssuer &settings, SimGrants &grants, SimSigner &signer,
                             DeviceEndpoint &devices)
    : m_settings(settings)
    , m_grants(grants)
    , m_signer(signer)
    , m_devices(devices)
{}

std::optional<SimClient> TokenEndpoint::authenticate(const SimRequest &request, const SimForm &form) const
{
    QString id = form.value(u"client_id"_s);
    QString secret = form.value(u"client_secret"_s);
    const QByteArray header = request.header("Authorization");
    if (header.toLower().startsWith("basic ")) {
        if (!secret.isEmpty())
            return std::nullopt; // one method only (RFC 6749, 2.3)
        const QByteArrayList pair = QByteArray::fromBase64(header.mid(6)).split(':');
        if (!id.isEmpty() && id != QString::fromUtf8(QByteArray::fromPercentEncoding(pair.value(0))))
            return std::nullopt;
        id = QString::fromUtf8(QByteArray::fromPercentEncoding(pair.value(0)));
        secret = QString::fromUtf8(QByteArray::fromPercentEncoding(pair.value(1)));
    }
    const auto client = SimClient::find(id);
    if (!client)
        return std::nullopt;
    const QString known = client->secret.isEmpty() ? QString() : client->secret + m_settings.mark;
    return known == secret ? client : std::nullopt;
}

std::optional<SimReply> TokenEndpoint::refusal(const Asked &asked) const
{
    static const QStringList known{u"authorization_code"_s, u"refresh_token"_s, u"client_credentials"_s,
                                   deviceGrant};
    const QString grant = asked.form.value(u"grant_type"_s);
    if (asked.form.hasRepetition() || grant.isEmpty())
        return simOAuthError(u"invalid_request"_s, u"A parameter is missing or there twice."_s);
    if (!known.contains(grant) || (grant == "client_credentials"_L1 && !m_settings.clientCredentials)
        || (grant == deviceGrant && !m_settings.deviceAuthorization))
        return simOAuthError(u"unsupported_grant_type"_s, u"This grant is not offered."_s);
    if (!asked.client.grants.contains(grant))
        return simOAuthError(u"unauthorized_client"_s, u"This client may not use this grant."_s);
    return std::nullopt;
}

SimReply TokenEndpoint::token(const SimRequest &request)
{
    const SimForm form = SimForm::ofBody(request);
    if (request.method != "POST")
        return simOAuthError(u"invalid_request"_s, u"Only POST is understood."_s, 405);
    if (form.isEmpty())
        return simOAuthError(u"invalid_request"_s, u"The body is no form."_s);
    const auto client = authenticate(request, form);
    if (!client)
        return invalidClient();
    const Asked asked{form, *client};
    if (const auto refused = refusal(asked))
        return *refused;
    const QString grant = form.value(u"grant_type"_s);
    if (grant == "authorization_code"_L1)
        return byCode(asked);
    if (grant == "refresh_token"_L1)
        return byRefreshToken(asked);
    return grant == deviceGrant ? byDeviceCode(asked) : byClient(asked);
}

SimReply TokenEndpoint::byCode(const Asked &asked)
{
    const auto code = m_grants.redeemCode(asked.form.value(u"code"_s));
    if (!code || code->grant.client != asked.client.id)
        return simOAuthError(u"invalid_grant"_s, u"The code is unknown, used or too old."_s);
    if (code->redirectUri != asked.form.value(u"redirect_uri"_s))
        return simOAuthError(u"invalid_grant"_s, u"The code was sent to another address."_s);
    const QString verifier = asked.form.value(u"code_verifier"_s);
    if (verifier.size() < 43 || verifier.size() > 128 || challengeOf(verifier) != code->challenge)
        return simOAuthError(u"invalid_grant"_s, u"The proof key does not fit."_s);
    return tokens(code->grant);
}

SimReply TokenEndpoint::byRefreshToken(const Asked &asked)
{
    const QString token = asked.form.value(u"refresh_token"_s);
    const auto kept = m_grants.refreshGrant(token);
    const QStringList scopes = asked.form.words(u"scope"_s);
    if (kept && kept->client != asked.client.id)
        return simOAuthError(u"invalid_grant"_s, u"The refresh token belongs to another client."_s);
    if (kept && !isSubset(scopes, kept->scopes))
        return simOAuthError(u"invalid_scope"_s, u"More than was granted."_s);
    auto grant = m_grants.redeemRefreshToken(token);
    if (!grant)
        return simOAuthError(u"invalid_grant"_s, u"The refresh token is unknown, used or revoked."_s);
    grant->nonce.clear(); // OpenID Connect Core, 12.2
    return tokens(*grant);
}

SimReply TokenEndpoint::byDeviceCode(const Asked &asked)
{
    const auto outcome = m_devices.poll(asked.form.value(u"device_code"_s), asked.client.id);
    return outcome.grant ? tokens(*outcome.grant) : simOAuthError(outcome.error, u"As RFC 8628 says."_s);
}

SimReply TokenEndpoint::byClient(const Asked &asked)
{
    const QStringList scopes =
        asked.form.has(u"scope"_s) ? asked.form.words(u"scope"_s) : asked.client.scopes;
    if (!isSubset(scopes, asked.client.scopes))
        return simOAuthError(u"invalid_scope"_s, u"Not for this client."_s);
    return tokens({asked.client.id, {}, scopes, {}, 0, SimGrants::newFamily()});
}

// As Entra asks for another factor, say.
SimReply TokenEndpoint::challenge() const
{
    return simOAuthAnswer({{u"error"_s, u"interaction_required"_s},
                           {u"error_description"_s, u"This sign-in is not enough."_s},
                           {u"claims"_s, m_settings.claimsChallenge}},
                          400);
}

SimReply TokenEndpoint::tokens(const SimGrant &grant)
{
    const bool isDemanded = !m_settings.claimsChallenge.isEmpty() && !grant.account.isEmpty();
    if (isDemanded && grant.claims != m_settings.claimsChallenge)
        return challenge();
    const QString access = m_grants.issueAccessToken(grant);
    QJsonObject answer{{u"access_token"_s, access},
                       {u"token_type"_s, u"Bearer"_s},
                       {u"expires_in"_s, m_settings.accessTokenLifetime},
                       {u"scope"_s, grant.scopes.join(u' ')}};
    if (!grant.account.isEmpty() && grant.scopes.contains(u"openid"_s))
        answer.insert(u"id_token"_s, QString::fromLatin1(m_signer.idToken(grant, access)));
    if (!grant.account.isEmpty() && grant.scopes.contains(u"offline_access"_s))
        answer.insert(u"refresh_token"_s, m_grants.issueRefreshToken(grant));
    return simOAuthAnswer(answer);
}

SimReply TokenEndpoint::revoke(const SimRequest &request)
{
    const SimForm form = SimForm::ofBody(request);
    if (request.method != "POST" || !form.has(u"token"_s))
        return simOAuthError(u"invalid_request"_s, u"A token in a form, by POST."_s);
    const auto client = authenticate(request, form);
    if (!client)
        return invalidClient();
    m_grants.revoke(form.value(u"token"_s), client->id);
    return simOAuthAnswer({});
}

} // namespace Setup
