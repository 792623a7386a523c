// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QJsonObject>
#include <QStringList>

namespace Setup {

class Recording;
class Session;

// One check of which a file states something else than a replay of what it recorded gives.
struct Contradiction
{
    QString checkId;
    Finding stated;
    std::optional<Finding> given; // nothing: the replay has no such check
    QStringList facts; // names of those that are stated, and that the replay does not give like that

    bool endsOtherwise() const;
};

// Of the last run, as the program had them that made the recording.
QList<Finding> statedFindings(const Recording &recording);

// Names of facts of a kind that two healthy servers may differ in, and that matters. Others tell how a run
// went, such as who had answered by then, and may come out otherwise each time.
const QStringList &tellingFacts();

// What a file says of its findings is no proof; what it recorded is. Every stated ending and telling fact has
// to be given. What is given and not stated is none: a run that was cancelled has fewer findings, an older
// program fewer facts.
QList<Contradiction> contradictions(const QList<Finding> &stated, const QList<Finding> &given);

// Those of a replay that has come to its end and supposes nothing; else none.
QList<Contradiction> contradictionsOf(const Session &session);

// "statedOtherwise" of a report or a comparison: who wrote the file and who reads it, whether the recording
// was cut, and the checks. Empty where nothing contradicts.
QJsonObject toJson(const QList<Contradiction> &contradictions, const Recording &recording);
QJsonObject statedOtherwise(const Session &session);

} // namespace Setup
