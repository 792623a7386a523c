// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/datednotices.h"
#include "core/problemcodes.h"
#include "core/retirement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using Reason = RetirementReason;
using State = RetirementState;
using Switch = EwsSettings::Switch;

namespace {

const QString ours = u"11111111-1111-4111-8111-111111111111"_s;
const QString askcody = u"22222222-2222-4222-8222-222222222222"_s;
const QString someone = u"33333333-3333-4333-8333-333333333333"_s;

QDate day(const char *text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

RetirementQuestion question(const char *today = "2026-11-23")
{
    RetirementQuestion question;
    question.today = day(today);
    question.cloud = u"worldwide"_s;
    question.ourAppId = ours;
    question.askcodyAppId = askcody;
    return question;
}

EwsSettings pasted(Switch ewsEnabled, std::optional<QStringList> ids = {}, bool isComplete = true)
{
    EwsSettings settings;
    settings.ewsEnabled = ewsEnabled;
    settings.isListComplete = ids.has_value() && isComplete;
    settings.allowedAppIds = std::move(ids);
    return settings;
}

RetirementVerdict judged(const RetirementQuestion &question)
{
    return judgeRetirement(question, DatedNotices());
}

} // namespace

Q_DECLARE_METATYPE(Setup::RetirementQuestion)
Q_DECLARE_METATYPE(Setup::RetirementReason)
Q_DECLARE_METATYPE(Setup::RetirementState)

class TestRetirement : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void daysDecide_data();
    void daysDecide();
    void otherCloudsHaveNoDay_data();
    void otherCloudsHaveNoDay();
    void everyCombinationHasAnAnswer();
    void ourOwnIdMayBeAskcodys();
    void graphStandsBeside();
    void problemsNameTheVerdict_data();
    void problemsNameTheVerdict();
    void jsonComesBack();
    void foreignJsonIsUnknown();
    void noticesAreInOrder();
    void brokenNoticesKnowNothing();
};

