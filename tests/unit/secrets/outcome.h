// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problemcodes.h"
#include "core/result.h"
#include "core/secret.h"

#include <QSignalSpy>

#include <chrono>
#include <optional>

namespace SecretTest {

using namespace Setup;

inline QByteArray plain(const Secret &secret)
{
    return secret.bytes().toByteArray();
}

inline QByteArray everyByte(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i % 256);
    return bytes;
}

// Runs an operation to its end. A silent one gives no value.
template<typename T, typename Operation>
std::optional<Result<T>> outcome(Operation &operation,
                                 std::chrono::milliseconds patience = std::chrono::seconds(5))
{
    std::optional<Result<T>> result;
    QObject context;
    QObject::connect(&operation, &Operation::finished, &context,
                     [&result](const Result<T> &answer) { result = answer; });
    operation.start();
    if (result)
        return Problem{Code::InternalError, QStringLiteral("finished inside start()"), {}};
    QSignalSpy spy(&operation, &Operation::finished);
    (void)spy.wait(static_cast<int>(patience.count()));
    return result;
}

// The value, or the code of the Problem.
inline QString told(const std::optional<Result<Secret>> &result)
{
    if (!result)
        return QStringLiteral("silence");
    return *result ? QString::fromUtf8(plain(**result)) : result->problem().code;
}

inline QString told(const std::optional<Result<Done>> &result)
{
    if (!result)
        return QStringLiteral("silence");
    return *result ? QStringLiteral("done") : result->problem().code;
}

} // namespace SecretTest
