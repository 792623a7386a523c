// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/report.h"

#include "net/recording.h"
#include "setup/vantagepoints.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonObject checkToJson(const Finding &finding, const ReportSource &source)
{
    QJsonObject check = toJson(finding);
    check.insert(u"title"_s, source.title(finding.checkId));
    const Explanation explanation = source.explain(finding);
    if (!explanation.isEmpty())
        check.insert(u"explanation"_s, toJson(explanation));
    return check;
}

QJsonArray decisionsToJson(const ReportSource &source)
{
    QJsonArray decisions;
    const QJsonArray values = toJson(source.decisions);
    for (const auto &value : values) {
        QJsonObject decision = value.toObject();
        decision.insert(u"title"_s, source.title(decision.value("checkId"_L1).toString()));
        decisions.append(decision);
    }
    return decisions;
}

QJsonObject cloudToJson(const CloudResult &cloud, const ReportSource &source)
{
    QJsonArray checks;
    const QList<SeenTwice> rows = seenTwice(source.findings, cloud);
    for (const SeenTwice &row : rows) {
        if (!row.there)
            continue;
        QJsonObject check = checkToJson(*row.there, source);
        check.insert(u"differs"_s, row.differs());
        checks.append(check);
    }
    return {{u"region"_s, cloud.region},
            {u"startedAt"_s, cloud.startedAt.toString(Qt::ISODate)},
            {u"durationMs"_s, qint64(cloud.duration.count())},
            {u"checks"_s, checks}};
}

} // namespace

QJsonObject programFacts()
{
    return toJson(ProgramInfo::current());
}

QJsonObject toJson(const ProgramInfo &program)
{
    return {{u"name"_s, program.name},
            {u"version"_s, program.version},
            {u"qt"_s, program.qt},
            {u"os"_s, program.os}};
}

QJsonObject makeReport(const ReportSource &source)
{
    QJsonArray checks;
    for (const Finding &finding : source.findings)
        checks.append(checkToJson(finding, source));
    QJsonObject report{{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
                       {u"program"_s, source.program},
                       {u"command"_s, source.command},
                       {u"startedAt"_s, source.startedAt.toString(Qt::ISODate)},
                       {u"verdict"_s, toString(source.verdict)},
                       {u"durationMs"_s, qint64(source.duration.count())},
                       {u"checks"_s, checks},
                       {u"notTested"_s, QJsonArray::fromStringList(source.notTested)}};
    if (!source.decisions.isEmpty())
        report.insert(u"decisions"_s, decisionsToJson(source));
    if (source.cloud)
        report.insert(u"cloud"_s, cloudToJson(*source.cloud, source));
    return report;
}

} // namespace Setup
