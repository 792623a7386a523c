// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/exchangeversion.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <variant>

class QXmlStreamWriter;

namespace Setup {

// The operations that a check needs. All of them only read, and ask for ids, never for content: no subject,
// body or attendee can come back. Subscribe leaves a subscription behind until Unsubscribe.
namespace Ews {

// The calendar of the impersonated mailbox, or, with a mailbox named, of that one (by the caller's own
// rights).
struct GetFolder
{
    QString mailbox = {};
};

// Looks the address up in the directory, not among anybody's contacts.
struct ResolveNames
{
    QString entry; // "smtp:someone@contoso.com" for an exact match
};

struct GetRoomLists
{};

struct GetRooms
{
    QString roomList; // address of the list
};

// Merged free/busy digits only (RequestedView MergedOnly), times in UTC. Exchange takes at most 100 mailboxes
// and 42 days.
struct GetUserAvailability
{
    QStringList mailboxes;
    QDateTime from;
    QDateTime to;
    int intervalMinutes = 30; // 5 to 1440
};

// A streaming subscription to the calendar of the impersonated mailbox.
struct Subscribe
{};

struct GetStreamingEvents
{
    QString subscriptionId;
    int minutes = 1; // how long the server keeps the answer open, 1 to 30
};

struct Unsubscribe
{
    QString subscriptionId;
};

} // namespace Ews

using EwsBody =
    std::variant<Ews::GetFolder, Ews::ResolveNames, Ews::GetRoomLists, Ews::GetRooms,
                 Ews::GetUserAvailability, Ews::Subscribe, Ews::GetStreamingEvents, Ews::Unsubscribe>;

// One EWS call. Example: EwsRequest{Ews::GetFolder{}, u"room1@contoso.com"_s}.
struct EwsRequest
{
    EwsBody body;
    QString impersonate = {}; // primary SMTP address of the mailbox to act as; empty: the account itself
    // Of the answer to Subscribe (EwsAnswer::affinityCookie), for the calls after it.
    QByteArray affinityCookie = {};

    bool needsAffinity() const; // one of the three that must reach the same back end
    bool isStream() const; // answered by one envelope after the other, for as long as it was asked for
    QString operation() const; // "GetFolder"
};

// The SOAP 1.1 envelope, UTF-8. Characters that XML cannot carry are left out.
QByteArray toSoap(const EwsRequest &request, ExchangeVersion version);

// What of its header makes the account act as this mailbox; nothing for none.
void writeImpersonation(QXmlStreamWriter &xml, const QString &mailbox);

} // namespace Setup
