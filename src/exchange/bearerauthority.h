// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/authoffers.h"

#include <QJsonObject>

#include <optional>

namespace Setup {

// Whose tokens a server takes, as it says where it offers Bearer. Nobody vouches for it: a hint.
struct BearerAuthority
{
    QString host; // of authorization_uri, where people sign in; empty: not told
    QStringList issuers; // "principal@realm", as trusted_issuers lists them

    friend bool operator==(const BearerAuthority &, const BearerAuthority &) = default;
};

// Nothing where Bearer is not offered. Pure.
std::optional<BearerAuthority> bearerAuthority(const AuthOffers &offers);

// "authorizationHost" and "trustedIssuers", for facts.
QJsonObject toJson(const BearerAuthority &authority);

} // namespace Setup
