// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/harwriter.h"

#include "net/harvalues.h"
#include "net/recording.h"

#include <QUrlQuery>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonArray pairs(const HttpHeaders &headers)
{
    QJsonArray array;
    for (const auto &[name, value] : headers.fields()) {
        array.append(
            QJsonObject{{u"name"_s, QString::fromLatin1(name)}, {u"value"_s, QString::fromUtf8(value)}});
    }
    return array;
}

QJsonArray queryString(const QUrl &url)
{
    QJsonArray array;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        array.append(QJsonObject{{u"name"_s, name}, {u"value"_s, value}});
    return array;
}

QString mimeType(const HttpHeaders &headers)
{
    return headers.contains("Content-Type") ? QString::fromUtf8(headers.value("Content-Type"))
                                            : u"application/octet-stream"_s;
}

QJsonObject harRequest(const RecordedRequest &request)
{
    QJsonObject json{{u"method"_s, QString::fromLatin1(request.method)},
                     {u"url"_s, QString::fromLatin1(request.url.toEncoded())},
                     {u"httpVersion"_s, u"HTTP/1.1"_s},
                     {u"cookies"_s, QJsonArray()},
                     {u"headers"_s, pairs(request.headers)},
                     {u"queryString"_s, queryString(request.url)},
                     {u"headersSize"_s, -1},
                     {u"bodySize"_s, request.bodySize}};
    if (request.bodySize > 0) {
        json.insert(u"postData"_s,
                    QJsonObject{{u"mimeType"_s, mimeType(request.headers)},
                                {u"params"_s, QJsonArray()},
                                {u"text"_s, QString::fromUtf8(request.body)}});
    }
    return json;
}

QJsonObject harResponse(const RecordedExchange &exchange)
{
    // Viewers take status 0 for "no answer".
    const ExchangeAnswer answer = exchange.answer ? *exchange.answer : ExchangeAnswer();
    return {{u"status"_s, answer.status},
            {u"statusText"_s, QString::fromUtf8(answer.reason)},
            {u"httpVersion"_s, u"HTTP/1.1"_s},
            {u"cookies"_s, QJsonArray()},
            {u"headers"_s, pairs(answer.headers)},
            {u"content"_s,
             QJsonObject{{u"size"_s, exchange.answerSize},
                         {u"mimeType"_s, mimeType(answer.headers)},
                         {u"text"_s, QString::fromUtf8(answer.body)}}},
            {u"redirectURL"_s, QString::fromUtf8(answer.headers.value("Location"))},
            {u"headersSize"_s, -1},
            {u"bodySize"_s, exchange.answerSize}};
}

QJsonObject harEntry(const Observation &observation, const RecordedExchange &exchange)
{
    const auto milliseconds = static_cast<qint64>(observation.duration.count());
    QJsonObject own = HarValues::toJson(observation.key);
    own.insert(u"trimmed"_s, exchange.trimmed);
    own.insert(u"sent"_s, exchange.sent);
    own.insert(u"derived"_s, exchange.derived);
    QJsonObject entry{{u"startedDateTime"_s, HarValues::toText(observation.startedAt)},
                      {u"time"_s, milliseconds},
                      {u"request"_s, harRequest(exchange.request)},
                      {u"response"_s, harResponse(exchange)},
                      {u"cache"_s, QJsonObject()},
                      {u"timings"_s,
                       QJsonObject{{u"blocked"_s, -1},
                                   {u"dns"_s, -1},
                                   {u"connect"_s, -1},
                                   {u"ssl"_s, -1},
                                   {u"send"_s, 0},
                                   {u"wait"_s, milliseconds},
                                   {u"receive"_s, 0}}}};
    if (exchange.answer) {
        own.insert(u"complete"_s, exchange.answer->complete);
        if (exchange.answer->ntlm)
            own.insert(u"ntlm"_s, HarValues::toJson(*exchange.answer->ntlm));
        own.insert(u"stamp"_s, HarValues::toJson(exchange.answer->stamp));
        if (!exchange.answer->stamp.address.isEmpty())
            entry.insert(u"serverIPAddress"_s, exchange.answer->stamp.address);
    } else {
        own.insert(u"problem"_s, toJson(exchange.answer.problem()));
        entry.insert(u"comment"_s, exchange.answer.problem().code);
    }
    entry.insert(u"_setup"_s, own);
    return entry;
}

template<typename T>
void insertResult(QJsonObject &json, const Result<T> &result)
{
    if (result)
        json.insert(u"answer"_s, HarValues::toJson(*result));
    else
        json.insert(u"problem"_s, toJson(result.problem()));
}

struct OutcomeWriter
{
    QJsonObject &json;

    void operator()(const Cancelled &) const { json.insert(u"cancelled"_s, true); }
    void operator()(const Note &note) const { json.insert(u"value"_s, note.value); }
    void operator()(const RecordedExchange &) const {} // is an entry
    template<typename T>
    void operator()(const Result<T> &result) const
    {
        insertResult(json, result);
    }
};

QJsonObject ownObservation(const Observation &observation)
{
    QJsonObject json = HarValues::toJson(observation.key);
    json.insert(u"startedAt"_s, HarValues::toText(observation.startedAt));
    json.insert(u"durationMs"_s, static_cast<qint64>(observation.duration.count()));
    std::visit(OutcomeWriter{json}, observation.outcome);
    return json;
}

QJsonArray runs(const Recording &recording)
{
    QJsonArray array;
    for (const RecordedRun &run : recording.runs()) {
        array.append(QJsonObject{{u"startedAt"_s, HarValues::toText(run.startedAt)},
                                 {u"timeZone"_s, run.timeZone},
                                 {u"input"_s, run.input},
                                 {u"findings"_s, run.findings},
                                 {u"decisions"_s, run.decisions},
                                 {u"cloud"_s, run.cloud}});
    }
    return array;
}

QJsonObject ownPart(const Recording &recording, const QJsonArray &observations)
{
    const ProgramInfo &program = recording.program();
    const Truncation &truncation = recording.truncation();
    return {{u"format"_s, Recording::Format},
            {u"program"_s,
             QJsonObject{{u"name"_s, program.name},
                         {u"version"_s, program.version},
                         {u"qt"_s, program.qt},
                         {u"os"_s, program.os}}},
            {u"environment"_s, recording.context().environment},
            {u"settings"_s, recording.context().settings},
            {u"journal"_s, recording.context().journal},
            {u"runs"_s, runs(recording)},
            {u"observations"_s, observations},
            {u"truncated"_s,
             QJsonObject{{u"bodies"_s, truncation.bodies}, {u"observations"_s, truncation.observations}}}};
}

} // namespace

QJsonObject toHarDocument(const Recording &recording)
{
    // Viewers expect entries in the order of time; they were recorded in the order of completion.
    QList<Observation> ordered = recording.observations();
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Observation &a, const Observation &b) { return a.startedAt < b.startedAt; });
    QJsonArray entries;
    QJsonArray observations;
    for (const Observation &observation : std::as_const(ordered)) {
        if (const auto *exchange = std::get_if<RecordedExchange>(&observation.outcome))
            entries.append(harEntry(observation, *exchange));
        else
            observations.append(ownObservation(observation));
    }
    const ProgramInfo &program = recording.program();
    return {
        {u"log"_s,
         QJsonObject{{u"version"_s, u"1.2"_s},
                     {u"creator"_s, QJsonObject{{u"name"_s, program.name}, {u"version"_s, program.version}}},
                     {u"pages"_s, QJsonArray()},
                     {u"entries"_s, entries},
                     {u"_setup"_s, ownPart(recording, observations)}}}};
}

} // namespace Setup
