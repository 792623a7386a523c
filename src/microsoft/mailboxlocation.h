// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Setup {

struct TenantAnswer;

// Whose tokens an Exchange of the organisation's own takes.
enum class TokenSource {
    Unknown, // it offers no Bearer, or does not say
    Entra, // hybrid modern authentication
    Adfs // the organisation's own AD FS
};

// By what such an Exchange says where it offers Bearer: the host of authorization_uri, and trusted_issuers.
// Pure.
TokenSource tokenSource(const QString &authorizationHost, const QStringList &trustedIssuers);

// What is known of where the mailboxes of a domain live, from wherever it was learnt. What nobody has asked
// stays without a value.
struct MailboxEvidence
{
    std::optional<bool> hasTenant; // the domain belongs to a tenant of Microsoft 365
    QString realm; // "managed", "federated" or "unknown"; empty: not asked
    QStringList ewsHosts; // where EWS stands; several: some mailboxes are here, others there
    bool microsoftNamesItself = false; // Microsoft's Autodiscover, which does so for unknown addresses, too
    bool hasOwnExchange = false; // an Exchange below the mail domain has answered
    TokenSource tokens = TokenSource::Unknown; // that it takes
    std::optional<bool> answersAsOnline; // the version that it shows: 15.20 is Exchange Online
    bool mxAtMicrosoft = false;
    bool autodiscoverAtMicrosoft = false;

    friend bool operator==(const MailboxEvidence &, const MailboxEvidence &) = default;
};

MailboxEvidence evidenceOf(const TenantAnswer &tenant);

// One thing that was seen, what it speaks for, and how much it says.
struct LocationReason
{
    enum class Speaks { ForOnline, ForServer, ForBoth, Neither };
    enum class Weight { Hint, Strong, Certain };

    QString id; // "ewsAtMicrosoft", …: setup has the sentence
    Speaks speaks = Speaks::Neither;
    Weight weight = Weight::Hint;
    QJsonObject facts; // names for the sentence

    friend bool operator==(const LocationReason &, const LocationReason &) = default;
};

struct MailboxLocation
{
    enum class Verdict { Unknown, Online, Server, Both };

    Verdict verdict = Verdict::Unknown;
    QList<LocationReason> reasons; // the telling ones first

    friend bool operator==(const MailboxLocation &, const MailboxLocation &) = default;
};

QString toString(MailboxLocation::Verdict verdict); // "online"
QString toString(LocationReason::Speaks speaks); // "forOnline"

// The verdict table (README, "Where the mailboxes live"). A tenant alone says nothing: many have one for
// Teams and keep their mailboxes on a server of their own. Pure.
MailboxLocation mailboxLocation(const MailboxEvidence &evidence);

QJsonObject toJson(const MailboxLocation &location);

} // namespace Setup
