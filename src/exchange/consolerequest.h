// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace Setup {

// What somebody has written to be sent to EWS by hand, after it was judged.
struct ConsoleRequest
{
    QByteArray soap; // UTF-8
    QString operation; // "GetFolder"
    QString mailbox; // that its header says to act as, by its primary SMTP address

    bool isStream() const; // the answer is several envelopes, and the server keeps it open
    bool needsAffinity() const; // has to reach the server that holds the subscription
};

// The program changes nothing in Exchange and reads ids and free/busy states alone; that holds for what is
// typed by hand, too. So it has to be one SOAP 1.1 envelope, its header without anything that could be a
// login, with one of the operations on a list: those that the checks use, and some that read directories and
// folders. What on them would bring subjects, people's details, or a subscription that calls somebody else,
// is refused as well.
//
// Problems, each with "line" and "column" (of the first character: 1, 1): CONSOLE_XML_MALFORMED with
// "reason", CONSOLE_NOT_EWS with "expected", CONSOLE_REQUEST_REFUSED with "operation" (what was refused).
Result<ConsoleRequest> readConsoleRequest(const QString &xml);

// The request with this mailbox as the one that the account acts as, in place of whatever stands there;
// empty: the account itself. Anew indented. CONSOLE_XML_MALFORMED, CONSOLE_NOT_EWS where it has no header.
Result<QString> actingAs(const QString &xml, const QString &mailbox);

} // namespace Setup
