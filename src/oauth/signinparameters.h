// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/randomsource.h"
#include "core/secret.h"
#include "oauth/signinrequest.h"

#include <QMultiMap>
#include <QVariant>

namespace Setup {

// The values of one attempt: never used for a second one.
struct SignInSecrets
{
    QByteArray state; // 256 bits each, in base64url
    QByteArray nonce;
    Secret verifier; // RFC 7636, 4.1
};

SignInSecrets newSecrets(RandomSource &random);

// RFC 7636, 4.2: S256.
QByteArray challengeOf(const Secret &verifier);

// The parameters of the two requests as Qt's flow takes them: percent-encoded, or a "+" in an address
// would arrive as a space. They replace what the flow put there, which differs between versions of Qt.
using FlowParameters = QMultiMap<QString, QVariant>;
FlowParameters authorizationParameters(const SignInRequest &request, const SignInSecrets &secrets,
                                       const QString &redirectUri);
FlowParameters tokenParameters(const SignInRequest &request, const SignInSecrets &secrets,
                               const QString &redirectUri, const QString &code);

} // namespace Setup
