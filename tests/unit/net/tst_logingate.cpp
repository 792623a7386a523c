// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/logingate.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <memory>
#include <set>

using namespace Setup;
using namespace Qt::StringLiterals;

using Outcome = LoginGate::Outcome;

namespace {

const QString account = u"svc@contoso.test"_s;
const QString ews = u"mail.contoso.test/ews"_s;
const QString autodiscover = u"mail.contoso.test/autodiscover"_s;

// One caller and what it was told.
struct Caller
{
    std::unique_ptr<QObject> object = std::make_unique<QObject>();
    int admitted = 0;
    int turnedAway = 0;

    void enter(LoginGate &gate, const QString &name = account, const QString &place = ews)
    {
        gate.enter(name, place, object.get(),
                   [this](bool isAdmitted) { ++(isAdmitted ? admitted : turnedAway); });
    }
    void leave(LoginGate &gate, Outcome outcome) { gate.leave(account, object.get(), outcome); }
    bool isInside() const { return admitted == 1; }
};

void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

} // namespace

class TestLoginGate : public QObject
{
    Q_OBJECT

private slots:
    void neverAnswersInsideEnter();
    void oneAtATimeInOrder();
    void allAfterTheFirstAcceptance();
    void closesAfterTheAllowedRejections_data();
    void closesAfterTheAllowedRejections();
    void firstRejectionAfterAcceptanceCloses();
    void aRejectionElsewhereClosesOnlyElsewhere();
    void elsewhereOneAtATimeEvenAfterAcceptance();
    void nobodyWaitsForAnotherPlace();
    void placesAreServersAndFirstFolders_data();
    void placesAreServersAndFirstFolders();
    void closedStaysClosed();
    void undecidedLetsTheNextTry();
    void silenceBeforeTheFirstAcceptanceCountsAsARejection();
    void silenceAfterAnAcceptanceCostsNothing();
    void silenceOfOneWhoOnlyWaitedCostsNothing();
    void destroyedWaiterGivesItsPlaceBack();
    void destroyedInsideGivesItsPlaceBack();
    void cancelledWaiterIsNotCounted();
    void spellingsOfAnAccountCountTogether();
    void accountsAreSeparate();
    void canEnterAgain();
    void callerMayEnterAndLeaveFromItsAnswer();
    void gateMayGoFirst();
    void everyInterleavingKeepsTheAccountSafe_data();
    void everyInterleavingKeepsTheAccountSafe();
};

void TestLoginGate::neverAnswersInsideEnter()
{
    LoginGate gate;
    Caller caller;
    caller.enter(gate);
    QCOMPARE(caller.admitted, 0);
    settle();
    QCOMPARE(caller.admitted, 1);
}

void TestLoginGate::oneAtATimeInOrder()
{
    LoginGate gate;
    Caller callers[3];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    QVERIFY(callers[0].isInside() && !callers[1].isInside() && !callers[2].isInside());
    callers[0].leave(gate, Outcome::Undecided);
    settle();
    QVERIFY(callers[1].isInside() && !callers[2].isInside());
}

void TestLoginGate::allAfterTheFirstAcceptance()
{
    LoginGate gate;
    Caller callers[4];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    settle();
    QVERIFY(callers[1].isInside() && callers[2].isInside() && callers[3].isInside());
    QVERIFY(!gate.isClosed(account));
}

void TestLoginGate::closesAfterTheAllowedRejections_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("allowed");
    QTest::newRow("none is one") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("two") << 2 << 2;
    QTest::newRow("three") << 3 << 3;
    QTest::newRow("more is three") << 10 << 3;
}

void TestLoginGate::closesAfterTheAllowedRejections()
{
    QFETCH(const int, asked);
    QFETCH(const int, allowed);
    LoginGate gate(asked);
    Caller callers[5];
    for (Caller &caller : callers)
        caller.enter(gate);
    for (int i = 0; i < allowed; ++i) {
        settle();
        QVERIFY(callers[i].isInside());
        QVERIFY(!gate.isClosed(account));
        callers[i].leave(gate, Outcome::Rejected);
    }
    QVERIFY(gate.isClosed(account));
    QCOMPARE(gate.rejections(account), allowed);
    settle();
    for (int i = allowed; i < 5; ++i)
        QCOMPARE(callers[i].turnedAway, 1);
}

