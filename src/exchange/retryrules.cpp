// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/retryrules.h"

#include "core/problemcodes.h"
#include "core/utctime.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int maximumBusyWaits = 4;
constexpr auto untoldWait = 1'000ms; // busy without BackOffMilliseconds
constexpr auto pause = 500ms; // before the one more try
constexpr auto longestRetryAfter = 30'000ms;

bool isTransient(const QString &code)
{
    static constexpr std::initializer_list<QLatin1StringView> transient = {
        "ErrorInternalServerTransientError"_L1,
        "ErrorADUnavailable"_L1,
        "ErrorADOperation"_L1,
        "ErrorMailboxStoreUnavailable"_L1,
        "ErrorMailboxFailover"_L1,
        "ErrorConnectionFailed"_L1,
        "ErrorTimeoutExpired"_L1,
        "ErrorInsufficientResources"_L1};
    return std::any_of(std::begin(transient), std::end(transient),
                       [&code](QLatin1StringView known) { return code == known; });
}

std::optional<RetryDecision> waited(const QString &because, std::chrono::milliseconds wait,
                                    std::chrono::milliseconds &budget)
{
    if (wait > budget)
        return std::nullopt; // shorter would only be refused again
    budget -= wait;
    return RetryDecision{because, wait};
}

std::optional<RetryDecision> onceMore(const QString &because, std::chrono::milliseconds wait,
                                      RetryState &state, std::chrono::milliseconds &budget)
{
    if (state.triedOnceMore)
        return std::nullopt;
    const auto decision = waited(because, wait, budget);
    state.triedOnceMore = decision.has_value();
    return decision;
}

std::chrono::milliseconds backOff(const EwsMessage &message)
{
    bool ok = false;
    const uint told = message.values.value(u"BackOffMilliseconds"_s).text().toUInt(&ok);
    return ok ? std::chrono::milliseconds(told) : untoldWait;
}

// RFC 9110, 10.2.3: seconds, or a date, which is compared with the server's own clock.
std::optional<std::chrono::milliseconds> retryAfter(const HttpHeaders &headers)
{
    const QString value = QString::fromLatin1(headers.value("Retry-After").left(64)).trimmed();
    bool ok = false;
    const uint seconds = value.toUInt(&ok);
    if (ok)
        return std::chrono::seconds(seconds);
    const QDateTime until = fromHttpDate(headers.value("Retry-After"));
    const QDateTime now = fromHttpDate(headers.value("Date"));
    if (!until.isValid() || !now.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, now.msecsTo(until)));
}

} // namespace

std::optional<RetryDecision> mayRetry(const EwsAnswer &answer, RetryState &state,
                                      std::chrono::milliseconds &budget)
{
    for (const EwsMessage &message : answer.messages) {
        if (message.code == "ErrorServerBusy"_L1) {
            if (state.busyWaits == maximumBusyWaits)
                return std::nullopt;
            ++state.busyWaits;
            return waited(message.code, backOff(message), budget);
        }
    }
    for (const EwsMessage &message : answer.messages) {
        if (message.responseClass == EwsMessage::Class::Error && isTransient(message.code))
            return onceMore(message.code, pause, state, budget);
    }
    return std::nullopt;
}

std::optional<RetryDecision> mayRetry(const ExchangeAnswer &answer, RetryState &state,
                                      std::chrono::milliseconds &budget)
{
    if (answer.status == 503 || answer.status == 429) {
        const auto wait = retryAfter(answer.headers);
        if (!wait || *wait > longestRetryAfter)
            return std::nullopt;
        return onceMore(answer.status == 429 ? Code::Http429 : Code::Http503, *wait, state, budget);
    }
    const bool redirected = answer.status >= 301 && answer.status <= 308;
    const QUrl target = QUrl::fromEncoded(answer.headers.value("Location"));
    if (redirected && target.path().endsWith("/genericerrorpage.htm"_L1, Qt::CaseInsensitive))
        return onceMore(Code::Http302GenericError, pause, state, budget);
    return std::nullopt;
}

} // namespace Setup
