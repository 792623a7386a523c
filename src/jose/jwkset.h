// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "jose/jwk.h"

#include <QList>

namespace Setup {

// The keys that an issuer or a portal publishes (RFC 7517, 5). Keys that we cannot use are left out, as the
// RFC wants it: an issuer may already offer kinds that we do not know.
struct JwkSet
{
    QList<Jwk> keys;

    static constexpr qsizetype LargestText = qsizetype{256} * 1024;
    static constexpr qsizetype MostKeys = 100;

    friend bool operator==(const JwkSet &, const JwkSet &) = default;
};

// Problem: KEY_SET_UNUSABLE with "reason": no set of keys, or one beyond the bounds.
Result<JwkSet> parseJwkSet(const QByteArray &json);

} // namespace Setup
