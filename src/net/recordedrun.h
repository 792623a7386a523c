// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace Setup {

// Which program made a recording, and on what.
struct ProgramInfo
{
    QString name;
    QString version;
    QString qt;
    QString os;

    static ProgramInfo current();
    friend bool operator==(const ProgramInfo &, const ProgramInfo &) = default;
};

struct RecordedRun
{
    QDateTime startedAt; // UTC
    QString timeZone; // IANA id of the computer's zone
    QJsonObject input; // what the run is about, without secrets
    QJsonArray findings; // as the report has them; empty while the run lasts
    QJsonArray decisions = {}; // to go on although a check failed
    QJsonObject cloud = {}; // what the portal's cloud found on its own way, after the push

    friend bool operator==(const RecordedRun &, const RecordedRun &) = default;
};

// What a recording tells beside what passed the door, for whoever reads it on another computer.
struct RecordedContext
{
    QJsonObject environment; // the computer: system, TLS library, language, how it gets out, its clock
    QJsonObject settings; // of the program
    QJsonObject journal; // how far the integration has come, and what was done in this sitting

    friend bool operator==(const RecordedContext &, const RecordedContext &) = default;
};

// What had to go because the recording was full.
struct Truncation
{
    int bodies = 0;
    int observations = 0;

    friend bool operator==(const Truncation &, const Truncation &) = default;
};

} // namespace Setup
