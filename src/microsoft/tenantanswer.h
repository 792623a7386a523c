// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/foreigntext.h"
#include "net/httpdate.h"
#include "oauth/issuermetadata.h"

#include <optional>

namespace Setup {

// What Microsoft's sign-in says of a domain (getuserrealm.srf).
struct Realm
{
    enum class Kind { Unknown, Managed, Federated };

    Kind kind = Kind::Unknown;
    ForeignText brand; // the organisation as it calls itself
    ForeignText identityProvider; // host of the federation, where there is one

    friend bool operator==(const Realm &, const Realm &) = default;
};

QString toString(Realm::Kind kind); // "managed"

// Where DNS leads for a domain's mail. Hints: mail filters stand before Exchange, and records stay behind.
struct MailHints
{
    QStringList mx;
    QString autodiscover; // target of the autodiscover CNAME, or empty
    bool mxAtMicrosoft = false;
    bool autodiscoverAtMicrosoft = false;
    bool isUnknownToDns = false; // DNS says that there is no such domain

    friend bool operator==(const MailHints &, const MailHints &) = default;
};

// What is known of the tenant that owns a domain.
struct TenantAnswer
{
    QString domain;
    bool exists = false;
    QString tenantId; // these four where it exists
    QString cloud; // id of clouds.json
    QString regionScope; // "EU", "NA", "WW", "USGov" …
    QString regionSubScope; // "GCC", "DODCON", "DOD", or empty
    std::optional<IssuerMetadata> issuer; // to sign in to just this tenant
    std::optional<Realm> realm; // nothing: it could not be asked
    MailHints hints;
    QStringList asked; // the authorities, in their order
    QStringList notAsked; // of these, who could not be reached, and most probably has nothing to say
    ToldTime time; // by the one that knows it

    friend bool operator==(const TenantAnswer &, const TenantAnswer &) = default;
};

QJsonObject toJson(const TenantAnswer &answer); // for a finding's facts

} // namespace Setup
