// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/found.h"
#include "support/testedworld.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Apostrophes stand for quotation marks.
Scenario world(QByteArray more)
{
    const QByteArray json = "{'title': 'a test', 'description': 'of this file', " + more + "}";
    return *Scenario::fromJson(QByteArray(json).replace('\'', '"'), u"test"_s);
}

// It shows no version by itself, and tells nobody an address without a login.
const QByteArray exchange2010 = "'exchange': {'product': '2010'}";

QByteArray ewsAnswers(const QByteArray &reply)
{
    return exchange2010 + ", 'http': [{'match': {'path': '/EWS/'}, 'reply': {" + reply + "}}]";
}

// Of one place: how many are asked at all hangs on who is first.
int askedMost(const TestedWorld &tested, const QByteArray &part)
{
    int most = 0;
    for (const QString &name : tested.world.servers()) {
        int count = 0;
        for (const SimRequest &request : tested.world.server(name)->requests())
            count += request.target.contains(part) ? 1 : 0;
        most = std::max(most, count);
    }
    return most;
}

} // namespace

// What a session finds out while the administrator reads on.
class TestEarlyDiscovery : public QObject
{
    Q_OBJECT

private slots:
    void ewsIsLookedForBesideAutodiscover_data();
    void ewsIsLookedForBesideAutodiscover();
    void anEditElsewhereLosesNothing();
    void anotherAccountGetsNothingOfIt();
    void whatIsKnownIsNotAskedTwice();
    void whatWasNotFoundIsAskedAgain();
    void theDomainsAnswerOutlivesAFailure();
    void nothingIsAskedForExchangeOnline();
    void anEditDoesNotStopIt();
    void aCancelStopsIt();
    void aRunKnowsBetter();
};

namespace {

// True once it has said something.
bool discover(Session &session, void (Session::*how)() = &Session::discoverByAddress)
{
    QSignalSpy discovered(&session, &Session::discovered);
    (session.*how)();
    return discovered.wait(10'000);
}

} // namespace

void TestEarlyDiscovery::ewsIsLookedForBesideAutodiscover_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("product");
    const QString beside = u"https://autodiscover.contoso.test/EWS/Exchange.asmx"_s;
    QTest::newRow("no Autodiscover v2") << QByteArray("'exchange': {'product': '2013'}") << beside
                                        << u"Exchange Server 2013 SP1 CU23 with its last security update, "
                                           "build 15.0.1497.48"_s;
    QTest::newRow("the version is shown there alone")
        << ewsAnswers("'status': 401, 'headers': {'WWW-Authenticate': 'NTLM', 'X-OWA-Version': '14.3.513.0'}")
        << beside << u"Exchange Server 2010 SP3, build 14.3.513.0"_s;
    QTest::newRow("no version is shown")
        << ewsAnswers("'status': 401, 'headers': {'WWW-Authenticate': 'NTLM', 'X-FEServer': 'EX1'}") << beside
        << QString();
    QTest::newRow("what is shown is no version")
        << ewsAnswers("'status': 401, 'headers': {'WWW-Authenticate': 'NTLM', 'X-OWA-Version': '<b>15'}")
        << beside << QString();
    QTest::newRow("another server stands there")
        << ewsAnswers("'status': 401, 'headers': {'WWW-Authenticate': 'Basic'}") << QString() << QString();
    QTest::newRow("nothing stands there") << ewsAnswers("'status': 404") << QString() << QString();
}

void TestEarlyDiscovery::ewsIsLookedForBesideAutodiscover()
{
    QFETCH(const QByteArray, more);
    QFETCH(const QString, url);
    QFETCH(const QString, product);
    TestedWorld tested(world(more));
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QVERIFY(discover(*session));
    QCOMPARE(session->found().ewsUrl, QUrl(url));
    QCOMPARE(session->found().product, product);
}

void TestEarlyDiscovery::anEditElsewhereLosesNothing()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QVERIFY(discover(*session));
    Integration edited = session->integration();
    edited.server()->username = u"CONTOSO\\askcody"_s;
    session->setIntegration(edited);
    session->setPassword(SimulatedWorld::password());
    QCOMPARE(session->found().ewsUrl, QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s));
    QVERIFY(!session->found().product.isEmpty());
}

