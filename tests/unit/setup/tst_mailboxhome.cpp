// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/found.h"
#include "setup/mailboxhome.h"
#include "support/microsoftpath.h"
#include "support/testedworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Apostrophes stand for quotation marks.
Scenario world(const QByteArray &exchange)
{
    QByteArray json = "{'title': 'a test', 'description': 'of this file', 'exchange': {" + exchange + "}}";
    return *Scenario::fromJson(json.replace('\'', '"'), u"test"_s);
}

Integration serverOf(const QString &domain, const QString &ewsHost)
{
    ExchangeServer server;
    server.email = u"askcody@"_s + domain;
    if (!ewsHost.isEmpty())
        server.ewsUrl = QUrl(u"https://%1/EWS/Exchange.asmx"_s.arg(ewsHost));
    Integration integration;
    integration.id = QUuid::createUuid();
    integration.name = u"Headquarters"_s;
    integration.exchange = server;
    return integration;
}

QStringList reasonsIn(const QList<Finding> &findings)
{
    QStringList ids;
    for (const LocationReason &reason : locationIn(findings).reasons)
        ids.append(reason.id);
    return ids;
}

QString verdictIn(const QList<Finding> &findings)
{
    return toString(locationIn(findings).verdict);
}

} // namespace

// Where the mailboxes live, judged by what the checks themselves find in simulated worlds: the rows of the
// verdict table.
class TestMailboxHome : public QObject
{
    Q_OBJECT

private slots:
    void aServerOfTheirOwn_data();
    void aServerOfTheirOwn();
    void exchangeOnline_data();
    void exchangeOnline();
    void itIsKnownBeforeAnybodySignsIn_data();
    void itIsKnownBeforeAnybodySignsIn();
};

void TestMailboxHome::aServerOfTheirOwn_data()
{
    QTest::addColumn<QByteArray>("exchange");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("typed"); // host of EWS; empty: Autodiscover finds it
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("reasons");
    const QString alone = u"contoso.test"_s;
    const QString hybrid = u"adatum.test"_s;
    const QStringList own{u"ewsOnOwnHost"_s, u"versionOfServer"_s, u"ownExchange"_s};
    const QByteArray entra = "'tokens': 'entra'";
    const QByteArray adfs = "'tokens': 'adfs'";
    QTest::newRow("no tenant, no tokens")
        << QByteArray() << alone << QString() << u"server"_s << QStringList{u"noTenant"_s} + own;
    QTest::newRow("a tenant, no tokens") << QByteArray() << hybrid << QString() << u"server"_s
                                         << own + QStringList{u"tenantManaged"_s, u"mxAtMicrosoft"_s};
    QTest::newRow("hybrid modern authentication")
        << entra << hybrid << QString() << u"server"_s
        << own + QStringList{u"bearerFromEntra"_s, u"tenantManaged"_s, u"mxAtMicrosoft"_s};
    QTest::newRow("hybrid modern authentication at a typed address")
        << entra << hybrid << u"mail.adatum.test"_s << u"server"_s
        << own + QStringList{u"bearerFromEntra"_s, u"tenantManaged"_s, u"mxAtMicrosoft"_s};
    QTest::newRow("modern authentication that only a token is told of")
        << QByteArray("'ewsOffers': ['Negotiate', 'NTLM'], 'tokensUntold': true, ") + entra << hybrid
        << QString() << u"server"_s
        << QStringList{u"ewsOnOwnHost"_s,    u"versionOfServer"_s, u"ownExchange"_s,
                       u"bearerFromEntra"_s, u"tenantManaged"_s,   u"mxAtMicrosoft"_s};
    QTest::newRow("AD FS without a tenant")
        << adfs << alone << QString() << u"server"_s
        << QStringList{u"noTenant"_s} + own + QStringList{u"bearerFromAdfs"_s};
    QTest::newRow("AD FS with a tenant")
        << adfs << hybrid << QString() << u"server"_s
        << own + QStringList{u"bearerFromAdfs"_s, u"tenantManaged"_s, u"mxAtMicrosoft"_s};
    QTest::newRow("it differs per mailbox")
        << QByteArray("'autodiscover': {'externalUrl': 'https://outlook.office365.com/EWS/Exchange.asmx'}")
        << hybrid << u"mail.adatum.test"_s << u"both"_s
        << QStringList{u"ewsHostsDiffer"_s, u"ewsAtMicrosoft"_s} + own
            + QStringList{u"tenantManaged"_s, u"mxAtMicrosoft"_s};
    QTest::newRow("Exchange Online under a name of their own")
        << QByteArray("'product': 'Online'") << hybrid << u"mail.adatum.test"_s << u"online"_s
        << QStringList{u"ewsAtMicrosoft"_s, u"versionOfOnline"_s, u"tenantManaged"_s, u"mxAtMicrosoft"_s};
}

