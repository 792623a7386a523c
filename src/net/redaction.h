// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/observation.h"

namespace Setup {

// Redaction works by allow-list (redactionlists.cpp): what is not on it becomes «removed: what, how much».
// What was removed keeps its shape, so that a parser judges the recording as it judged the answer: an HTML
// page stays one with its title, cut XML stays cut, a list keeps its length.

// What may be kept of an exchange.
RecordedExchange redact(const ExchangeQuery &query, const Result<ExchangeAnswer> &answer);

// Without user info and fragment; query values only of the names on the list, path parameters never.
QUrl redactedUrl(const QUrl &url);

// The same for an address as a server wrote it; one that needs no redaction comes back as it was.
QByteArray redactedAddress(const QByteArray &address);

// The same where a text is nothing but an address, in whatever spelling and with space around it.
QString withRedactedAddress(const QString &text);

// "«removed: cookie, 12 bytes»"
QString removed(QStringView what, qsizetype count, QStringView unit = u"bytes");
inline QByteArray removedBytes(QStringView what, qsizetype count)
{
    return removed(what, count).toUtf8();
}

} // namespace Setup