void TestEarlyDiscovery::anotherAccountGetsNothingOfIt()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QVERIFY(discover(*session, &Session::discover));
    QVERIFY(discover(*session));
    Integration edited = session->integration();
    edited.setAccount(u"another@contoso.test"_s);
    session->setIntegration(edited);
    QVERIFY(session->found().ewsUrl.isEmpty());
    QVERIFY(!session->found().product.isEmpty()); // the domain told that
    edited.setAccount(u"askcody@elsewhere.test"_s);
    session->setIntegration(edited);
    QVERIFY(session->found().product.isEmpty() && session->found().discoverySteps.isEmpty());
}

void TestEarlyDiscovery::whatIsKnownIsNotAskedTwice()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    for (const auto how : {&Session::discover, &Session::discoverByAddress}) {
        QSignalSpy discovered(session.get(), &Session::discovered);
        (session.get()->*how)();
        (session.get()->*how)(); // while it is on its way
        QVERIFY(discovered.wait(10'000));
        QTRY_VERIFY(discovered.size() >= 2);
    }
    QTest::qWait(100);
    const int before = tested.world.requestCount();
    for (const auto how : {&Session::discover, &Session::discoverByAddress})
        QVERIFY(discover(*session, how)); // and says so all the same
    QTest::qWait(100);
    QCOMPARE(tested.world.requestCount(), before);
    QCOMPARE(askedMost(tested, "autodiscover.json"), 1);
}

void TestEarlyDiscovery::whatWasNotFoundIsAskedAgain()
{
    // One for each place that is asked, and then all is well.
    TestedWorld tested(
        world("'http': [{'match': {'path': '/autodiscover/', 'times': 3}, 'reply': {'status': 404}}]"));
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QVERIFY(discover(*session));
    QVERIFY(session->found().ewsUrl.isEmpty());
    QVERIFY(discover(*session));
    QVERIFY(!session->found().ewsUrl.isEmpty());
}

void TestEarlyDiscovery::theDomainsAnswerOutlivesAFailure()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QVERIFY(discover(*session, &Session::discover));
    const QString product = session->found().product;
    QVERIFY(!product.isEmpty());
    for (const QString &name : tested.world.servers())
        if (name.contains("contoso.test"_L1))
            tested.world.server(name)->close();
    QVERIFY(discover(*session));
    QCOMPARE(session->found().product, product);
}

void TestEarlyDiscovery::nothingIsAskedForExchangeOnline()
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    Integration online = TestedWorld::integration();
    online.exchange = ExchangeOnline{};
    online.setAccount(u"admin@fabrikam.test"_s);
    session->setIntegration(online);
    session->discoverByAddress();
    QTest::qWait(200);
    QCOMPARE(tested.world.requestCount(), 0);
}

void TestEarlyDiscovery::anEditDoesNotStopIt()
{
    TestedWorld tested;
    tested.world.setLatency(std::chrono::milliseconds(50));
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QSignalSpy discovered(session.get(), &Session::discovered);
    session->discoverByAddress();
    Integration edited = session->integration();
    edited.server()->forbiddenMailbox.clear();
    session->setIntegration(edited);
    QVERIFY(discovered.wait(10'000));
    QVERIFY(!session->found().ewsUrl.isEmpty());
}

void TestEarlyDiscovery::aCancelStopsIt()
{
    TestedWorld tested;
    tested.world.setLatency(std::chrono::milliseconds(50));
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    QSignalSpy discovered(session.get(), &Session::discovered);
    session->discover();
    session->discoverByAddress();
    session->cancel();
    QVERIFY(!discovered.wait(200));
    Integration edited = session->integration();
    session->discoverByAddress();
    edited.setAccount(u"another@contoso.test"_s); // it was about somebody else
    session->setIntegration(edited);
    QVERIFY(!discovered.wait(200));
}

void TestEarlyDiscovery::aRunKnowsBetter()
{
    TestedWorld tested(world("'exchange': {'product': '2013'}"));
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    QVERIFY(discover(*session));
    QCOMPARE(session->found().ewsUrl.host(), u"autodiscover.contoso.test"_s);
    QVERIFY(TestedWorld::runToEnd(*session) != Verdict::Fail);
    QCOMPARE(session->found().ewsUrl.host(), u"mail.contoso.test"_s);
}

QTEST_GUILESS_MAIN(TestEarlyDiscovery)
#include "tst_earlydiscovery.moc"
