// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/requestlog.h"

#include "core/foreigntext.h"
#include "net/recording.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 200;

// Exchange and Graph, Microsoft's sign-in, Front Door, other clouds.
QString idOf(const HttpHeaders &headers)
{
    for (const char *name : {"request-id", "x-ms-request-id", "x-azure-ref", "cf-ray"})
        if (headers.contains(name))
            return ForeignText(headers.value(name), 100).text();
    return {};
}

} // namespace

QJsonArray requestLog(const Recording &recording)
{
    QList<Observation> answered;
    for (const Observation &observation : recording.observations()) {
        const auto *exchange = std::get_if<RecordedExchange>(&observation.outcome);
        if (observation.key.run == recording.runs().size() && exchange && exchange->answer
            && !idOf(exchange->answer->headers).isEmpty())
            answered.append(observation);
    }
    std::stable_sort(answered.begin(), answered.end(),
                     [](const Observation &a, const Observation &b) { return a.startedAt < b.startedAt; });
    QJsonArray log;
    for (const Observation &observation : answered.mid(0, longest)) {
        const auto &exchange = std::get<RecordedExchange>(observation.outcome);
        log.append(QJsonObject{{u"at"_s, observation.startedAt.toUTC().toString(Qt::ISODateWithMs)},
                               {u"check"_s, observation.key.check},
                               {u"host"_s, ForeignText(exchange.request.url.host(), 255)},
                               {u"status"_s, exchange.answer->status},
                               {u"id"_s, idOf(exchange.answer->headers)}});
    }
    return log;
}

} // namespace Setup
