// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/harreader.h"

#include "core/problemcodes.h"
#include "net/harvalues.h"

#include <QJsonDocument>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumFile = 67'108'864;
constexpr int maximumDepth = 64;
constexpr qsizetype maximumRuns = 1000;
constexpr qsizetype maximumFields = 400;
constexpr qsizetype maximumFindings = 1000;
constexpr qint64 maximumSize = 1LL << 40;
constexpr qint64 longestMilliseconds = 24LL * 60 * 60 * 1000;

// By how much a character goes deeper.
constexpr auto steps = [] {
    std::array<qint8, 256> table{};
    table['['] = table['{'] = 1;
    table[']'] = table['}'] = -1;
    return table;
}();

// Qt's parser goes 1024 levels deep; so deep is nothing that we write.
bool isTooDeep(QByteArrayView json)
{
    int depth = 0;
    bool quoted = false;
    bool escaped = false;
    for (const char character : json) {
        if (escaped) {
            escaped = false;
        } else if (character == '"') {
            quoted = !quoted;
        } else if (quoted) {
            escaped = character == '\\';
        } else {
            depth += steps[static_cast<uchar>(character)];
            if (depth > maximumDepth)
                return true;
        }
    }
    return false;
}

HttpHeaders readHeaders(const HarFields &fields)
{
    HttpHeaders headers;
    const QJsonArray array = fields.list("headers"_L1, maximumFields);
    for (qsizetype i = 0; i < array.size(); ++i) {
        const HarFields header = fields.item("headers"_L1, array, i);
        headers.append(header.text("name"_L1).toLatin1(), header.text("value"_L1).toUtf8());
    }
    return headers;
}

RecordedRequest readRequest(const HarFields &fields)
{
    RecordedRequest request;
    request.method = fields.text("method"_L1, 20).toLatin1();
    request.url = QUrl::fromEncoded(fields.text("url"_L1).toLatin1(), QUrl::StrictMode);
    if (!request.url.isValid())
        fields.fail("url"_L1);
    request.headers = readHeaders(fields);
    request.bodySize = fields.number("bodySize"_L1, 0, maximumSize);
    if (fields.has("postData"_L1))
        request.body = fields.object("postData"_L1).text("text"_L1, HarFields::MaximumBody).toUtf8();
    return request;
}

ExchangeAnswer readAnswer(const HarFields &fields, const HarFields &own)
{
    ExchangeAnswer answer;
    answer.status = static_cast<int>(fields.number("status"_L1, 0, 999));
    answer.reason = fields.text("statusText"_L1).toUtf8();
    answer.headers = readHeaders(fields);
    answer.body = fields.object("content"_L1).text("text"_L1, HarFields::MaximumBody).toUtf8();
    answer.complete = own.flag("complete"_L1);
    if (own.has("ntlm"_L1))
        answer.ntlm = HarValues::read<NtlmTalk>(own.object("ntlm"_L1));
    answer.stamp = HarValues::read<Stamp>(own.object("stamp"_L1));
    return answer;
}

Observation readEntry(const HarFields &entry)
{
    const HarFields own = entry.object("_setup"_L1);
    const HarFields response = entry.object("response"_L1);
    RecordedExchange exchange;
    exchange.request = readRequest(entry.object("request"_L1));
    if (own.has("problem"_L1))
        exchange.answer = HarValues::read<Problem>(own.object("problem"_L1));
    else
        exchange.answer = readAnswer(response, own);
    exchange.answerSize = response.number("bodySize"_L1, 0, maximumSize);
    exchange.trimmed = own.flag("trimmed"_L1);
    exchange.sent = own.has("sent"_L1) && own.flag("sent"_L1); // older recordings do not say
    exchange.derived = own.json("derived"_L1);
    Observation observation;
    observation.key = HarValues::read<ObservationKey>(own);
    if (observation.key.kind != OperationKind::Exchange)
        own.fail("kind"_L1);
    observation.startedAt = entry.time("startedDateTime"_L1);
    observation.duration = std::chrono::milliseconds(entry.number("time"_L1, 0, longestMilliseconds));
    observation.outcome = exchange;
    return observation;
}

template<typename T>
Outcome readResult(const HarFields &fields)
{
    if (fields.has("problem"_L1))
        return Result<T>(HarValues::read<Problem>(fields.object("problem"_L1)));
    return Result<T>(HarValues::read<T>(fields.object("answer"_L1)));
}

