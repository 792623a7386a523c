// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"
#include "net/door.h"

namespace Setup {

// What every call of Microsoft Graph works with; the door outlives it.
struct GraphContext
{
    Door &door;
    QString host; // of the tenant's cloud
    QString account; // whose token it is
    Secret token;
    OperationTag tag;
    std::chrono::milliseconds deadline{45'000}; // of an operation with all its pages
};

// One question, with the token. body: POST; empty: GET.
ExchangeQuery graphQuery(const GraphContext &context, const QUrl &url, const QByteArray &body = {});

// An address below /v1.0; the path is percent-encoded already.
QUrl graphAddress(const GraphContext &context, const QString &pathAndQuery);

} // namespace Setup