void TestLoginGate::firstRejectionAfterAcceptanceCloses()
{
    LoginGate gate(3);
    Caller callers[3];
    callers[0].enter(gate);
    callers[1].enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    settle();
    callers[1].leave(gate, Outcome::Rejected);
    QVERIFY(gate.isClosed(account));
    callers[2].enter(gate);
    settle();
    QCOMPARE(callers[2].turnedAway, 1);
}

// What has proved the login does not depend on who is faster, and the password goes nowhere else again.
void TestLoginGate::aRejectionElsewhereClosesOnlyElsewhere()
{
    LoginGate gate(3);
    Caller callers[6];
    callers[0].enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    callers[1].enter(gate, account, autodiscover);
    callers[2].enter(gate, account, autodiscover);
    settle();
    callers[1].leave(gate, Outcome::Rejected);
    callers[3].enter(gate, account, u"autodiscover.contoso.test/autodiscover"_s);
    callers[4].enter(gate);
    settle();
    QCOMPARE(gate.rejections(account), 1);
    QCOMPARE(callers[2].turnedAway, 1);
    QCOMPARE(callers[3].turnedAway, 1);
    QVERIFY(callers[4].isInside());
    QVERIFY(!gate.isClosed(account));
    callers[4].leave(gate, Outcome::Rejected); // where it was good before: it is good no more
    QVERIFY(gate.isClosed(account));
    gate.reopen();
    callers[5].enter(gate, account, autodiscover);
    settle();
    QVERIFY(callers[5].isInside());
}

void TestLoginGate::elsewhereOneAtATimeEvenAfterAcceptance()
{
    LoginGate gate;
    Caller callers[4];
    callers[0].enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    callers[1].enter(gate, account, autodiscover);
    callers[2].enter(gate, account, autodiscover);
    callers[3].enter(gate, account, u"other.contoso.test/ews"_s);
    settle();
    QVERIFY(callers[1].isInside() && !callers[2].isInside() && !callers[3].isInside());
    callers[1].leave(gate, Outcome::Accepted);
    settle();
    QVERIFY(callers[2].isInside() && callers[3].isInside());
}

void TestLoginGate::nobodyWaitsForAnotherPlace()
{
    LoginGate gate;
    Caller callers[4];
    callers[0].enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    callers[1].enter(gate, account, autodiscover);
    callers[2].enter(gate, account, autodiscover); // waits, and stands before the next one
    callers[3].enter(gate);
    settle();
    QVERIFY(!callers[2].isInside());
    QVERIFY(callers[3].isInside());
}

void TestLoginGate::placesAreServersAndFirstFolders_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("place");
    QTest::newRow("EWS") << u"https://Mail.Contoso.test/EWS/Exchange.asmx"_s << ews;
    QTest::newRow("Autodiscover") << u"https://mail.contoso.test/autodiscover/autodiscover.svc"_s
                                  << autodiscover;
    QTest::newRow("port") << u"https://mail.contoso.test:444/ews/"_s << u"mail.contoso.test:444/ews"_s;
    QTest::newRow("no path") << u"https://mail.contoso.test"_s << u"mail.contoso.test/"_s;
}

void TestLoginGate::placesAreServersAndFirstFolders()
{
    QFETCH(const QString, url);
    QTEST(LoginGate::placeOf(QUrl(url)), "place");
}

void TestLoginGate::closedStaysClosed()
{
    LoginGate gate;
    Caller callers[3];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    settle();
    callers[1].leave(gate, Outcome::Rejected);
    callers[2].leave(gate, Outcome::Accepted); // was on its way when the gate closed
    QVERIFY(gate.isClosed(account));
}

void TestLoginGate::undecidedLetsTheNextTry()
{
    LoginGate gate;
    Caller callers[2];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Undecided);
    settle();
    QVERIFY(callers[1].isInside());
    QCOMPARE(gate.rejections(account), 0);
}

