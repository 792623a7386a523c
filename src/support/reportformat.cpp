// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/reportformat.h"

#include "core/bearing.h"
#include "core/foreigntext.h"
#include "diagnosis/commandshell.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

std::optional<ReportFormat> reportFormatFromString(const QString &name)
{
    const qsizetype index = reportFormatNames().indexOf(name);
    return index < 0 ? std::nullopt : std::optional(static_cast<ReportFormat>(index));
}

QStringList reportFormatNames()
{
    return {u"text"_s, u"json"_s, u"junit"_s, u"html"_s, u"pdf"_s};
}

QByteArray render(const QJsonObject &report, ReportFormat format)
{
    switch (format) {
    case ReportFormat::Text:
        return renderText(report);
    case ReportFormat::Json:
        return QJsonDocument(report).toJson();
    case ReportFormat::Junit:
        return renderJunit(report);
    case ReportFormat::Html:
        return renderHtml(report);
    case ReportFormat::Pdf:
        return renderPdf(report);
    }
    return {};
}

QString forTerminal(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = ForeignText(line, 10'000).text();
    return lines.join(u'\n');
}

QString inOneLine(const QString &text)
{
    return ForeignText(text, 10'000).text();
}

QString statusWord(const QString &status)
{
    if (status == "pass"_L1)
        return QCoreApplication::translate("Report", "passed");
    if (status == "warn"_L1)
        return QCoreApplication::translate("Report", "warning");
    if (status == "fail"_L1)
        return QCoreApplication::translate("Report", "FAILED");
    if (status == "skipped"_L1)
        return QCoreApplication::translate("Report", "skipped");
    return QCoreApplication::translate("Report", "not tested");
}

QString bearing(const QJsonObject &check)
{
    return toString(bearingOf(findingFromJson(check)));
}

QString verdictSentence(const QString &verdict)
{
    if (verdict == "pass"_L1)
        return QCoreApplication::translate("Report", "Everything that was tested works.");
    if (verdict == "warn"_L1)
        return QCoreApplication::translate("Report", "It works, with something to look at.");
    if (verdict == "fail"_L1)
        return QCoreApplication::translate("Report", "It does not work yet.");
    if (verdict == "cancelled"_L1)
        return QCoreApplication::translate("Report", "The checks were cancelled.");
    return QCoreApplication::translate("Report", "Something that was asked for could not be tested.");
}

QString suppositionSentence(const QJsonObject &report)
{
    QStringList sentences;
    const QJsonArray supposed = report.value("supposed"_L1).toArray();
    for (const auto &sentence : supposed)
        sentences.append(sentence.toString());
    return sentences.isEmpty()
        ? QString()
        : QCoreApplication::translate("Report", "HYPOTHETICAL: nobody saw this. It supposes: %1")
              .arg(sentences.join(u' '));
}

namespace {

QString endingText(const QJsonValue &ending)
{
    if (!ending.isObject())
        return QCoreApplication::translate("Report", "no such check");
    const QString code = ending["code"_L1].toString();
    const QString because = ending["skippedBecause"_L1].toString();
    return statusWord(ending["status"_L1].toString()) + (code.isEmpty() ? QString() : u" ["_s + code + u']')
        + (because.isEmpty() ? QString()
                             : u' ' + QCoreApplication::translate("Report", "because of %1").arg(because));
}

QString contradictionLine(const QJsonObject &check)
{
    const QString name = u"%1 (%2)"_s.arg(check["title"_L1].toString(), check["id"_L1].toString());
    const QString stated = endingText(check["stated"_L1]);
    const QString given = endingText(check["given"_L1]);
    if (stated != given)
        return QCoreApplication::translate("Report", "%1: the file states “%2”, its recording gives “%3”")
            .arg(name, stated, given);
    QStringList facts;
    const QJsonArray names = check["facts"_L1].toArray();
    for (const auto &fact : names)
        facts.append(fact.toString());
    return QCoreApplication::translate("Report", "%1: other facts than its recording gives: %2")
        .arg(name, facts.join(u", "_s));
}

// Who wrote the file it says itself, too.
QString reasonOf(const QJsonObject &statedOtherwise)
{
    const QString writer = statedOtherwise["writtenBy"_L1].toString();
    const QString reader = statedOtherwise["readBy"_L1].toString();
    if (statedOtherwise["cut"_L1].toBool())
        return QCoreApplication::translate(
            "Report",
            "Parts of its recording were left out, because it was too long or something secret stood in "
            "them: that may be the reason.");
    if (writer != reader)
        return QCoreApplication::translate(
                   "Report",
                   "It says that version %1 wrote it, and this is version %2. Another version may judge "
                   "differently; a file that somebody has changed looks the same.")
            .arg(writer, reader);
    return QCoreApplication::translate("Report",
                                       "It says that version %1 wrote it, which is this one, and one version "
                                       "should find the same: the "
                                       "file may have been changed after it was written.")
        .arg(writer);
}

} // namespace

QStringList contradictionLines(const QJsonObject &statedOtherwise)
{
    const QJsonArray checks = statedOtherwise["checks"_L1].toArray();
    if (checks.isEmpty())
        return {};
    QStringList lines{QCoreApplication::translate(
                          "Report",
                          "This file states another result than its recording gives. What counts is "
                          "the recording.")
                      + u' ' + reasonOf(statedOtherwise)};
    for (const auto &check : checks)
        lines.append(contradictionLine(check.toObject()));
    return lines;
}

QStringList requestLines(const QJsonObject &report)
{
    QStringList lines;
    const QJsonArray requests = report.value("requests"_L1).toArray();
    for (const auto &request : requests)
        lines.append(u"%1  %2  %3  %4  %5"_s.arg(
            request["at"_L1].toString(), request["id"_L1].toString(), request["host"_L1].toString(),
            QString::number(request["status"_L1].toInt()), request["check"_L1].toString()));
    return lines;
}

QString decisionSentence(const QJsonObject &decision)
{
    return QCoreApplication::translate("Report", "Continue although this failed: %1 [%2], decided at %3")
        .arg(decision.value("title"_L1).toString(), decision.value("code"_L1).toString(),
             decision.value("takenAt"_L1).toString());
}

QString outsideTitle()
{
    return QCoreApplication::translate("Report",
                                       "Seen from the Internet by Microsoft's Remote Connectivity Analyzer:");
}

QStringList outsideLines(const QJsonObject &outside)
{
    QStringList lines;
    const QJsonArray checks = outside.value("checks"_L1).toArray();
    for (const auto &value : checks) {
        const QJsonObject check = value.toObject();
        const QString there = statusWord(check.value("status"_L1).toString());
        const QString here = statusWord(check.value("here"_L1).toString());
        const bool differs = check.value("differs"_L1).toBool();
        QString line = (differs ? QCoreApplication::translate("Report", "%1: %2 – differs from here: %3")
                                : QCoreApplication::translate("Report", "%1: %2 – here: %3"))
                           .arg(check.value("title"_L1).toString(), there, here);
        const QJsonObject said = check.value("facts"_L1).toObject();
        for (const auto &part : {"test"_L1, "message"_L1, "details"_L1})
            if (const QString words = said.value(part).toString(); !words.isEmpty())
                line += u" · "_s + words;
        lines.append(line);
    }
    return lines;
}

QStringList reasonLines(const QJsonObject &cause)
{
    QStringList lines;
    const auto add = [&](QLatin1StringView member, const QString &sentence) {
        const QJsonArray texts = cause.value(member).toArray();
        for (const auto &text : texts)
            lines.append(sentence.arg(text.toString()));
    };
    add("evidenceFor"_L1, QCoreApplication::translate("Report", "For it: %1"));
    add("evidenceAgainst"_L1, QCoreApplication::translate("Report", "Against it: %1"));
    const QJsonObject decidedBy = cause.value("decidedBy"_L1).toObject();
    const QString told = decidedBy.value("text"_L1).toString();
    const QString check = decidedBy.value("check"_L1).toString();
    if (!told.isEmpty() && check.isEmpty())
        lines.append(QCoreApplication::translate("Report", "What would tell: %1").arg(told));
    else if (!told.isEmpty())
        lines.append(
            QCoreApplication::translate("Report", "What would tell: %1 (check --only %2)").arg(told, check));
    return lines;
}

QList<CommandGroup> commandGroups(const QJsonObject &explanation)
{
    QStringList commands;
    const QJsonArray array = explanation.value("commands"_L1).toArray();
    for (const auto &command : array)
        commands.append(command.toString());
    return groupedByShell(commands);
}

QString commandsTitle(const CommandGroup &group)
{
    return QCoreApplication::translate("Report", "To be run in: %1").arg(displayName(group.shell));
}

QStringList scriptLines(const QJsonObject &explanation)
{
    QStringList lines;
    const QJsonArray scripts = explanation.value("scripts"_L1).toArray();
    for (const auto &script : scripts)
        lines.append(
            u"script %1 <file> --save askcody-%1.ps1"_s.arg(script.toObject().value("id"_L1).toString()));
    return lines;
}

QStringList notTestedLines(const QJsonObject &report)
{
    QStringList lines;
    const QJsonArray sentences = report.value("notTested"_L1).toArray();
    for (const auto &sentence : sentences)
        lines.append(sentence.toString());
    if (lines.isEmpty())
        lines.append(QCoreApplication::translate("Report", "Nothing that was asked for was left out."));
    return lines;
}

QStringList foundLines(const QJsonObject &found)
{
    QStringList lines;
    const auto add = [&](QLatin1StringView name, const QString &sentence) {
        if (const QString value = found.value(name).toString(); !value.isEmpty())
            lines.append(sentence.arg(value));
    };
    add("ewsUrl"_L1, QCoreApplication::translate("Report", "EWS address: %1"));
    add("internalEwsUrl"_L1,
        QCoreApplication::translate("Report", "EWS address for the inside of the network only: %1"));
    add("exchangeVersion"_L1, QCoreApplication::translate("Report", "Exchange version: %1"));
    add("product"_L1, QCoreApplication::translate("Report", "The server is %1"));
    add("username"_L1, QCoreApplication::translate("Report", "User name that works: %1"));
    QStringList rooms;
    const QJsonArray addresses = found.value("rooms"_L1).toArray();
    for (const auto &address : addresses)
        rooms.append(address.toString());
    if (!rooms.isEmpty())
        lines.append(QCoreApplication::translate("Report", "Rooms: %1").arg(rooms.join(u", "_s)));
    return lines;
}

} // namespace Setup