void TestRetirement::judges_data()
{
    QTest::addColumn<RetirementQuestion>("asked");
    QTest::addColumn<RetirementState>("state");
    QTest::addColumn<RetirementReason>("reason");
    const auto row = [](const char *name, const RetirementQuestion &asked, State state, Reason reason) {
        QTest::newRow(name) << asked << state << reason;
    };
    RetirementQuestion asked = question();
    asked.isOnline = false;
    row("Exchange Server", asked, State::NotAffected, Reason::ExchangeServer);
    row("nothing tested", question(), State::Unknown, Reason::NothingTested);

    asked = question();
    asked.seen = EwsSeen::Answered;
    row("ours is answered", asked, State::Unknown, Reason::OursAnswered);
    asked.seen = EwsSeen::Disabled;
    row("ours is told disabled", asked, State::SwitchedOff, Reason::DisabledForEveryone);
    asked.seen = EwsSeen::BlockedByPolicy;
    row("ours is blocked", asked, State::Unknown, Reason::ListUnknown);
    asked.organization = pasted(Switch::On, QStringList{askcody});
    row("ours is blocked, AskCody is listed", asked, State::Allowed, Reason::AskcodyListed);
    asked.organization = pasted(Switch::Unknown, QStringList{someone});
    row("ours is blocked, AskCody is not listed", asked, State::NotOnList, Reason::AskcodyNotListed);
    asked.seen = EwsSeen::LicenceRefused;
    row("the licence is refused", asked, State::Unknown, Reason::LicenceRefused);

    asked = question();
    asked.organization = pasted(Switch::Off);
    row("pasted: off", asked, State::SwitchedOff, Reason::OrganizationOff);
    asked.seen = EwsSeen::Answered;
    row("pasted: off, and answered", asked, State::SwitchedOff, Reason::AnsweredAlthoughOff);
    asked.seen = EwsSeen::BlockedByPolicy;
    row("pasted: off, and blocked", asked, State::SwitchedOff, Reason::BlockedAlthoughOff);
    asked.seen = EwsSeen::Answered;
    asked.organization = pasted(Switch::NotSet);
    row("pasted: not set", asked, State::SoonSwitchedOff, Reason::OrganizationNotSet);
    asked.seen = EwsSeen::Disabled;
    row("pasted: not set, told disabled", asked, State::SwitchedOff, Reason::MailboxMayBeOff);
    asked.organization = pasted(Switch::On, QStringList{askcody});
    row("pasted: on, told disabled", asked, State::SwitchedOff, Reason::MailboxMayBeOff);
    asked.mailbox = Switch::Off;
    row("the mailbox is off", asked, State::SwitchedOff, Reason::MailboxOff);

    asked = question();
    asked.organization = pasted(Switch::On, QStringList{askcody, someone});
    row("pasted: on and listed", asked, State::Allowed, Reason::AskcodyListed);
    asked.organization = pasted(Switch::On, QStringList{someone});
    row("pasted: on, not listed", asked, State::NotOnList, Reason::AskcodyNotListed);
    asked.organization = pasted(Switch::On, QStringList{someone}, false);
    row("pasted: on, list cut off", asked, State::Unknown, Reason::ListIncomplete);
    asked.organization = pasted(Switch::On, QStringList());
    row("pasted: on, list empty", asked, State::NotOnList, Reason::ListEmpty);
    asked.organization = pasted(Switch::On);
    row("pasted: on, list not shown", asked, State::Unknown, Reason::ListUnknown);
    asked.organization = pasted(Switch::On, QStringList{someone});
    asked.askcodyAppId.clear();
    row("pasted: on, AskCody's id unknown", asked, State::Unknown, Reason::AskcodyIdUnknown);
    asked.organization.accessPolicy = u"EnforceBlockList"_s;
    row("pasted: names of programs", asked, State::Unknown, Reason::ProgramNamesFiltered);

    asked = question();
    asked.seenByAskcody = EwsSeen::Answered;
    row("the portal is answered", asked, State::Allowed, Reason::AskcodyAnswered);
    asked.organization = pasted(Switch::NotSet);
    row("the portal is answered, not set", asked, State::SoonSwitchedOff, Reason::AskcodyAnswered);
    asked = question();
    asked.seenByAskcody = EwsSeen::BlockedByPolicy;
    asked.seen = EwsSeen::Answered;
    row("the portal is blocked, ours is not", asked, State::NotOnList, Reason::AskcodyBlocked);
    asked.organization = pasted(Switch::NotSet);
    row("the portal is blocked, not set", asked, State::NotOnList, Reason::OrganizationNotSet);
    asked.organization = {};
    asked.seenByAskcody = EwsSeen::Disabled;
    row("the portal is told disabled", asked, State::SwitchedOff, Reason::DisabledForEveryone);
}

void TestRetirement::judges()
{
    QFETCH(RetirementQuestion, asked);
    QFETCH(RetirementState, state);
    QFETCH(RetirementReason, reason);
    const RetirementVerdict verdict = judged(asked);
    QCOMPARE(toString(verdict.state), toString(state));
    QVERIFY2(verdict.has(reason), QJsonDocument(toJson(verdict)).toJson().constData());
    QCOMPARE(verdict.canBeChanged, asked.isOnline);
    QCOMPARE(verdict.until, asked.isOnline ? day("2027-03-31") : QDate());
    QCOMPARE(verdict.from.isValid(), state == State::SoonSwitchedOff);
}

