// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/worldrun.h"

#include <QJsonArray>
#include <QTest>

#include <array>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array operations{"GetFolder",           "ResolveNames", "GetRoomLists",       "GetRooms",
                                "GetUserAvailability", "Subscribe",    "GetStreamingEvents", "Unsubscribe"};

// A world with one deviation; apostrophes stand for quotation marks.
Scenario worldWhere(QByteArray deviation)
{
    const QByteArray json = "{'title': 'a test', 'description': 'of this file', " + deviation + "}";
    return *Scenario::fromJson(QByteArray(json).replace('\'', '"'), u"test"_s);
}

Scenario refusedOnce(const QByteArray &operation, const QByteArray &reply)
{
    return worldWhere("'http': [{'match': {'path': '/EWS/', 'credentials': 'sent', 'operation': '" + operation
                      + "', 'times': 1}, 'reply': {" + reply + "}}]");
}

// What Exchange says to one operation is this, each time.
Scenario answered(const QByteArray &operation, QByteArray body)
{
    return worldWhere("'http': [{'match': {'path': '/EWS/', 'operation': '" + operation
                      + "'}, 'reply': {'status': 200, 'headers': {'Content-Type': 'text/xml; "
                        "charset=utf-8', 'X-FEServer': 'EX1'}, 'body': '"
                      + body.replace('\'', "\\'") + "'}}]");
}

} // namespace

Q_DECLARE_METATYPE(Setup::Scenario)

class TestEwsChecks : public QObject
{
    Q_OBJECT

private slots:
    void whatIsRefusedOnceIsAskedAgain_data();
    void whatIsRefusedOnceIsAskedAgain();
    void theNewestVersionOfAServerIsUsed_data();
    void theNewestVersionOfAServerIsUsed();
    void aStreamThatDoesNotStandIsNoGoodNews_data();
    void aStreamThatDoesNotStandIsNoGoodNews();
    void aMailboxThatTheFreeTimesLeaveOutIsNamed();
    void aMailboxOutOfReachAloneIsNotTested();
};

// Each of the eight operations that this program knows keeps the same rules.
void TestEwsChecks::whatIsRefusedOnceIsAskedAgain_data()
{
    QTest::addColumn<Scenario>("scenario");
    for (const char *name : operations) {
        const QByteArray operation(name);
        const auto row = [&operation](const char *what) -> QTestData & {
            return QTest::newRow((operation + ", " + what).constData());
        };
        row("too busy") << worldWhere("'exchange': {'faults': [{'match': {'operation': '" + operation
                                      + "', 'times': 1}, 'code': 'ErrorServerBusy', 'message': 'Later.', "
                                        "'backOffMilliseconds': 50}]}");
        row("503") << refusedOnce(operation, "'status': 503, 'headers': {'Retry-After': '0'}");
        row("the error page") << refusedOnce(
            operation, "'status': 302, 'headers': {'Location': '/ews/genericerrorpage.htm'}");
    }
}

void TestEwsChecks::whatIsRefusedOnceIsAskedAgain()
{
    QFETCH(Scenario, scenario);
    WorldRun run(scenario);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList());
    QCOMPARE(toString(run.runner.verdict()), u"pass"_s);
    QCOMPARE(run.world.exchange().openSubscriptions(), 0);
}

// AskCody's portal has to be told the newest version that the server takes, and no check may do without what
// that version knows.
void TestEwsChecks::theNewestVersionOfAServerIsUsed_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("product");
    QTest::newRow("version-2007") << u"Exchange2007_SP1"_s << u"Exchange Server 2007 SP1"_s;
    QTest::newRow("version-2010-rtm") << u"Exchange2010"_s << u"Exchange Server 2010, build 14.0.639.21"_s;
    QTest::newRow("version-2010") << u"Exchange2010_SP2"_s << u"Exchange Server 2010 SP3"_s;
    QTest::newRow("version-2013-cu3") << u"Exchange2013"_s << u"Exchange Server 2013 CU3"_s;
    QTest::newRow("version-2013") << u"Exchange2013_SP1"_s << u"Exchange Server 2013 SP1 CU23"_s;
    QTest::newRow("version-2016") << u"Exchange2013_SP1"_s << u"Exchange Server 2016"_s;
    QTest::newRow("healthy") << u"Exchange2013_SP1"_s << u"Exchange Server SE"_s;
}