Outcome readOutcome(OperationKind kind, const HarFields &fields)
{
    if (fields.has("cancelled"_L1))
        return Cancelled();
    switch (kind) {
    case OperationKind::Route:
        return readResult<Route>(fields);
    case OperationKind::LookUp:
        return readResult<LookUpAnswer>(fields);
    case OperationKind::Connect:
        return readResult<ConnectAnswer>(fields);
    case OperationKind::Handshake:
        return readResult<HandshakeAnswer>(fields);
    case OperationKind::Port:
    case OperationKind::Decision:
        return Note{fields.value("value"_L1)};
    case OperationKind::Exchange:
        break;
    }
    fields.fail("kind"_L1); // an exchange with an outcome is an entry
    return Cancelled();
}

Observation readObservation(const HarFields &fields)
{
    Observation observation;
    observation.key = HarValues::read<ObservationKey>(fields);
    observation.startedAt = fields.time("startedAt"_L1);
    observation.duration = std::chrono::milliseconds(fields.number("durationMs"_L1, 0, longestMilliseconds));
    observation.outcome = readOutcome(observation.key.kind, fields);
    return observation;
}

} // namespace

Result<Recording> HarReader::read(const QByteArray &har)
{
    if (har.size() > maximumFile)
        return Problem{Code::AnswerTooLarge, {}, {{u"bytes"_s, har.size()}}};
    QJsonParseError error;
    const QJsonDocument document = isTooDeep(har) ? QJsonDocument() : QJsonDocument::fromJson(har, &error);
    if (!document.isObject())
        return Problem{Code::FileMalformed, {}, {{u"where"_s, u"file"_s}}};
    const HarFields root(document.object(), "file"_L1, m_reading);
    Recording recording = readLog(root.object("log"_L1));
    if (root.hasFailed())
        return Problem{Code::FileMalformed, {}, {{u"where"_s, m_reading.fault}}};
    return recording;
}

Recording HarReader::readLog(const HarFields &log)
{
    Recording recording{ProgramInfo()}; // the file says which program made it
    const HarFields own = log.object("_setup"_L1);
    if (log.text("version"_L1, 10) != "1.2"_L1)
        log.fail("version"_L1);
    if (own.text("format"_L1, 100) != Recording::Format)
        own.fail("format"_L1);
    readProgram(own, recording);
    readRuns(own, recording);
    const QJsonArray entries = log.list("entries"_L1, Recording::MaximumObservations);
    for (qsizetype i = 0; i < entries.size() && !log.hasFailed(); ++i) {
        const HarFields entry = log.item("entries"_L1, entries, i);
        add(readEntry(entry), entry, recording);
    }
    const QJsonArray observations = own.list("observations"_L1, Recording::MaximumObservations);
    for (qsizetype i = 0; i < observations.size() && !log.hasFailed(); ++i) {
        const HarFields fields = own.item("observations"_L1, observations, i);
        add(readObservation(fields), fields, recording);
    }
    return recording;
}

void HarReader::readProgram(const HarFields &own, Recording &recording) const
{
    const HarFields program = own.object("program"_L1);
    recording.m_program = {program.text("name"_L1, 200), program.text("version"_L1, 200),
                           program.text("qt"_L1, 200), program.text("os"_L1, 200)};
    const auto told = [&own](QLatin1StringView name) { // older recordings do not tell
        return own.has(name) ? own.json(name) : QJsonObject();
    };
    recording.m_context = {told("environment"_L1), told("settings"_L1), told("journal"_L1)};
    const HarFields truncated = own.object("truncated"_L1);
    recording.m_truncation = {static_cast<int>(truncated.number("bodies"_L1, 0, 1'000'000'000)),
                              static_cast<int>(truncated.number("observations"_L1, 0, 1'000'000'000))};
}

void HarReader::readRuns(const HarFields &own, Recording &recording) const
{
    const QJsonArray runs = own.list("runs"_L1, maximumRuns);
    for (qsizetype i = 0; i < runs.size() && !own.hasFailed(); ++i) {
        const HarFields run = own.item("runs"_L1, runs, i);
        RecordedRun read{run.time("startedAt"_L1), run.text("timeZone"_L1, 100), run.json("input"_L1),
                         run.list("findings"_L1, maximumFindings)};
        if (run.has("decisions"_L1)) // older recordings do not tell
            read.decisions = run.list("decisions"_L1, maximumFindings);
        if (run.has("cloud"_L1))
            read.cloud = run.json("cloud"_L1);
        recording.m_runs.append(read);
    }
}

// Two observations with one key would make the answer a matter of order.
void HarReader::add(const Observation &observation, const HarFields &fields, Recording &recording)
{
    if (m_seen.contains(observation.key) || observation.key.run > recording.m_runs.size())
        fields.fail("_setup"_L1);
    m_seen.insert(observation.key);
    recording.takesCertificates(observation); // what may be added is what they leave
    recording.m_observations.append(observation);
}

} // namespace Setup
