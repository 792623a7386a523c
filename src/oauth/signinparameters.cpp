// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/signinparameters.h"

#include "jose/base64url.h"

#include <QCryptographicHash>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype RandomSize = 32;

void add(FlowParameters &parameters, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        parameters.replace(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

} // namespace

SignInSecrets newSecrets(RandomSource &random)
{
    return {toBase64Url(random.bytes(RandomSize)), toBase64Url(random.bytes(RandomSize)),
            Secret(toBase64Url(random.bytes(RandomSize)))};
}

QByteArray challengeOf(const Secret &verifier)
{
    return toBase64Url(QCryptographicHash::hash(verifier.bytes().toByteArray(), QCryptographicHash::Sha256));
}

FlowParameters authorizationParameters(const SignInRequest &request, const SignInSecrets &secrets,
                                       const QString &redirectUri)
{
    FlowParameters parameters;
    for (const auto &[name, value] : request.more) // first: they cannot replace what keeps us safe
        add(parameters, name, value);
    add(parameters, u"login_hint"_s, request.loginHint);
    add(parameters, u"prompt"_s, request.prompt);
    add(parameters, u"claims"_s, request.claims);
    add(parameters, u"response_type"_s, u"code"_s);
    add(parameters, u"client_id"_s, request.clientId);
    add(parameters, u"redirect_uri"_s, redirectUri);
    add(parameters, u"scope"_s, request.scopes.join(u' '));
    add(parameters, u"state"_s, QString::fromLatin1(secrets.state));
    add(parameters, u"code_challenge"_s, QString::fromLatin1(challengeOf(secrets.verifier)));
    add(parameters, u"code_challenge_method"_s, u"S256"_s);
    if (request.scopes.contains("openid"_L1))
        add(parameters, u"nonce"_s, QString::fromLatin1(secrets.nonce));
    return parameters;
}

FlowParameters tokenParameters(const SignInRequest &request, const SignInSecrets &secrets,
                               const QString &redirectUri, const QString &code)
{
    FlowParameters parameters;
    add(parameters, u"grant_type"_s, u"authorization_code"_s);
    add(parameters, u"client_id"_s, request.clientId);
    add(parameters, u"redirect_uri"_s, redirectUri);
    add(parameters, u"code"_s, code);
    add(parameters, u"code_verifier"_s, QString::fromUtf8(secrets.verifier.bytes()));
    return parameters;
}

} // namespace Setup