void TestEwsChecks::theNewestVersionOfAServerIsUsed()
{
    QFETCH(QString, version);
    QFETCH(QString, product);
    WorldRun run(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(run.run());
    const QJsonObject facts = run.finding(u"ews.version"_s).facts;
    QCOMPARE(facts["requestServerVersion"_L1].toString(), version);
    QCOMPARE(facts["portalVersion"_L1].toString(), version);
    QVERIFY2(facts["product"_L1].toString().startsWith(product), qPrintable(facts["product"_L1].toString()));
    // Room lists came with Exchange 2010.
    QCOMPARE(run.finding(u"ews.rooms"_s).facts["count"_L1].toInt(), version.contains(u"2007"_s) ? 0 : 3);
}

void TestEwsChecks::aStreamThatDoesNotStandIsNoGoodNews_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QStringList>("expected");
    const QByteArray ok = "<m:ConnectionStatus>OK</m:ConnectionStatus>";
    const QByteArray closed = "<m:ConnectionStatus>Closed</m:ConnectionStatus>";
    const QStringList warned{u"ews.notifications warn NOTIFICATIONS_CLOSED"_s};
    QTest::newRow("it stands") << ok << QStringList();
    QTest::newRow("closed at once") << closed << warned;
    QTest::newRow("says nothing") << QByteArray() << warned;
    QTest::newRow("a change is told")
        << QByteArray("<m:Notifications><m:Notification xmlns:t='http://schemas.microsoft.com/exchange/"
                      "services/2006/types'><t:SubscriptionId>1</t:SubscriptionId></m:Notification>"
                      "</m:Notifications>")
        << QStringList();
}

void TestEwsChecks::aStreamThatDoesNotStandIsNoGoodNews()
{
    QFETCH(QByteArray, inside);
    QFETCH(QStringList, expected);
    const QByteArray body =
        "<?xml version='1.0'?><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
        "<m:GetStreamingEventsResponse "
        "xmlns:m='http://schemas.microsoft.com/exchange/services/2006/messages'><m:ResponseMessages>"
        "<m:GetStreamingEventsResponseMessage ResponseClass='Success'><m:ResponseCode>NoError"
        "</m:ResponseCode>"
        + inside
        + "</m:GetStreamingEventsResponseMessage></m:ResponseMessages></m:GetStreamingEventsResponse>"
          "</s:Body></s:Envelope>";
    WorldRun run(answered("GetStreamingEvents", body));
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), expected);
    QCOMPARE(run.world.exchange().openSubscriptions(), 0);
}

void TestEwsChecks::aMailboxThatTheFreeTimesLeaveOutIsNamed()
{
    RunInput input = contosoInput();
    input.integration.server()->testMailboxes = {u"room1@contoso.test"_s, u"room2@contoso.test"_s};
    WorldRun run(answered("GetUserAvailability",
                          "<?xml version='1.0'?><s:Envelope "
                          "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                          "<GetUserAvailabilityResponse "
                          "xmlns='http://schemas.microsoft.com/exchange/services/2006/messages'>"
                          "<FreeBusyResponseArray><FreeBusyResponse><ResponseMessage "
                          "ResponseClass='Success'><ResponseCode>NoError</ResponseCode></ResponseMessage>"
                          "<FreeBusyView><FreeBusyViewType "
                          "xmlns='http://schemas.microsoft.com/exchange/services/2006/types'>MergedOnly"
                          "</FreeBusyViewType></FreeBusyView></FreeBusyResponse></FreeBusyResponseArray>"
                          "</GetUserAvailabilityResponse></s:Body></s:Envelope>"),
                 input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"ews.availability warn FREEBUSY_NONE"_s});
    const QJsonObject facts = run.finding(u"ews.availability"_s).problem->facts;
    QCOMPARE(facts["asked"_L1].toInt(), 2);
    QCOMPARE(facts["seen"_L1].toInt(), 1);
    const QJsonValue missing = facts["mailboxes"_L1][1];
    QCOMPARE(missing["mailbox"_L1].toString(), u"room2@contoso.test"_s);
    QCOMPARE(missing["result"_L1].toString(), u"FREEBUSY_NONE"_s);
}

// A refusal there proves no limit as long as nobody has seen that the account reaches any mailbox.
void TestEwsChecks::aMailboxOutOfReachAloneIsNotTested()
{
    RunInput input = contosoInput();
    input.integration.server()->testMailboxes.clear();
    QVERIFY(!input.integration.server()->forbiddenMailbox.isEmpty());
    WorldRun run(u"healthy"_s, input);
    QVERIFY(run.run());
    QCOMPARE(notes(run.findings()), QStringList{u"ews.impersonation notTested NO_TEST_MAILBOX"_s});
    QCOMPARE(toString(run.runner.verdict()), u"incomplete"_s);
}

QTEST_GUILESS_MAIN(TestEwsChecks)
#include "tst_ewschecks.moc"
