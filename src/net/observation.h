// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"

#include <QJsonObject>

#include <variant>

namespace Setup {

enum class OperationKind { Route, LookUp, Connect, Handshake, Exchange, Port, Decision };

// The spelling in a recording: "route", "lookUp", …
QString toString(OperationKind kind);
std::optional<OperationKind> operationKindFromString(const QString &text);

// How something is found again in a recording: by who asked for what and for the how-manieth time. Nothing
// volatile is part of it (no time, no request id, no global order), so a replay may complete in any order.
struct ObservationKey
{
    int run = 1;
    QString check;
    int attempt = 1;
    OperationKind kind = OperationKind::Exchange;
    QString target;
    int nth = 1; // among those that are equal otherwise, counted when they start

    friend bool operator==(const ObservationKey &, const ObservationKey &) = default;
};

size_t qHash(const ObservationKey &key, size_t seed = 0);

// What an operation is after: host, name and type, or method and address. For EWS also the SOAP operation and
// the mailbox, since every call goes to one address and their order may change.
QString targetOf(const RouteQuery &query);
QString targetOf(const LookUpQuery &query);
QString targetOf(const ConnectQuery &query);
QString targetOf(const HandshakeQuery &query);
QString targetOf(const ExchangeQuery &query);

// What redaction left of a request. The numbers are those of the bytes that were really sent.
struct RecordedRequest
{
    QByteArray method;
    QUrl url;
    HttpHeaders headers;
    QByteArray body;
    qint64 bodySize = 0;

    friend bool operator==(const RecordedRequest &, const RecordedRequest &) = default;
};

// What redaction left of an exchange.
struct RecordedExchange
{
    RecordedRequest request;
    Result<ExchangeAnswer> answer;
    qint64 answerSize = 0; // of the body as it came
    QJsonObject derived; // read from the body before it was redacted
    bool trimmed = false; // the bodies had to go, because the recording was full
    bool sent = false; // the request may have left, as Exchange::sending() says

    friend bool operator==(const RecordedExchange &, const RecordedExchange &) = default;
};

// The operation was cancelled before it had an answer.
struct Cancelled
{
    friend bool operator==(const Cancelled &, const Cancelled &) = default;
};

// A value of a port (a keychain's outcome, say) or a decision with its details.
struct Note
{
    QJsonValue value;

    friend bool operator==(const Note &, const Note &) = default;
};

using Outcome = std::variant<Cancelled, Result<Route>, Result<LookUpAnswer>, Result<ConnectAnswer>,
                             Result<HandshakeAnswer>, RecordedExchange, Note>;

// One thing that the program learnt from outside, or decided.
struct Observation
{
    ObservationKey key;
    QDateTime startedAt; // UTC
    std::chrono::milliseconds duration{0}; // until the outcome
    Outcome outcome;

    friend bool operator==(const Observation &, const Observation &) = default;
};

} // namespace Setup