void TestLoginGate::silenceBeforeTheFirstAcceptanceCountsAsARejection()
{
    LoginGate gate(2);
    Caller callers[3];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Unanswered);
    QCOMPARE(gate.rejections(account), 1);
    QCOMPARE(gate.unanswered(account), 1);
    settle();
    QVERIFY(callers[1].isInside());
    callers[1].leave(gate, Outcome::Unanswered);
    QVERIFY(gate.isClosed(account));
    settle();
    QCOMPARE(callers[2].turnedAway, 1);
    gate.reopen();
    QCOMPARE(gate.unanswered(account), 0);
}

void TestLoginGate::silenceAfterAnAcceptanceCostsNothing()
{
    LoginGate gate;
    Caller callers[3];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[0].leave(gate, Outcome::Accepted);
    settle();
    callers[1].leave(gate, Outcome::Unanswered);
    QVERIFY(!gate.isClosed(account));
    // The login was good when this one was let in: what it costs is none of the next press.
    gate.reopen();
    callers[2].leave(gate, Outcome::Unanswered);
    QVERIFY(!gate.isClosed(account));
    QCOMPARE(gate.rejections(account), 0);
}

void TestLoginGate::silenceOfOneWhoOnlyWaitedCostsNothing()
{
    LoginGate gate;
    Caller callers[2];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[1].leave(gate, Outcome::Unanswered);
    QCOMPARE(gate.rejections(account), 0);
}

void TestLoginGate::destroyedWaiterGivesItsPlaceBack()
{
    LoginGate gate;
    Caller callers[3];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[1].object.reset();
    callers[0].leave(gate, Outcome::Undecided);
    settle();
    QVERIFY(!callers[1].isInside());
    QVERIFY(callers[2].isInside());
}

void TestLoginGate::destroyedInsideGivesItsPlaceBack()
{
    LoginGate gate;
    Caller callers[2];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[0].object.reset();
    settle();
    QVERIFY(callers[1].isInside());
    QVERIFY(!gate.isClosed(account));
}

void TestLoginGate::cancelledWaiterIsNotCounted()
{
    LoginGate gate;
    Caller callers[2];
    for (Caller &caller : callers)
        caller.enter(gate);
    settle();
    callers[1].leave(gate, Outcome::Rejected); // it never was inside
    QCOMPARE(gate.rejections(account), 0);
    callers[0].leave(gate, Outcome::Undecided);
    settle();
    QCOMPARE(callers[1].admitted + callers[1].turnedAway, 0);
}

void TestLoginGate::spellingsOfAnAccountCountTogether()
{
    LoginGate gate;
    Caller first;
    Caller second;
    first.enter(gate, u"svc@contoso.test"_s);
    second.enter(gate, u" SVC@Contoso.test"_s);
    settle();
    QVERIFY(first.isInside() && !second.isInside());
    first.leave(gate, Outcome::Rejected);
    QVERIFY(gate.isClosed(u"SVC@CONTOSO.TEST"_s));
}

void TestLoginGate::accountsAreSeparate()
{
    LoginGate gate;
    Caller first;
    Caller second;
    first.enter(gate);
    second.enter(gate, u"other@contoso.test"_s);
    settle();
    QVERIFY(first.isInside() && second.isInside());
    first.leave(gate, Outcome::Rejected);
    QVERIFY(!gate.isClosed(u"other@contoso.test"_s));
    QVERIFY(!gate.isClosed(u"never seen"_s));
    QCOMPARE(gate.rejections(u"never seen"_s), 0);
}

void TestLoginGate::canEnterAgain()
{
    LoginGate gate(3);
    Caller caller;
    for (int i = 1; i <= 2; ++i) {
        caller.enter(gate);
        settle();
        QCOMPARE(caller.admitted, i);
        caller.leave(gate, Outcome::Rejected);
    }
    QCOMPARE(gate.rejections(account), 2);
    caller.object.reset(); // forgotten long ago: changes nothing
    QCOMPARE(gate.rejections(account), 2);
}

