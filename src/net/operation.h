// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace Setup {

// Who asks: a recording finds an operation again by run, check, attempt, kind, target and count.
struct OperationTag
{
    QString check;
    int attempt = 1;

    friend bool operator==(const OperationTag &, const OperationTag &) = default;
};

// When and how an operation went. In a replay: as it was recorded.
struct Stamp
{
    QDateTime startedAt; // UTC
    std::chrono::milliseconds duration{0};
    QString proxy; // "host:port", empty when direct
    QString address; // only where the operation was pinned to one: Qt does not tell otherwise

    friend bool operator==(const Stamp &, const Stamp &) = default;
};

} // namespace Setup
