// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/datednotices.h"
#include "core/problemcodes.h"
#include "diagnosis/explainer.h"
#include "support/microsoftpath.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// What has to be true in a world before its check says anything.
enum class After { Nothing, NothingAlone, ConsentToGraph, PortalsLook };

const QString signIn = u"microsoft.signin"_s;
const QString policy = u"microsoft.ewspolicy"_s;
const QString rooms = u"graph.rooms"_s;

Finding rungOf(const Session &session, const QString &id)
{
    const auto cloud = session.cloudResult();
    for (const Finding &rung : cloud ? cloud->rungs : QList<Finding>())
        if (rung.checkId == id)
            return rung;
    return {};
}

QString shown(const Finding &finding)
{
    const QString why = finding.problem ? finding.problem->code : finding.notTested;
    return (toString(finding.status) + u' ' + why).trimmed();
}

// With both applications on the list, Exchange Online answers until a day that Microsoft has named.
Problem allowanceOfToday()
{
    RetirementQuestion question;
    question.today = QDateTime::currentDateTimeUtc().date();
    question.isOnline = true;
    question.cloud = u"worldwide"_s;
    question.seen = EwsSeen::Answered;
    question.seenByAskcody = EwsSeen::Answered;
    return problemOf(judgeRetirement(question, DatedNotices())).value_or(Problem());
}

} // namespace

Q_DECLARE_METATYPE(After)

// Each simulated state of Microsoft's side, met by the program: the check that speaks, whose move it is and
// what is likeliest; and the same from the recording, with the world gone.
class TestMicrosoftWorlds : public QObject
{
    Q_OBJECT

private slots:
    void everyWorldIsJudged_data();
    void everyWorldIsJudged();
    void noWorldIsForgotten();
    void whatPassesTheSecondTime_data();
    void whatPassesTheSecondTime();

private:
    static bool prepare(MicrosoftPath &path, After after);

    QSet<QString> m_judged;
};

void TestMicrosoftWorlds::everyWorldIsJudged_data()
{
    QTest::addColumn<After>("after");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *world, After after, const QString &check, const QString &said,
                        const char *owner = "", const char *cause = "") {
        QTest::newRow(world) << after << check << said << QString::fromLatin1(owner)
                             << QString::fromLatin1(cause);
    };
    const char *const scope =
        "The scope of AskCody's application in Exchange Online leaves this mailbox out.";
    const char *const clock = "This computer's clock or time zone is wrong.";
    const char *const notListed =
        "The application's id is not on the organisation's list of allowed applications.";
    const char *const retired = "Microsoft's retirement of EWS has switched it off for the organisation.";
    const QString denied = u"fail ErrorImpersonateUserDenied"_s;
    const QString blocked = u"warn HTTP_403_EWS_BLOCKED_BY_POLICY"_s;
    const QString clockCheck = u"workstation.clock"_s;
    row("app-scoped-to-nobody", After::PortalsLook, u"ews.impersonation"_s, denied, "exchangeAdmin", scope);
    row("app-scoped-to-rooms", After::PortalsLook, u"ews.impersonation"_s, denied, "exchangeAdmin", scope);
    row("busy-once", After::Nothing, signIn, u"fail AADSTS90033"_s, "microsoft", "It is a passing state.");
    row("claims-challenge", After::Nothing, signIn, u"pass"_s);
    row("clock-ahead", After::Nothing, clockCheck, u"warn CLOCK_SKEW"_s, "workstation", clock);
    row("clock-behind", After::Nothing, clockCheck, u"warn CLOCK_SKEW"_s, "workstation", clock);
    row("code-expired", After::Nothing, signIn, u"fail AADSTS70008"_s, "workstation",
        "The code is good for about ten minutes.");
    row("consent-declined-once", After::Nothing, signIn, u"fail AADSTS65004"_s, "entraAdmin",
        "Somebody pressed Cancel on the page that asks for the consent.");
    row("consented", After::PortalsLook, u"microsoft.consent"_s, u"pass"_s);
    row("ews-app-not-listed", After::PortalsLook, policy, u"fail EWS_NOT_ON_LIST"_s, "exchangeAdmin",
        "Nobody has added the application.");
    row("ews-list-empty", After::Nothing, policy, blocked, "exchangeAdmin", notListed);
    const bool hasEnded = allowanceOfToday().code == Code::EwsEnded;
    row("ews-listed", After::PortalsLook, policy,
        hasEnded ? u"fail EWS_ENDED"_s : u"warn EWS_ALLOWED_UNTIL"_s, "microsoft",
        hasEnded ? "The published end has been reached." : "Microsoft retires EWS in Exchange Online.");
    row("ews-mailbox-off", After::Nothing, policy, u"fail HTTP_403_EWS_DISABLED"_s, "exchangeAdmin", retired);
    row("ews-off", After::Nothing, policy, u"fail HTTP_403_EWS_DISABLED"_s, "exchangeAdmin", retired);
    row("forbidden-without-reason", After::Nothing, policy, u"fail HTTP_403_NO_REASON"_s, "exchangeAdmin",
        "A scope or policy leaves this mailbox out.");
    row("graph-pages", After::ConsentToGraph, rooms, u"pass"_s);
    row("no-freebusy", After::ConsentToGraph, rooms, u"warn ErrorNoFreeBusyAccess"_s, "exchangeAdmin",
        "The calendar does not let others see when it is free.");
    row("no-roles-told", After::Nothing, u"microsoft.role"_s, u"notTested MICROSOFT_ROLE_UNKNOWN"_s,
        "askcody", "The registration of the application does not ask for the roles.");
    row("no-room-lists", After::ConsentToGraph, rooms, u"pass"_s);
    row("plain-users", After::Nothing, u"microsoft.role"_s, u"warn MICROSOFT_ROLE_MISSING"_s, "entraAdmin",
        "The account has no role for it.");
    row("restrict-access-confirm", After::Nothing, policy, u"fail HTTP_403_NO_REASON"_s, "exchangeAdmin",
        "A scope or policy leaves this mailbox out.");
    row("sign-in-inspected", After::Nothing, u"discover.tenant"_s, u"fail TLS_UNKNOWN_ISSUER"_s,
        "networkAdmin", "A firewall or proxy opens encrypted traffic and presents its own certificate.");
    row("sign-in-unreachable", After::Nothing, u"discover.tenant"_s, u"fail TCP_TIMEOUT"_s, "networkAdmin",
        "A firewall drops the connection.");
    // Of the two checks that call Exchange Online, one alone: whoever is first is told to come again.
    row("throttled-once", After::NothingAlone, u"microsoft.mailbox"_s, u"warn HTTP_401_THROTTLED"_s,
        "microsoft", "Exchange Online is under load.");
    row("token-expired", After::Nothing, policy, u"fail DIAGNOSTICS_2000002"_s, "workstation",
        "The sign-in is older than an hour and was not renewed.");
    row("user-agent-blocked", After::Nothing, policy, blocked, "exchangeAdmin", notListed);
    row("users-may-not-consent", After::Nothing, signIn, u"pass"_s);
}

