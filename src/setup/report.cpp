// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/report.h"

#include "checks/checkids.h"
#include "diagnosis/catalogue.h"
#include "net/recording.h"
#include "setup/analyzerresult.h"
#include "setup/session.h"
#include "setup/vantagepoints.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMap>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const QString &checkId)
{
    return Catalogue::standard().checkTitle(checkId);
}

QJsonObject checkToJson(const Finding &finding, const ReportSource &source)
{
    QJsonObject check = toJson(finding);
    check.insert(u"title"_s, titleOf(finding.checkId));
    const Explanation explanation = source.explain(finding);
    if (!explanation.isEmpty())
        check.insert(u"explanation"_s, toJson(explanation));
    return check;
}

QJsonArray decisionsToJson(const QList<Decision> &taken)
{
    QJsonArray decisions;
    const QJsonArray values = toJson(taken);
    for (const auto &value : values) {
        QJsonObject decision = value.toObject();
        decision.insert(u"title"_s, titleOf(decision.value("checkId"_L1).toString()));
        decisions.append(decision);
    }
    return decisions;
}

QJsonObject cloudToJson(const CloudResult &cloud, const ReportSource &source)
{
    QJsonArray checks;
    const QList<SeenTwice> rows = seenTwice(source.findings, cloud.rungs);
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
            {u"verdict"_s, toString(cloud.verdict())},
            {u"checks"_s, checks}};
}

QJsonObject foundToJson(const Found &found)
{
    QJsonObject json;
    const auto add = [&json](const QString &name, const QString &value) {
        if (!value.isEmpty())
            json.insert(name, value);
    };
    add(u"ewsUrl"_s, found.ewsUrl.toString());
    add(u"internalEwsUrl"_s, found.internalEwsUrl.toString());
    add(u"exchangeVersion"_s, found.exchangeVersion);
    add(u"product"_s, found.product);
    add(u"username"_s, found.username);
    if (!found.roomAddresses.isEmpty())
        json.insert(u"rooms"_s, QJsonArray::fromStringList(found.roomAddresses));
    return json;
}

} // namespace

QStringList skippedSentences(const QList<Finding> &findings)
{
    QMap<QString, QStringList> skipped;
    QStringList order;
    for (const Finding &finding : findings) {
        if (finding.status != FindingStatus::Skipped)
            continue;
        if (!skipped.contains(finding.skippedBecause))
            order.append(finding.skippedBecause);
        skipped[finding.skippedBecause].append(titleOf(finding.checkId));
    }
    QStringList sentences;
    for (const QString &because : std::as_const(order))
        sentences.append(QCoreApplication::translate("Report", "Not reached, because of “%1”: %2")
                             .arg(titleOf(because), skipped.value(because).join(u", "_s)));
    return sentences;
}

namespace {

QString aboutTheCloud(const QList<Finding> &findings)
{
    const bool isOnline = std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.checkId == CheckId::MicrosoftSignIn;
    });
    if (isOnline)
        return QCoreApplication::translate(
            "Report",
            "Whether AskCody's own application is let into Exchange Online. Only AskCody can test that: it "
            "happens when the integration is in the portal.");
    if (hasPassed(findings, CheckId::PortalProbe))
        return QCoreApplication::translate(
            "Report",
            "Whether AskCody's cloud signs in to this server. It reaches the server; the rest is "
            "tested when the integration is in the portal.");
    return QCoreApplication::translate(
        "Report",
        "Whether AskCody's cloud reaches this server and signs in to it. Only AskCody can test that: it "
        "happens when you press Integrate in the portal.");
}

// A certificate that was looked at and taken.
QString aboutRevocation(const QList<Finding> &findings)
{
    const bool isTaken = std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.checkId == CheckId::Tls
            && (finding.status == FindingStatus::Pass || finding.status == FindingStatus::Warn);
    });
    return isTaken ? QCoreApplication::translate(
               "Report",
               "Whether the server's certificate was revoked. This program does not ask the authority that "
               "issued it.")
                   : QString();
}