void TestRetirement::daysDecide_data()
{
    QTest::addColumn<RetirementQuestion>("asked");
    QTest::addColumn<RetirementState>("state");
    const auto row = [](const char *today, const char *what, const EwsSettings &settings, EwsSeen seen,
                        State state) {
        RetirementQuestion asked = question(today);
        asked.organization = settings;
        asked.seen = seen;
        QTest::addRow("%s, %s", today, what) << asked << state;
    };
    const EwsSettings listed = pasted(Switch::On, QStringList{askcody});
    const EwsSettings missing = pasted(Switch::On, QStringList{someone});
    const EwsSettings empty = pasted(Switch::On, QStringList());
    const EwsSettings notSet = pasted(Switch::NotSet);
    const EwsSettings off = pasted(Switch::Off);
    for (const char *today : {"2025-04-01", "2026-09-30", "2026-10-01", "2026-10-09"}) {
        row(today, "listed", listed, EwsSeen::NotTested, State::Allowed);
        row(today, "not listed", missing, EwsSeen::NotTested, State::Allowed);
        row(today, "not listed and blocked", missing, EwsSeen::BlockedByPolicy, State::NotOnList);
        row(today, "empty list", empty, EwsSeen::Answered, State::Allowed);
        row(today, "not set", notSet, EwsSeen::Answered, State::SoonSwitchedOff);
        row(today, "off", off, EwsSeen::NotTested, State::SwitchedOff);
    }
    for (const char *today : {"2026-10-10", "2026-11-23", "2027-03-31"}) {
        row(today, "listed", listed, EwsSeen::NotTested, State::Allowed);
        row(today, "not listed", missing, EwsSeen::NotTested, State::NotOnList);
        row(today, "empty list", empty, EwsSeen::Answered, State::NotOnList);
        row(today, "not set", notSet, EwsSeen::Answered, State::SoonSwitchedOff);
        row(today, "off", off, EwsSeen::NotTested, State::SwitchedOff);
        row(today, "nothing known", EwsSettings(), EwsSeen::NotTested, State::Unknown);
    }
    for (const char *today : {"2027-04-01", "2027-04-02", "2030-01-01"}) {
        row(today, "listed", listed, EwsSeen::Answered, State::Ended);
        row(today, "not listed", missing, EwsSeen::BlockedByPolicy, State::Ended);
        row(today, "not set", notSet, EwsSeen::NotTested, State::Ended);
        row(today, "off", off, EwsSeen::Disabled, State::Ended);
        row(today, "nothing known", EwsSettings(), EwsSeen::NotTested, State::Ended);
    }
}

void TestRetirement::daysDecide()
{
    QFETCH(RetirementQuestion, asked);
    QFETCH(RetirementState, state);
    const RetirementVerdict verdict = judged(asked);
    QCOMPARE(toString(verdict.state), toString(state));
    QCOMPARE(verdict.canBeChanged, state != State::Ended);
    QCOMPARE(verdict.has(Reason::AnsweredAfterTheEnd),
             state == State::Ended && asked.seen == EwsSeen::Answered);
    QCOMPARE(verdict.until.isValid(), state != State::Ended);
    // On a server of one's own no day changes anything.
    asked.isOnline = false;
    QCOMPARE(toString(judged(asked).state), toString(State::NotAffected));
}

void TestRetirement::otherCloudsHaveNoDay_data()
{
    QTest::addColumn<QString>("cloud");
    for (const char *cloud : {"gccHigh", "dod", "china", "bleu", "delos", "somewhere", ""})
        QTest::newRow(cloud) << QString::fromLatin1(cloud);
}

void TestRetirement::otherCloudsHaveNoDay()
{
    QFETCH(QString, cloud);
    for (const char *today : {"2026-09-30", "2026-11-23", "2027-04-01", "2028-01-01"}) {
        RetirementQuestion asked = question(today);
        asked.cloud = cloud;
        asked.organization = pasted(Switch::On, QStringList{askcody});
        RetirementVerdict verdict = judged(asked);
        QCOMPARE(toString(verdict.state), toString(State::Allowed));
        QVERIFY(!verdict.until.isValid() && verdict.has(Reason::CloudHasOwnSchedule));
        // Whether the list counts already was not published.
        asked.organization = pasted(Switch::On, QStringList{someone});
        QCOMPARE(toString(judged(asked).state), toString(State::Unknown));
        asked.seen = EwsSeen::BlockedByPolicy;
        QCOMPARE(toString(judged(asked).state), toString(State::NotOnList));
        asked = question(today);
        asked.cloud = cloud;
        asked.organization = pasted(Switch::NotSet);
        verdict = judged(asked);
        QCOMPARE(toString(verdict.state), toString(State::SoonSwitchedOff));
        QVERIFY(!verdict.from.isValid());
    }
}