bool TestMicrosoftWorlds::prepare(MicrosoftPath &path, After after)
{
    if (after == After::ConsentToGraph)
        return path.consentToGraph();
    return after != After::PortalsLook
        || (path.connectToPortal() && path.run() && path.pushAndHaveItChecked());
}

void TestMicrosoftWorlds::everyWorldIsJudged()
{
    QFETCH(const After, after);
    QFETCH(const QString, check);
    QFETCH(const QString, said);
    QFETCH(const QString, owner);
    QFETCH(const QString, cause);
    const QString world = u"microsoft/"_s + QString::fromLatin1(QTest::currentDataTag());
    m_judged.insert(world);
    MicrosoftPath path(*Scenario::load(world));
    QVERIFY(prepare(path, after));
    QVERIFY(path.run(after == After::NothingAlone ? QStringList{check} : QStringList()));
    const Finding here = path.found(check);
    const Finding finding = here.checkId.isEmpty() ? rungOf(path.session(), check) : here;
    QCOMPARE(shown(finding), said);
    if (finding.status != FindingStatus::Pass) {
        const Explanation explanation = path.session().explain(finding);
        QCOMPARE(toString(explanation.owner), owner);
        QCOMPARE(explanation.causes.first().text, cause);
        QVERIFY(!explanation.steps.isEmpty());
    }
    const auto replayed = path.replayed();
    QVERIFY(replayed);
    QCOMPARE(shownAlike(replayed->findings()), shownAlike(path.session().findings()));
}

void TestMicrosoftWorlds::noWorldIsForgotten()
{
    for (const QString &world : Scenario::microsoftNames())
        QVERIFY2(m_judged.contains(world), qPrintable(world));
}

void TestMicrosoftWorlds::whatPassesTheSecondTime_data()
{
    QTest::addColumn<QString>("check");
    QTest::newRow("busy-once") << signIn;
    QTest::newRow("consent-declined-once") << signIn;
    QTest::newRow("throttled-once") << u"microsoft.mailbox"_s;
}

void TestMicrosoftWorlds::whatPassesTheSecondTime()
{
    QFETCH(const QString, check);
    MicrosoftPath path(*Scenario::load(u"microsoft/"_s + QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(path.run({check}));
    QVERIFY(path.found(check).problem);
    QVERIFY(path.repeat(check));
    QCOMPARE(path.said(check), u"pass"_s);
}

QTEST_GUILESS_MAIN(TestMicrosoftWorlds)
#include "tst_microsoftworlds.moc"
