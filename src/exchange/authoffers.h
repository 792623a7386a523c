// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpheaders.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace Setup {

// One challenge of WWW-Authenticate (RFC 9110, 11.6.1).
struct AuthOffer
{
    QString scheme; // as written
    QMap<QString, QString> parameters; // names in lower case; foreign text
    QByteArray token; // token68: NTLM's and Negotiate's messages

    friend bool operator==(const AuthOffer &, const AuthOffer &) = default;
};

// What a server offers as ways to log in: one header per scheme, or lists with commas, or both.
struct AuthOffers
{
    QList<AuthOffer> offers;

    static AuthOffers fromHeaders(const HttpHeaders &headers);

    const AuthOffer *find(QStringView scheme) const; // without case
    bool has(QStringView scheme) const { return find(scheme) != nullptr; }
    bool isEmpty() const { return offers.isEmpty(); }
    QStringList schemes() const; // each once, known ones in their usual spelling

    friend bool operator==(const AuthOffers &, const AuthOffers &) = default;
};

} // namespace Setup
