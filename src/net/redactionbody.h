// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/exchange.h"

#include <QJsonObject>

namespace Setup {

struct RedactedBody
{
    QByteArray body; // UTF-8
    // What was read from the body before: "shape" (empty, xml, cutXml, brokenXml, hugeXml, dtd, html, json,
    // form, other), and for HTML "title" and "asksForPassword", for other "startsWith" and "sha256".
    QJsonObject derived;
};

// What may be kept of a body of this kind. None keeps its size only.
RedactedBody redactedBody(BodyKind kind, const QByteArray &body);

} // namespace Setup
