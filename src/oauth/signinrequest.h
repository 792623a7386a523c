// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "oauth/issuermetadata.h"

#include <QStringList>

#include <chrono>
#include <utility>

namespace Setup {

// What somebody is to sign in to, and how.
struct SignInRequest
{
    IssuerMetadata issuer;
    QString clientId; // a public client: this program can keep no secret from its user
    QStringList scopes; // with "openid" the id_token is asked for and proved
    QString redirectHost = QStringLiteral("127.0.0.1"); // or "localhost", whichever is registered
    QString redirectPath = QStringLiteral("/");
    QString loginHint = {};
    QString prompt = {}; // "login", "consent", "select_account" …
    QString claims = {}; // as a claims challenge brought it
    QList<std::pair<QString, QString>> more = {}; // further parameters of the authorization request
    std::chrono::milliseconds patience{60'000}; // until nothingCameBack()
    std::chrono::milliseconds deadline{600'000}; // for the whole sign-in: people read, and look for phones
};

} // namespace Setup
