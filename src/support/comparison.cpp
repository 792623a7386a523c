// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/comparison.h"

#include "core/bearing.h"
#include "diagnosis/catalogue.h"
#include "net/recording.h"
#include "setup/ending.h"
#include "setup/found.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString shown(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isUndefined() || value.isNull())
        return u"-"_s;
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
        .mid(1)
        .chopped(1);
}

QJsonObject factsOf(const Finding *finding)
{
    if (!finding)
        return {};
    QJsonObject facts = finding->facts;
    const QJsonObject own = finding->problem ? finding->problem->facts : QJsonObject();
    for (auto fact = own.begin(); fact != own.end(); ++fact)
        facts.insert(fact.key(), fact.value());
    return facts;
}

QList<DifferentRung::Fact> differentFacts(const Finding *one, const Finding *other)
{
    const QJsonObject here = factsOf(one);
    const QJsonObject there = factsOf(other);
    QList<DifferentRung::Fact> facts;
    for (const QString &name : tellingFacts())
        if (here.value(name) != there.value(name))
            facts.append({name, shown(here.value(name)), shown(there.value(name))});
    return facts;
}

bool endedAlike(const Finding *one, const Finding *other)
{
    if (!one || !other)
        return one == other;
    return Ending::isSame(*one, *other);
}

QString rungText(const std::optional<Finding> &finding)
{
    if (!finding)
        return QCoreApplication::translate("Comparison", "not part of it");
    const QString code = Ending::code(*finding);
    const QString because = finding->skippedBecause.isEmpty()
        ? QString()
        : u' ' + QCoreApplication::translate("Report", "because of %1").arg(finding->skippedBecause);
    return statusWord(toString(finding->status)) + (code.isEmpty() ? QString() : u" ["_s + code + u']')
        + because;
}

QString titleLines(const QString &letter, const QJsonObject &bundle)
{
    QString text = forTerminal(u"%1: %2 (%3, %4, %5)\n"_s.arg(
        letter, bundle["name"_L1].toString(), bundle["startedAt"_L1].toString(),
        bundle["version"_L1].toString(), bundle["os"_L1].toString()));
    const QStringList contradictions = contradictionLines(bundle["statedOtherwise"_L1].toObject());
    for (const QString &line : contradictions)
        text += u"   "_s + inOneLine(line) + u'\n';
    return text;
}

} // namespace

Comparison Comparison::of(const QList<Finding> &one, const QList<Finding> &other)
{
    Comparison comparison;
    QStringList ids;
    for (const QList<Finding> &findings : {one, other})
        for (const Finding &finding : findings)
            if (!ids.contains(finding.checkId))
                ids.append(finding.checkId);
    for (const QString &id : std::as_const(ids)) {
        const Finding *here = findingIn(one, id);
        const Finding *there = findingIn(other, id);
        const auto facts = differentFacts(here, there);
        if (endedAlike(here, there) && facts.isEmpty()) {
            ++comparison.same;
            continue;
        }
        comparison.different.append({id, here ? std::optional(*here) : std::nullopt,
                                     there ? std::optional(*there) : std::nullopt, facts});
    }
    return comparison;
}

QJsonObject ComparedBundles::described(const QString &name, const Recording &recording,
                                       const QList<Contradiction> &contradictions)
{
    const QDateTime started =
        recording.runs().isEmpty() ? QDateTime() : recording.runs().constLast().startedAt;
    QJsonObject bundle{{u"name"_s, name},
                       {u"startedAt"_s, started.toString(Qt::ISODate)},
                       {u"version"_s, recording.program().version},
                       {u"os"_s, recording.program().os}};
    if (!contradictions.isEmpty())
        bundle.insert(u"statedOtherwise"_s, toJson(contradictions, recording));
    return bundle;
}

QByteArray renderText(const ComparedBundles &bundles)
{
    QString text = titleLines(u"A"_s, bundles.one) + titleLines(u"B"_s, bundles.other) + u'\n';
    for (const DifferentRung &rung : bundles.comparison.different) {
        text += forTerminal(u"  %1 (%2)"_s.arg(Catalogue::standard().checkTitle(rung.checkId), rung.checkId))
            + u'\n';
        text += forTerminal(u"      A: %1"_s.arg(rungText(rung.one))) + u'\n';
        text += forTerminal(u"      B: %1"_s.arg(rungText(rung.other))) + u'\n';
        for (const DifferentRung::Fact &fact : rung.facts)
            text += forTerminal(u"      %1: A %2, B %3"_s.arg(fact.name, fact.one, fact.other)) + u'\n';
    }
    text += bundles.comparison.different.isEmpty()
        ? QCoreApplication::translate("Comparison", "No check ended differently.") + u'\n'
        : u'\n'
            + QCoreApplication::translate("Comparison", "%n check(s) ended alike.", nullptr,
                                          bundles.comparison.same)
            + u'\n';
    return text.toUtf8();
}

QJsonObject toJson(const ComparedBundles &bundles)
{
    QJsonArray different;
    for (const DifferentRung &rung : bundles.comparison.different) {
        QJsonArray facts;
        for (const DifferentRung::Fact &fact : rung.facts)
            facts.append(QJsonObject{{u"name"_s, fact.name}, {u"a"_s, fact.one}, {u"b"_s, fact.other}});
        different.append(QJsonObject{{u"id"_s, rung.checkId},
                                     {u"title"_s, Catalogue::standard().checkTitle(rung.checkId)},
                                     {u"a"_s, Ending::toJson(rung.one)},
                                     {u"b"_s, Ending::toJson(rung.other)},
                                     {u"facts"_s, facts}});
    }
    return {{u"schema"_s, u"askcody-exchange-setup/comparison/1"_s},
            {u"a"_s, bundles.one},
            {u"b"_s, bundles.other},
            {u"same"_s, bundles.comparison.same},
            {u"different"_s, different}};
}

} // namespace Setup