void TestLoginGate::callerMayEnterAndLeaveFromItsAnswer()
{
    LoginGate gate;
    QObject first;
    Caller second;
    gate.enter(account, ews, &first, [&](bool) {
        second.enter(gate);
        gate.leave(account, &first, Outcome::Accepted);
    });
    settle();
    QVERIFY(second.isInside());
}

void TestLoginGate::gateMayGoFirst()
{
    auto gate = std::make_unique<LoginGate>();
    QObject first;
    Caller second;
    gate->enter(account, ews, &first, [&gate](bool) { gate.reset(); });
    second.enter(*gate);
    settle();
    QVERIFY(!gate);
    QCOMPARE(second.admitted + second.turnedAway, 0);
}

void TestLoginGate::everyInterleavingKeepsTheAccountSafe_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// A server that accepts from some moment on or never, callers that come, are cancelled, destroyed and
// answered in any order: whatever happens, before an acceptance one presentation is in flight and no more
// than the allowed ones are rejected; nobody is left waiting; nobody is answered twice.
void TestLoginGate::everyInterleavingKeepsTheAccountSafe()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    const int allowed = random.bounded(1, 4);
    // Places may disagree: each has settings of its own.
    const QMap<QString, bool> takesIt{{ews, random.bounded(2) == 1}, {autodiscover, random.bounded(2) == 1}};
    std::map<int, QString> placeOf;
    QSet<QString> accepting;
    LoginGate gate(allowed);
    std::map<int, Caller> callers;
    std::set<int> inside;
    bool accepted = false;
    int rejected = 0;
    int next = 0;

    for (int step = 0; step < 120; ++step) {
        const bool comesIn = step < 80 && random.bounded(3) == 0;
        if (comesIn) {
            placeOf[next] = random.bounded(3) == 0 ? autodiscover : ews;
            callers[next].enter(gate, account, placeOf[next]);
            ++next;
        } else if (!callers.empty()) {
            auto chosen = std::next(callers.begin(), random.bounded(static_cast<int>(callers.size())));
            Caller &caller = chosen->second;
            const bool wasInside = inside.count(chosen->first) > 0;
            const int fate = random.bounded(6);
            if (fate == 0) {
                caller.object.reset();
            } else if (wasInside) {
                const Outcome outcome = fate == 1     ? Outcome::Undecided
                    : fate == 2                       ? Outcome::Unanswered
                    : takesIt[placeOf[chosen->first]] ? Outcome::Accepted
                                                      : Outcome::Rejected;
                caller.leave(gate, outcome);
                rejected += outcome == Outcome::Unanswered && !accepted ? 1 : 0;
                accepted = accepted || outcome == Outcome::Accepted;
                rejected += outcome == Outcome::Rejected ? 1 : 0;
                if (outcome == Outcome::Accepted)
                    accepting.insert(placeOf[chosen->first]);
            } else if (fate == 1) {
                caller.leave(gate, Outcome::Undecided);
            } else {
                continue; // goes on waiting
            }
            inside.erase(chosen->first);
            callers.erase(chosen);
        }
        for (int turn = random.bounded(4); turn > 0; --turn)
            QCoreApplication::processEvents();
        for (auto &[number, caller] : callers) {
            QVERIFY(caller.admitted + caller.turnedAway <= 1);
            if (caller.isInside())
                inside.insert(number);
        }
        const auto unproved = std::count_if(inside.begin(), inside.end(),
                                            [&](int number) { return !accepting.contains(placeOf[number]); });
        QVERIFY2(unproved <= 1, "two presentations where nothing was accepted yet");
        QVERIFY2(rejected <= allowed, "more rejections than the administrator allowed");
        QCOMPARE(gate.rejections(account), rejected);
    }
    while (!callers.empty()) {
        settle();
        const auto answered = std::find_if(callers.begin(), callers.end(), [](const auto &entry) {
            return entry.second.admitted + entry.second.turnedAway == 1;
        });
        QVERIFY2(answered != callers.end(), "somebody waits for ever");
        answered->second.leave(gate, Outcome::Undecided);
        callers.erase(answered);
    }
}

QTEST_GUILESS_MAIN(TestLoginGate)
#include "tst_logingate.moc"
