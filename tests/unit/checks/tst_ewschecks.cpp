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

} // namespace

Q_DECLARE_METATYPE(Setup::Scenario)

class TestEwsChecks : public QObject
{
    Q_OBJECT

private slots:
    void whatIsRefusedOnceIsAskedAgain_data();
    void whatIsRefusedOnceIsAskedAgain();
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

QTEST_GUILESS_MAIN(TestEwsChecks)
#include "tst_ewschecks.moc"