// Whatever is seen and pasted together: there is an answer with a reason, and it survives the report.
void TestRetirement::everyCombinationHasAnAnswer()
{
    const QList<EwsSeen> seen{EwsSeen::NotTested, EwsSeen::Answered, EwsSeen::Disabled,
                              EwsSeen::BlockedByPolicy, EwsSeen::LicenceRefused};
    const QList<Switch> switches{Switch::Unknown, Switch::NotSet, Switch::On, Switch::Off};
    const QList<std::optional<QStringList>> lists{
        {}, QStringList(), QStringList{askcody}, QStringList{someone}};
    const DatedNotices notices;
    QSet<QString> states;
    for (const char *today : {"2026-09-30", "2026-10-01", "2026-10-10", "2027-03-31", "2027-04-01"})
        for (const EwsSeen byUs : seen)
            for (const EwsSeen byAskcody : seen)
                for (const Switch organization : switches)
                    for (const auto &list : lists) {
                        RetirementQuestion asked = question(today);
                        asked.seen = byUs;
                        asked.seenByAskcody = byAskcody;
                        asked.organization = pasted(organization, list);
                        const RetirementVerdict verdict = judgeRetirement(asked, notices);
                        QVERIFY(!verdict.reasons.isEmpty());
                        QCOMPARE(retirementFromJson(toJson(verdict)), verdict);
                        if (organization == Switch::Off && verdict.canBeChanged)
                            QVERIFY(verdict.state == State::SwitchedOff);
                        if (byAskcody == EwsSeen::BlockedByPolicy && verdict.canBeChanged)
                            QVERIFY(verdict.state == State::NotOnList || verdict.state == State::SwitchedOff);
                        if (verdict.state == State::Allowed)
                            QVERIFY(byAskcody != EwsSeen::Disabled && byAskcody != EwsSeen::BlockedByPolicy);
                        states.insert(toString(verdict.state));
                    }
    QCOMPARE(states.size(), 6); // all but notAffected
}

void TestRetirement::ourOwnIdMayBeAskcodys()
{
    RetirementQuestion asked = question();
    asked.ourAppId = askcody.toUpper();
    asked.seen = EwsSeen::Answered;
    QCOMPARE(toString(judged(asked).state), toString(State::Allowed));
    asked.seen = EwsSeen::BlockedByPolicy;
    QCOMPARE(toString(judged(asked).state), toString(State::NotOnList));
    asked.organization = pasted(Switch::NotSet);
    QCOMPARE(toString(judged(asked).state), toString(State::NotOnList));
    asked.organization = {};
    asked.askcodyAppId.clear();
    asked.ourAppId.clear();
    QCOMPARE(toString(judged(asked).state), toString(State::Unknown));
}

void TestRetirement::graphStandsBeside()
{
    RetirementQuestion asked = question();
    asked.graph = GraphReadiness::Partly;
    QVERIFY(judged(asked).graph == GraphReadiness::Partly);
    asked.today = day("2028-01-01");
    QVERIFY(judged(asked).graph == GraphReadiness::Partly);
}

void TestRetirement::problemsNameTheVerdict_data()
{
    QTest::addColumn<RetirementState>("state");
    QTest::addColumn<RetirementReason>("reason");
    QTest::addColumn<QString>("code");
    const auto row = [](State state, Reason reason, const QString &code) {
        QTest::newRow(qPrintable(toString(state) + u' ' + toString(reason))) << state << reason << code;
    };
    row(State::NotAffected, Reason::ExchangeServer, {});
    row(State::Allowed, Reason::AskcodyListed, Code::EwsAllowedUntil);
    row(State::SoonSwitchedOff, Reason::OrganizationNotSet, Code::EwsSoonOff);
    row(State::NotOnList, Reason::AskcodyNotListed, Code::EwsNotOnList);
    row(State::SwitchedOff, Reason::OrganizationOff, Code::Http403EwsDisabled);
    row(State::SwitchedOff, Reason::DisabledForEveryone, Code::Http403EwsDisabled);
    row(State::SwitchedOff, Reason::MailboxOff, Code::EwsMailboxOff);
    row(State::SwitchedOff, Reason::AnsweredAlthoughOff, Code::EwsSettingsDiffer);
    row(State::SwitchedOff, Reason::BlockedAlthoughOff, Code::EwsSettingsDiffer);
    row(State::SwitchedOff, Reason::MailboxMayBeOff, Code::EwsMailboxOff);
    row(State::Ended, Reason::EndReached, Code::EwsEnded);
    row(State::Unknown, Reason::NothingTested, Code::EwsAskcodyNotTested);
}

