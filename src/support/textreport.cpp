// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/commandshell.h"
#include "support/cloudsection.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Width = 100;

// Breaks at blanks, so that a paragraph stays readable in a narrow terminal. A long word (a URL) is left
// whole.
QString wrapped(const QString &text, const QString &first, const QString &rest)
{
    QString result;
    QString line = first;
    const QStringList words = forTerminal(text).simplified().split(u' ');
    for (const QString &word : words) {
        const bool isStart = line == first || line == rest;
        if (!isStart && line.size() + 1 + word.size() > Width) {
            result += line + u'\n';
            line = rest + word;
        } else {
            line += (isStart ? QString() : u" "_s) + word;
        }
    }
    return result + line + u'\n';
}

QString section(const QString &title, const QJsonArray &items, bool numbered)
{
    if (items.isEmpty())
        return {};
    QString text = u"      "_s + title + u'\n';
    int number = 0;
    for (const auto &item : items) {
        const QString lead = numbered ? u"        %1. "_s.arg(++number) : u"        "_s;
        if (numbered)
            text += wrapped(item.toString(), lead, QString(lead.size(), u' '));
        else // a command or a link stays on its line: it will be copied
            text += lead + forTerminal(item.toString()).replace(u'\n', u"\n        "_s) + u'\n';
    }
    return text;
}

// Evidence, and what would decide, below the cause that they belong to.
QString causeLines(const QJsonObject &cause, const QString &lead)
{
    const QString indent(lead.size(), u' ');
    QString text = wrapped(cause.value("text"_L1).toString(), lead, indent);
    const QStringList reasons = reasonLines(cause);
    for (const QString &reason : reasons)
        text += wrapped(reason, indent, indent + u"  "_s);
    return text;
}

QString explanationText(const QJsonObject &check)
{
    const QJsonObject explanation = check.value("explanation"_L1).toObject();
    QString code = check.value("problem"_L1).toObject().value("code"_L1).toString();
    if (code.isEmpty())
        code = check.value("notTested"_L1).toString();
    QString text = wrapped(explanation.value("title"_L1).toString()
                               + (code.isEmpty() ? QString() : u" [%1]"_s.arg(code)),
                           u"      "_s, u"      "_s);
    if (explanation.contains("what"_L1))
        text += wrapped(explanation.value("what"_L1).toString(), u"      "_s, u"      "_s);
    const QJsonArray causes = explanation.value("causes"_L1).toArray();
    if (!causes.isEmpty())
        text += u"      "_s + QCoreApplication::translate("Report", "Why, the most likely first:") + u'\n';
    int number = 0;
    for (const auto &cause : causes)
        text += causeLines(cause.toObject(), u"        %1. "_s.arg(++number));
    text += section(QCoreApplication::translate("Report", "What to do:"),
                    explanation.value("steps"_L1).toArray(), true);
    const QList<CommandGroup> groups = commandGroups(explanation);
    for (const CommandGroup &group : groups)
        text += section(commandsTitle(group), QJsonArray::fromStringList(group.commands), false);
    text += section(QCoreApplication::translate("Report", "As a script, to be read first:"),
                    QJsonArray::fromStringList(scriptLines(explanation)), false);
    text += section(QCoreApplication::translate("Report", "More:"), explanation.value("links"_L1).toArray(),
                    false);
    return text;
}

QString checkText(const QJsonObject &check)
{
    const QString status = bearing(check);
    QString text = u"  %1  %2  (%3, %4 ms)\n"_s.arg(
        statusWord(status).leftJustified(10), inOneLine(check.value("title"_L1).toString()),
        inOneLine(check.value("id"_L1).toString()),
        QString::number(check.value("durationMs"_L1).toInteger()));
    if (status == "skipped"_L1) {
        const QString because = inOneLine(check.value("skippedBecause"_L1).toString());
        return text + u"      "_s + QCoreApplication::translate("Report", "because of %1").arg(because)
            + u'\n';
    }
    if (const QString differs = differenceSentence(check); !differs.isEmpty())
        text += u"      "_s + differs + u'\n';
    if (status != "pass"_L1)
        text += explanationText(check);
    QStringList ids;
    const QJsonArray array = check.value("requestIds"_L1).toArray();
    for (const auto &id : array)
        ids.append(inOneLine(id.toString()));
    if (!ids.isEmpty() && status == "fail"_L1)
        text += u"      "_s + QCoreApplication::translate("Report", "Request ids for the server's logs: ")
            + ids.join(u", "_s) + u'\n';
    return text;
}

QString contradictionText(const QJsonObject &report)
{
    QString text;
    const QStringList lines = contradictionLines(report.value("statedOtherwise"_L1).toObject());
    for (const QString &line : lines)
        text += text.isEmpty() ? wrapped(line, {}, {}) : wrapped(line, u"  - "_s, u"    "_s);
    return text.isEmpty() ? text : text + u'\n';
}

QString checksText(const QJsonObject &report)
{
    QString text;
    const QJsonArray here = report.value("checks"_L1).toArray();
    for (const auto &check : here)
        text += checkText(check.toObject());
    const QJsonArray there = cloudChecks(report);
    if (!there.isEmpty())
        text += u'\n' + cloudTitle(report) + u'\n';
    for (const auto &check : there)
        text += checkText(check.toObject());
    return text;
}

} // namespace

QByteArray renderText(const QJsonObject &report)
{
    QString text;
    if (const QString supposed = suppositionSentence(report); !supposed.isEmpty())
        text += wrapped(supposed, {}, {}) + u'\n';
    text += contradictionText(report);
    text += checksText(report);
    const QStringList found = foundLines(report.value("found"_L1).toObject());
    if (!found.isEmpty())
        text += u'\n' + QCoreApplication::translate("Report", "What was found:") + u'\n';
    for (const QString &line : found)
        text += wrapped(line, u"  - "_s, u"    "_s);
    const QStringList outside = outsideLines(report.value("outside"_L1).toObject());
    if (!outside.isEmpty())
        text += u'\n' + outsideTitle() + u'\n';
    for (const QString &line : outside)
        text += wrapped(line, u"  - "_s, u"    "_s);
    text += u'\n' + QCoreApplication::translate("Report", "What this does not prove:") + u'\n';
    const QStringList notTested = notTestedLines(report);
    for (const QString &sentence : notTested)
        text += wrapped(sentence, u"  - "_s, u"    "_s);
    const QJsonArray decisions = report.value("decisions"_L1).toArray();
    if (!decisions.isEmpty())
        text += u'\n' + QCoreApplication::translate("Report", "Decisions:") + u'\n';
    for (const auto &decision : decisions)
        text += wrapped(decisionSentence(decision.toObject()), u"  - "_s, u"    "_s);
    const QStringList requests = requestLines(report);
    if (!requests.isEmpty())
        text += u'\n'
            + QCoreApplication::translate("Report", "For a search in the servers' logs (times in UTC):")
            + u'\n';
    for (const QString &line : requests)
        text += u"  "_s + forTerminal(line) + u'\n';
    text += u'\n' + conclusion(report) + u'\n';
    return text.toUtf8();
}

} // namespace Setup
