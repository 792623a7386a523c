// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/contradiction.h"

#include "diagnosis/catalogue.h"
#include "net/recording.h"
#include "setup/ending.h"
#include "setup/found.h"
#include "setup/replayedworld.h"
#include "setup/session.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostChecks = 50; // more than there are; a file may state any number

// A number that went through a file may be of another type in memory.
QByteArray written(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

void addDifferent(const QJsonObject &stated, const QJsonObject &given, QStringList &names)
{
    for (auto fact = stated.begin(); fact != stated.end(); ++fact)
        if (tellingFacts().contains(fact.key()) && !names.contains(fact.key())
            && written(given.value(fact.key())) != written(fact.value()))
            names.append(fact.key());
}

QJsonObject problemFacts(const Finding &finding)
{
    return finding.problem ? finding.problem->facts : QJsonObject();
}

// Because it was too long, or a secret stood in what passed.
bool isCut(const Recording &recording)
{
    const Truncation &cut = recording.truncation();
    const QList<Observation> &all = recording.observations();
    return cut.bodies > 0 || cut.observations > 0
        || std::any_of(all.begin(), all.end(), [](const Observation &observation) {
               const auto *exchange = std::get_if<RecordedExchange>(&observation.outcome);
               return exchange && exchange->trimmed;
           });
}

} // namespace

bool Contradiction::endsOtherwise() const
{
    return !given || !Ending::isSame(stated, *given);
}

const QStringList &tellingFacts()
{
    static const QStringList names{u"product"_s,        u"build"_s,      u"requestServerVersion"_s,
                                   u"supported"_s,      u"offers"_s,     u"protocol"_s,
                                   u"trust"_s,          u"publicName"_s, u"trustedBySystem"_s,
                                   u"throughProxy"_s,   u"location"_s,   u"cloud"_s,
                                   u"spelling"_s,       u"code"_s,       u"status"_s,
                                   u"asksForPassword"_s};
    return names;
}

QList<Finding> statedFindings(const Recording &recording)
{
    QList<Finding> findings;
    const QJsonArray stated =
        recording.runs().isEmpty() ? QJsonArray() : recording.runs().constLast().findings;
    for (const auto &finding : stated)
        findings.append(findingFromJson(finding.toObject()));
    return findings;
}

QList<Contradiction> contradictions(const QList<Finding> &stated, const QList<Finding> &given)
{
    QList<Contradiction> found;
    for (const Finding &finding : stated) {
        const Finding *replayed = findingIn(given, finding.checkId);
        Contradiction contradiction{finding.checkId, finding, {}, {}};
        if (replayed) {
            contradiction.given = *replayed;
            addDifferent(finding.facts, replayed->facts, contradiction.facts);
            addDifferent(problemFacts(finding), problemFacts(*replayed), contradiction.facts);
        }
        if (contradiction.endsOtherwise() || !contradiction.facts.isEmpty())
            found.append(contradiction);
    }
    return found;
}

QList<Contradiction> contradictionsOf(const Session &session)
{
    const ReplayedWorld *world = session.replayed();
    if (!world || session.isRunning() || session.findings().isEmpty() || !world->supposed().isEmpty()
        || session.verdict() == Verdict::Cancelled)
        return {};
    return contradictions(world->findings(), session.findings());
}

QJsonObject toJson(const QList<Contradiction> &contradictions, const Recording &recording)
{
    if (contradictions.isEmpty())
        return {};
    QJsonArray checks;
    for (const Contradiction &contradiction :
         contradictions.first(std::min(contradictions.size(), mostChecks)))
        checks.append(QJsonObject{{u"id"_s, contradiction.checkId},
                                  {u"title"_s, Catalogue::standard().checkTitle(contradiction.checkId)},
                                  {u"stated"_s, Ending::toJson(contradiction.stated)},
                                  {u"given"_s, Ending::toJson(contradiction.given)},
                                  {u"facts"_s, QJsonArray::fromStringList(contradiction.facts)}});
    return {{u"writtenBy"_s, recording.program().version},
            {u"readBy"_s, ProgramInfo::current().version},
            {u"cut"_s, isCut(recording)},
            {u"checks"_s, checks}};
}

QJsonObject statedOtherwise(const Session &session)
{
    const ReplayedWorld *world = session.replayed();
    return world ? toJson(contradictionsOf(session), world->recording()) : QJsonObject();
}

} // namespace Setup