void TestRetirement::problemsNameTheVerdict()
{
    QFETCH(RetirementState, state);
    QFETCH(RetirementReason, reason);
    QFETCH(QString, code);
    RetirementVerdict verdict;
    verdict.state = state;
    verdict.reasons = {reason};
    verdict.until = day("2027-03-31");
    const auto problem = problemOf(verdict);
    QCOMPARE(problem.has_value(), !code.isEmpty());
    if (problem) {
        QCOMPARE(problem->code, code);
        QCOMPARE(problem->facts["limit"_L1].toString(), u"2027-03-31"_s);
        QCOMPARE(retirementFromJson(problem->facts["retirement"_L1].toObject()), verdict);
    }
}

void TestRetirement::jsonComesBack()
{
    RetirementVerdict verdict;
    verdict.state = State::SoonSwitchedOff;
    verdict.until = day("2027-03-31");
    verdict.from = day("2026-10-01");
    verdict.reasons = {Reason::OrganizationNotSet, Reason::OursAnswered};
    verdict.canBeChanged = true;
    verdict.cloud = u"worldwide"_s;
    verdict.graph = GraphReadiness::Ready;
    QCOMPARE(retirementFromJson(toJson(verdict)), verdict);
}

void TestRetirement::foreignJsonIsUnknown()
{
    QCOMPARE(retirementFromJson({}), RetirementVerdict());
    const RetirementVerdict verdict = retirementFromJson({{u"state"_s, u"fine"_s},
                                                          {u"until"_s, u"tomorrow"_s},
                                                          {u"reasons"_s, QJsonArray{u"because"_s, 5}},
                                                          {u"graph"_s, 1},
                                                          {u"cloud"_s, u"a\u202Eb"_s}});
    QVERIFY(verdict.state == State::Unknown);
    QVERIFY(verdict.reasons.isEmpty() && !verdict.until.isValid());
    QVERIFY(!verdict.cloud.contains(QChar(0x202E)));
}

void TestRetirement::noticesAreInOrder()
{
    const DatedNotices notices;
    QVERIFY(notices.dated().isValid());
    QCOMPARE(notices.wait(u"EwsEnabled"_s), std::chrono::minutes(60));
    QCOMPARE(notices.wait(u"EwsAllowedAppIDs"_s), std::chrono::minutes(24 * 60));
    const QList<DatedNotice> worldwide = notices.ofCloud(u"worldwide"_s);
    QVERIFY(worldwide.size() >= 9);
    QDate before;
    for (const DatedNotice &notice : worldwide) {
        QVERIFY2(notice.day.isValid() && (!before.isValid() || before <= notice.day), qPrintable(notice.id));
        QVERIFY(!notice.until.isValid() || notice.until >= notice.day);
        QVERIFY(!notice.title.isEmpty() && !notice.what.isEmpty() && !notice.source.isEmpty());
        before = notice.day;
    }
    QCOMPARE(notices.day(u"bothMustAllow"_s, u"worldwide"_s), day("2025-04-01"));
    QCOMPARE(notices.day(u"disablementStarts"_s, u"worldwide"_s), day("2026-10-01"));
    QCOMPARE(notices.day(u"listCounts"_s, u"worldwide"_s), day("2026-10-10"));
    QCOMPARE(notices.day(u"ended"_s, u"worldwide"_s), day("2027-04-01"));
    QVERIFY(!notices.day(u"ended"_s, u"china"_s).isValid());
    QVERIFY(!notices.ofCloud(u"china"_s).isEmpty());
    QVERIFY(notices.ofCloud(u"somewhere"_s).isEmpty());
}

void TestRetirement::brokenNoticesKnowNothing()
{
    const DatedNotices broken("{");
    QVERIFY(broken.ofCloud(u"worldwide"_s).isEmpty());
    QVERIFY(!broken.dated().isValid());
    RetirementQuestion asked = question("2030-01-01");
    asked.organization = pasted(Switch::On, QStringList{askcody});
    const RetirementVerdict verdict = judgeRetirement(asked, broken);
    QCOMPARE(toString(verdict.state), toString(State::Allowed));
    QVERIFY(!verdict.until.isValid() && verdict.has(Reason::CloudHasOwnSchedule));
}

QTEST_GUILESS_MAIN(TestRetirement)
#include "tst_retirement.moc"
