// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/verdict.h"
#include "core/problemcodes.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr auto P = FindingStatus::Pass;
constexpr auto W = FindingStatus::Warn;
constexpr auto F = FindingStatus::Fail;
constexpr auto S = FindingStatus::Skipped;
constexpr auto N = FindingStatus::NotTested;

Finding finding(const QString &id, FindingStatus status, const QString &why = {})
{
    Finding result;
    result.checkId = id;
    result.status = status;
    (status == S ? result.skippedBecause : result.notTested) = why;
    return result;
}

// "info" is informational, "asked" is asked for, "plain" is neither.
CheckPlan plan(const RunInput &input)
{
    const auto yes = [](const RunInput &) { return true; };
    CheckDefinition plain;
    plain.id = u"plain"_s;
    CheckDefinition info;
    info.id = u"info"_s;
    info.informational = yes;
    info.askedFor = yes;
    CheckDefinition asked;
    asked.id = u"asked"_s;
    asked.askedFor = yes;
    return CheckPlan({plain, info, asked}, input);
}

} // namespace

Q_DECLARE_METATYPE(QList<Setup::Finding>)

class TestVerdict : public QObject
{
    Q_OBJECT

private slots:
    void verdictOfFindings_data();
    void verdictOfFindings();
    void namedByTheUserIsAskedFor();
};

void TestVerdict::verdictOfFindings_data()
{
    QTest::addColumn<QList<Finding>>("findings");
    QTest::addColumn<Verdict>("expected");
    const auto row = [](const char *name, QList<Finding> findings, Verdict expected) {
        QTest::newRow(name) << findings << expected;
    };
    row("nothing", {}, Verdict::Incomplete);
    row("all well", {finding(u"plain"_s, P), finding(u"info"_s, P)}, Verdict::Pass);
    row("a warning", {finding(u"plain"_s, W), finding(u"asked"_s, P)}, Verdict::Warn);
    row("a failure", {finding(u"plain"_s, F), finding(u"asked"_s, W)}, Verdict::Fail);
    row("an informational failure", {finding(u"info"_s, F), finding(u"plain"_s, P)}, Verdict::Warn);
    row("informational and not tested", {finding(u"info"_s, N, Code::NotInRecording)}, Verdict::Pass);
    row("not tested, nobody asked", {finding(u"plain"_s, N, Code::NoTestMailbox)}, Verdict::Pass);
    row("not tested, asked for", {finding(u"asked"_s, N, Code::LoginGateClosed)}, Verdict::Incomplete);
    row("a recording with a gap", {finding(u"plain"_s, N, Code::NotInRecording)}, Verdict::Incomplete);
    row("a recording with a gap before it",
        {finding(u"info"_s, N, Code::NotInRecording), finding(u"plain"_s, S, u"info"_s)},
        Verdict::Incomplete);
    row("skipped because of what was not tested",
        {finding(u"info"_s, N, Code::NoTestMailbox), finding(u"plain"_s, S, u"info"_s)}, Verdict::Pass);
    row("incomplete outweighs a warning", {finding(u"plain"_s, W), finding(u"asked"_s, N)},
        Verdict::Incomplete);
    row("a failure outweighs incomplete", {finding(u"plain"_s, F), finding(u"asked"_s, N)}, Verdict::Fail);
    row("skipped because of a failure", {finding(u"plain"_s, F), finding(u"asked"_s, S, u"plain"_s)},
        Verdict::Fail);
    row("skipped because of an informational failure",
        {finding(u"info"_s, F), finding(u"plain"_s, S, u"info"_s)}, Verdict::Fail);
    row("informational skipped because of a failure elsewhere",
        {finding(u"info"_s, S, u"plain"_s), finding(u"plain"_s, N)}, Verdict::Pass);
    row("skipped because something was not tested",
        {finding(u"plain"_s, N), finding(u"asked"_s, S, u"plain"_s)}, Verdict::Incomplete);
}

void TestVerdict::verdictOfFindings()
{
    QFETCH(QList<Finding>, findings);
    QFETCH(Verdict, expected);
    QCOMPARE(toString(verdictOf(findings, plan({}), {})), toString(expected));
    std::reverse(findings.begin(), findings.end());
    QCOMPARE(toString(verdictOf(findings, plan({}), {})), toString(expected));
}

void TestVerdict::namedByTheUserIsAskedFor()
{
    RunInput input;
    input.only = QStringList{u"plain"_s};
    QVERIFY(verdictOf({finding(u"plain"_s, N, Code::NoTestMailbox)}, plan(input), input)
            == Verdict::Incomplete);
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
