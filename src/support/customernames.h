// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QSet>
#include <QStringList>

class QSslCertificate;

namespace Setup {

// What in a recording tells who the customer is, as it stands there: names of hosts and domains, addresses of
// mailboxes and of computers, users, organisations and rooms.
struct CustomerNames
{
    QSet<QString> hosts; // in lower case
    QSet<QString> servers; // without a domain: "EX01", "CONTOSO"
    QSet<QString> mailboxes; // in lower case
    QSet<QString> users; // "svc-askcody" of "CONTOSO\svc-askcody"
    QSet<QString> titles; // of organisations, rooms, the integration
    QSet<QString> addresses; // IP
    QSet<QString> tenants; // GUIDs, and other ids that tell whose they are
    QSet<QString> digests; // of people's numbers: "sha256:…"
    QSet<QString> certificates; // fingerprints of those that were made for the customer
    QSet<QString> vocabulary; // words of the protocols, which stay: names of elements, members and headers

    // har: a HAR document of this program's. Names in its certificates are among them.
    static CustomerNames in(const QJsonObject &har);

    // Of Microsoft's cloud, of AskCody, of a standard: it names no customer.
    static bool isEverybodys(const QString &host);
    // What of a host with a tenant's name is Microsoft's: ".onmicrosoft.com"; empty for any other.
    static QString tenantSuffix(const QString &host);
    static QString fingerprint(const QSslCertificate &certificate); // SHA-256, with colons
};

// A text as a recording has it, with the names of the members it stands in.
struct RecordedText
{
    QString text;
    QString member; // the innermost
    QString outer; // the one around that
    bool namesPort = false;

    // Where a member (by its name) of "object" stands, which stands there itself. What a port is called looks
    // like a host's name ("microsoft.way") and is a word of ours.
    RecordedText placeOf(const QJsonObject &object, const QString &name) const;
    // Written by this program itself, the same in every recording.
    bool isOurs() const;
};

} // namespace Setup
