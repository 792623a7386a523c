// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simdirectory.h"
#include "simulators/simdocument.h"
#include "simulators/simproduct.h"

#include <QDateTime>

namespace Setup {

// One call of EWS, after logon and impersonation.
struct SimCall
{
    const SimRequest &http;
    const SimElement &body; // the operation's element
    QString operation; // as the answer names it: "GetFolder", "GetUserAvailability"
    const SimMailbox *principal = nullptr; // whose mailbox "calendar" means; null: the account has none
    QDateTime now; // of the server, in UTC
};

// Pieces of answers. Namespace prefixes m and t are bound in the envelope.
QByteArray xmlText(const QString &text);
QByteArray ewsEnvelope(const SimProduct &product, const QByteArray &body);
QByteArray ewsSuccess(const QString &operation, const QByteArray &content);
QByteArray ewsError(const QString &operation, const QString &code, const QString &message,
                    const QString &responseClass = QStringLiteral("Error"));

// HTTP 500 with the code both in faultcode and in detail.
SimReply ewsFault(const QString &code, const QString &message, const QByteArray &messageXml = {});
SimReply schemaFault(const QString &violation, qint64 line, qint64 column);

// What the framework below Exchange says, in another namespace and without detail.
SimReply dispatcherFault(const QString &code, const QString &message);

} // namespace Setup