// Of one family: a name has one address of each, mostly of one machine.
bool hasSeveralAddresses(const Finding &finding)
{
    const QStringList addresses = finding.facts["addresses"_L1].toVariant().toStringList();
    const qsizetype ofIpv6 = addresses.filter(u":"_s).size();
    return finding.checkId == CheckId::Dns && (ofIpv6 > 1 || addresses.size() - ofIpv6 > 1);
}

QString aboutNodes(const QList<Finding> &findings)
{
    const bool isAsked = hasPassed(findings, CheckId::Endpoint);
    return isAsked && std::any_of(findings.begin(), findings.end(), hasSeveralAddresses)
        ? QCoreApplication::translate(
            "Report",
            "Whether Exchange answers at each of the server's addresses: it was tested at one of them.")
        : QString();
}

} // namespace

QStringList notTestedSentences(const QList<Finding> &findings, const std::optional<CloudResult> &cloud,
                               const std::function<Explanation(const Finding &)> &explain, bool isMade)
{
    QStringList sentences = skippedSentences(findings);
    for (const Finding &finding : findings)
        if (finding.status == FindingStatus::NotTested
            && !(cloud && hasPassed(cloud->rungs, finding.checkId)))
            sentences.append(QCoreApplication::translate("Report", "%1: %2")
                                 .arg(titleOf(finding.checkId), explain(finding).what));
    if (const QString sentence = aboutRevocation(findings); !sentence.isEmpty())
        sentences.append(sentence);
    if (const QString sentence = aboutNodes(findings); !sentence.isEmpty())
        sentences.append(sentence);
    if (!cloud)
        sentences.append(
            isMade ? QCoreApplication::translate(
                "Report",
                "Whether AskCody's cloud reaches Exchange and signs in to it. The integration is in the "
                "portal, and its cloud has not said yet what it finds.")
                   : aboutTheCloud(findings));
    return sentences;
}

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
    if (!source.requests.isEmpty())
        report.insert(u"requests"_s, source.requests);
    if (!source.supposed.isEmpty())
        report.insert(u"supposed"_s, QJsonArray::fromStringList(source.supposed));
    if (!source.statedOtherwise.isEmpty())
        report.insert(u"statedOtherwise"_s, source.statedOtherwise);
    if (!source.decisions.isEmpty())
        report.insert(u"decisions"_s, decisionsToJson(source.decisions));
    if (const QJsonObject found = foundToJson(source.found); !found.isEmpty())
        report.insert(u"found"_s, found);
    if (source.cloud)
        report.insert(u"cloud"_s, cloudToJson(*source.cloud, source));
    return report;
}

QJsonObject outsideToJson(const AnalyzerResult &outside, const QList<Finding> &here)
{
    QJsonArray checks;
    const QList<SeenTwice> rows = seenTwice(here, outside.rungs);
    for (const SeenTwice &row : rows) {
        if (!row.there)
            continue;
        QJsonObject check{{u"id"_s, row.checkId},
                          {u"title"_s, titleOf(row.checkId)},
                          {u"status"_s, toString(row.there->status)},
                          {u"here"_s, toString(row.here ? row.here->status : FindingStatus::NotTested)},
                          {u"durationMs"_s, qint64(row.there->duration.count())},
                          {u"differs"_s, row.differs()}};
        if (!row.there->facts.isEmpty())
            check.insert(u"facts"_s, row.there->facts);
        checks.append(check);
    }
    return {{u"test"_s, outside.test},
            {u"durationMs"_s, qint64(outside.duration.count())},
            {u"checks"_s, checks}};
}

QString ewsHostOf(const Session &session)
{
    const ExchangeServer *server = session.integration().server();
    const QUrl typed = server ? server->ewsUrl : QUrl();
    return (typed.isEmpty() ? session.found().ewsUrl : typed).host();
}

} // namespace Setup
