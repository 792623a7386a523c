// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Setup {

struct CommandGroup;

enum class ReportFormat { Text, Json, Junit, Html, Pdf };

std::optional<ReportFormat> reportFormatFromString(const QString &name);
QStringList reportFormatNames();

// Renders a report (setup/report.h). Foreign text in it has no effect on who reads the result: a terminal, a
// browser, a spreadsheet or a build server.
QByteArray render(const QJsonObject &report, ReportFormat format);

QByteArray renderText(const QJsonObject &report);
QByteArray renderJunit(const QJsonObject &report);
QByteArray renderHtml(const QJsonObject &report);
// A4, from the same HTML. Needs a QGuiApplication, for the fonts.
QByteArray renderPdf(const QJsonObject &report);

// A text without control, format and bidirectional characters, for a terminal. Line breaks of our own stay.
QString forTerminal(const QString &text);

// The same where a line break is none of ours: it shows as a sign.
QString inOneLine(const QString &text);

// "passed", "warning", … in the user's language, for a status as the report spells it.
QString statusWord(const QString &status);
// The status of one of a report's checks as it bears on the whole: what a text for people shows.
QString bearing(const QJsonObject &check);
QString verdictSentence(const QString &verdict);
// What a report supposes that was not so, as one sentence; empty for what was seen.
QString suppositionSentence(const QJsonObject &report);
// What a report's file states otherwise than its recording gives ("statedOtherwise"), and what may be the
// reason; then a line for each check. Empty where it states nothing else.
QStringList contradictionLines(const QJsonObject &statedOtherwise);
// A member of a report's "decisions".
QString decisionSentence(const QJsonObject &decision);
// What was seen from outside, a line for each rung: "Name of the server: passed, here passed".
QStringList outsideLines(const QJsonObject &outside);
QString outsideTitle();
// What was seen for and against a member of an explanation's "causes", and what would tell it from the
// others.
QStringList reasonLines(const QJsonObject &cause);
// The "commands" of an explanation, by where they are run, and the sentence above them.
QList<CommandGroup> commandGroups(const QJsonObject &explanation);
QString commandsTitle(const CommandGroup &group);
// How the command line gives the "scripts" of an explanation.
QStringList scriptLines(const QJsonObject &explanation);
// What a report does not prove; where it says nothing, one sentence that says so.
QStringList notTestedLines(const QJsonObject &report);
// The "requests" of a report, a line for each: time in UTC, id, host, status, check.
QStringList requestLines(const QJsonObject &report);
// The "found" of a report, a line for each value.
QStringList foundLines(const QJsonObject &found);

} // namespace Setup
