// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QObject>
#include <QTest>

#include <memory>
#include <optional>

namespace Setup {

// Starts an operation and waits for its outcome; a test fails when none comes.
//
//     const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
template<typename Answer, typename Operation>
Result<Answer> outcomeOf(Operation &operation, int timeout = 10'000)
{
    std::optional<Result<Answer>> outcome;
    QObject context;
    QObject::connect(&operation, &Operation::finished, &context,
                     [&outcome](const Result<Answer> &result) { outcome = result; });
    operation.start();
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, timeout))
        return Problem{QStringLiteral("(no outcome)"), {}, {}};
    return *outcome;
}

// The code of a Problem, or nothing.
template<typename Answer>
QString codeOf(const Result<Answer> &result)
{
    return result ? QString() : result.problem().code;
}

} // namespace Setup
