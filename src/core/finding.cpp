// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/finding.h"

#include <QJsonArray>
#include <QMetaEnum>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

template<typename Enum>
QString camelCase(Enum value)
{
    QString text = QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
    text[0] = text[0].toLower();
    return text;
}

} // namespace

QString toString(FindingStatus status)
{
    return camelCase(status);
}

QString toString(Verdict verdict)
{
    return camelCase(verdict);
}

std::optional<FindingStatus> findingStatusFromString(const QString &text)
{
    for (const auto status : {FindingStatus::Pass, FindingStatus::Warn, FindingStatus::Fail,
                              FindingStatus::Skipped, FindingStatus::NotTested})
        if (toString(status) == text)
            return status;
    return {};
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject json{{u"id"_s, finding.checkId},
                     {u"status"_s, toString(finding.status)},
                     {u"durationMs"_s, qint64(finding.duration.count())}};
    if (finding.problem)
        json.insert(u"problem"_s, toJson(*finding.problem));
    if (!finding.facts.isEmpty())
        json.insert(u"facts"_s, finding.facts);
    if (!finding.skippedBecause.isEmpty())
        json.insert(u"skippedBecause"_s, finding.skippedBecause);
    if (!finding.notTested.isEmpty())
        json.insert(u"notTested"_s, finding.notTested);
    if (!finding.requestIds.isEmpty())
        json.insert(u"requestIds"_s, QJsonArray::fromStringList(finding.requestIds));
    return json;
}

Finding findingFromJson(const QJsonObject &json)
{
    Finding finding;
    finding.checkId = json.value("id"_L1).toString();
    finding.status =
        findingStatusFromString(json.value("status"_L1).toString()).value_or(FindingStatus::NotTested);
    if (json.contains("problem"_L1))
        finding.problem = problemFromJson(json.value("problem"_L1).toObject());
    finding.facts = json.value("facts"_L1).toObject();
    finding.duration = std::chrono::milliseconds(json.value("durationMs"_L1).toInteger());
    finding.skippedBecause = json.value("skippedBecause"_L1).toString();
    finding.notTested = json.value("notTested"_L1).toString();
    const QJsonArray ids = json.value("requestIds"_L1).toArray();
    for (const auto &id : ids)
        finding.requestIds.append(id.toString());
    return finding;
}

} // namespace Setup
