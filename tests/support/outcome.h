// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QEventLoop>
#include <QObject>
#include <QTimer>

namespace Setup {

// Starts an operation and waits for its outcome; a test fails when none comes.
//
//     const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(query));
template<typename Answer, typename Operation>
Result<Answer> outcomeOf(Operation &operation, int timeout = 10'000)
{
    Result<Answer> outcome = Problem{QStringLiteral("(no outcome)"), {}, {}};
    QEventLoop loop; // QTest::qWaitFor() sleeps 10 ms at each turn
    QObject::connect(&operation, &Operation::finished, &loop, [&](const Result<Answer> &result) {
        outcome = result;
        loop.quit();
    });
    QTimer::singleShot(timeout, &loop, &QEventLoop::quit);
    operation.start();
    loop.exec();
    return outcome;
}

// The code of a Problem, or nothing.
template<typename Answer>
QString codeOf(const Result<Answer> &result)
{
    return result ? QString() : result.problem().code;
}

} // namespace Setup
