// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/explanation.h"
#include "portal/cloudresult.h"
#include "setup/decision.h"
#include "setup/found.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace Setup {

class Session;
struct AnalyzerResult;
struct ProgramInfo;

struct ReportSource
{
    QJsonObject program;
    QString command;
    QDateTime startedAt;
    QList<Finding> findings;
    Verdict verdict = Verdict::Incomplete;
    std::chrono::milliseconds duration{0};
    QStringList notTested;
    QList<Decision> decisions;
    std::optional<CloudResult> cloud;
    Found found = {};
    std::function<Explanation(const Finding &)> explain;
    QJsonArray requests = {}; // requestlog.h
    QStringList supposed = {}; // sentences: what was not so, in a replay
    QJsonObject statedOtherwise = {}; // contradiction.h
};

// What could not even be tried, as sentences for people: by the check that stood in the way.
QStringList skippedSentences(const QList<Finding> &findings);

// What a run does not prove: that, what was not tested, and AskCody's own way, as far as the portal's cloud
// (asked after the push: isMade) has not proved it.
QStringList notTestedSentences(const QList<Finding> &findings, const std::optional<CloudResult> &cloud,
                               const std::function<Explanation(const Finding &)> &explain,
                               bool isMade = false);

// Name, version, Qt and operating system of this program.
QJsonObject programFacts();
QJsonObject toJson(const ProgramInfo &program);

// The JSON of the command line's contract, askcody-exchange-setup/report/1; its schema is
// resources/report.schema.json.
QJsonObject makeReport(const ReportSource &source);

// A section "outside" of it: what Microsoft's analyzer found, beside ours.
QJsonObject outsideToJson(const AnalyzerResult &outside, const QList<Finding> &here);
// Whose steps of such a result are those of the way that we went.
QString ewsHostOf(const Session &session);

} // namespace Setup
