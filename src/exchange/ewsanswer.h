// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/foreigntext.h"
#include "core/problem.h"
#include "exchange/exchangebuild.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Setup {

// One ResponseMessage, or a SOAP fault told in the same terms.
struct EwsMessage
{
    enum class Class { Success, Warning, Error };

    Class responseClass = Class::Error;
    QString code; // "NoError", a code of Exchange, or SOAP_* / EWS_UNKNOWN_CODE of ours
    ForeignText rawCode; // what the server wrote, when code is ours
    ForeignText text; // in the server's language
    QMap<QString, ForeignText> values; // MessageXml: "BackOffMilliseconds" → "5000", "Violation", …

    bool isSuccess() const; // Success with any code but NoError is none
    friend bool operator==(const EwsMessage &, const EwsMessage &) = default;
};

// A person, room or list as the directory names it.
struct EwsMailbox
{
    ForeignText name;
    QString address; // foreign text as well, of at most 320 characters
    QString routingType; // "SMTP", "EX"
    QString mailboxType; // "Mailbox", "PublicDL", "Contact", …; empty before Exchange 2010

    friend bool operator==(const EwsMailbox &, const EwsMailbox &) = default;
};

// One per mailbox asked for, in the order asked.
struct EwsFreeBusy
{
    EwsMessage message;
    QString viewType; // "MergedOnly", "FreeBusyMerged", …; "None": the caller may not see it, or no mailbox
    QString merged; // one digit per interval: 0 free, 1 tentative, 2 busy, 3 away, 4 no data

    friend bool operator==(const EwsFreeBusy &, const EwsFreeBusy &) = default;
};

struct EwsRetry
{
    QString because; // the code that the attempt ended with
    std::chrono::milliseconds waited{0};

    friend bool operator==(const EwsRetry &, const EwsRetry &) = default;
};

// What EWS said. A fault and an Error message are answers: problem() tells them as a Problem. (Often they
// prove something: ErrorNameResolutionNoResults was authenticated and executed.)
struct EwsAnswer
{
    int status = 0; // of HTTP
    bool isFault = false;
    QString response; // local name of the body's element: "GetFolderResponse", "Fault"
    QList<EwsMessage> messages; // every one, in their order
    std::optional<ExchangeBuild> build; // absent in faults
    QString schemaVersion; // ServerVersionInfo's Version, such as V2017_07_11: not always valid in a request

    bool folderFound = false;
    QList<EwsMailbox> resolutions;
    QList<EwsMailbox> roomLists;
    QList<EwsMailbox> rooms;
    QList<EwsFreeBusy> freeBusy;
    QString subscriptionId; // verbatim
    QStringList connectionStatus; // "OK", "Closed", one per envelope that has it
    int notifications = 0;
    QStringList lostSubscriptions; // ErrorSubscriptionIds

    // Filled in by the call.
    QByteArray affinityCookie; // X-BackEndOverrideCookie, for the calls that must reach the same back end
    QStringList requestIds; // of all attempts
    QList<EwsRetry> retries;
    std::chrono::milliseconds duration{0}; // with limiter, retries and waits

    // The first message that is not a success, as a Problem: code, text and MessageXml values. Nothing when
    // all are. A Warning is one too; who expects it asks for the code.
    std::optional<Problem> problem() const;
    bool hasCode(QStringView code) const;
    bool hearsChanges() const; // of a stream: it stands open, or has told of a change already

    friend bool operator==(const EwsAnswer &, const EwsAnswer &) = default;
};

} // namespace Setup