void TestMailboxHome::aServerOfTheirOwn()
{
    QFETCH(const QByteArray, exchange);
    QFETCH(const QString, domain);
    QFETCH(const QString, typed);
    QFETCH(const QString, verdict);
    QFETCH(const QStringList, reasons);
    TestedWorld tested(world(exchange));
    const auto session = tested.workbench.newSession();
    session->setIntegration(serverOf(domain, typed));
    session->setPassword(SimulatedWorld::password());
    QVERIFY(TestedWorld::runToEnd(*session) != Verdict::Cancelled);
    QCOMPARE(reasonsIn(session->findings()), reasons);
    QCOMPARE(verdictIn(session->findings()), verdict);
    QCOMPARE(session->found().location, verdict);
    QCOMPARE(session->found().locationReasons.size(), reasons.size());
    for (const QString &sentence : session->found().locationReasons)
        QVERIFY2(!sentence.contains(u"%1"_s), qPrintable(sentence));
}

void TestMailboxHome::exchangeOnline_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("reasons");
    const QStringList hints{u"autodiscoverAtMicrosoft"_s, u"tenantManaged"_s, u"mxAtMicrosoft"_s};
    const QStringList there = QStringList{u"ewsAtMicrosoft"_s} + hints;
    QTest::newRow("worldwide") << u"admin@fabrikam.test"_s << u"online"_s << there;
    QTest::newRow("in a national cloud") << u"admin@fabrikam-cn.test"_s << u"online"_s << there;
    QTest::newRow("no mailbox has answered") << u"cloudadmin@fabrikam.test"_s << u"online"_s << hints;
}

// By the mailbox that answers whoever has signed in, and not by a tenant alone.
void TestMailboxHome::exchangeOnline()
{
    QFETCH(const QString, email);
    QFETCH(const QString, verdict);
    QFETCH(const QStringList, reasons);
    MicrosoftPath path(*Scenario::load(u"healthy"_s), {email});
    QVERIFY(path.run());
    QCOMPARE(reasonsIn(path.session().findings()), reasons);
    QCOMPARE(verdictIn(path.session().findings()), verdict);
}

void TestMailboxHome::itIsKnownBeforeAnybodySignsIn_data()
{
    QTest::addColumn<QByteArray>("exchange");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no tokens") << QByteArray() << QString();
    QTest::newRow("Entra") << QByteArray("'tokens': 'entra'") << u"takes sign-ins of Microsoft's cloud"_s;
    QTest::newRow("AD FS") << QByteArray("'tokens': 'adfs'") << u"takes sign-ins of your own AD FS"_s;
}

void TestMailboxHome::itIsKnownBeforeAnybodySignsIn()
{
    QFETCH(const QByteArray, exchange);
    QFETCH(const QString, reason);
    TestedWorld tested(world(exchange));
    const auto session = tested.workbench.newSession();
    session->setIntegration(serverOf(u"adatum.test"_s, {}));
    QSignalSpy discovered(session.get(), &Session::discovered);
    session->discover();
    QVERIFY(discovered.wait(10'000));
    const QString told = session->found().locationReasons.join(u' ');
    QCOMPARE(told.contains(u"sign-ins of"_s), !reason.isEmpty());
    QVERIFY2(told.contains(reason.section(u' ', 1)), qPrintable(told));
}

QTEST_GUILESS_MAIN(TestMailboxHome)
#include "tst_mailboxhome.moc"
