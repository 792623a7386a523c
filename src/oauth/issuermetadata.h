// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>
#include <QUrl>

namespace Setup {

// What an issuer says of itself (OpenID Connect Discovery, 3; RFC 8414, 2), as far as we use it.
struct IssuerMetadata
{
    QString issuer;
    QUrl authorizationEndpoint;
    QUrl tokenEndpoint;
    QUrl jwksUri;
    QUrl deviceAuthorizationEndpoint; // these two may be missing
    QUrl revocationEndpoint;
    QStringList grantTypes;
    QStringList clientAuthentication; // token_endpoint_auth_methods_supported
    bool namesItselfInAnswers = false; // RFC 9207: then an answer without iss is a forged one

    static constexpr qsizetype LargestText = qsizetype{128} * 1024;

    friend bool operator==(const IssuerMetadata &, const IssuerMetadata &) = default;
};

// Reads and judges: the issuer must be the one that was asked, letter by letter, every address https and on
// its origin or one of the listed ones ("https://keys.contoso.test"), and what it offers must include what a
// safe sign-in needs. Problem: ISSUER_METADATA_UNUSABLE with "reason".
Result<IssuerMetadata> parseIssuerMetadata(const QByteArray &json, const QString &issuer,
                                           const QStringList &listedOrigins = {});

// "https://host" or "https://host:port" of an https address without user info and fragment; else empty.
QString secureOrigin(const QUrl &url);

} // namespace Setup
