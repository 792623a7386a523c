// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livedoor.h"
#include "net/liveroutefinder.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QUrl target(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);

ProxySettings manual(quint16 port, const QString &user = {})
{
    return {ProxySettings::Mode::Manual, Route::Kind::HttpProxy, u"127.0.0.1"_s, port, user,
            Secret("proxy-pw")};
}

// An HTTP proxy: a CONNECT leads to the given server whatever name it says.
struct Proxy
{
    explicit Proxy(quint16 leadsTo, bool wantsLogin = false, int status = 200,
                   const QByteArray &offer = "Basic realm=\"proxy\"")
        : server([leadsTo, wantsLogin, status, offer](const SimRequest &request) {
            SimReply reply;
            const bool isLoggedIn =
                request.header("Proxy-Authorization") == "Basic " + QByteArray("adele:proxy-pw").toBase64();
            if (wantsLogin && !isLoggedIn) {
                reply.status = 407;
                reply.headers += SimHeader{"Proxy-Authenticate", offer};
            } else if (status != 200) {
                reply.status = status;
            } else {
                reply.tunnelPort = leadsTo;
            }
            return reply;
        })
    {}

    LoopbackServer server;
};

HandshakeQuery handshakeVia(const Route &route)
{
    HandshakeQuery query;
    query.host = LoopbackWorld::name();
    query.address = u"192.0.2.1"_s; // must be ignored: the proxy resolves
    query.route = route;
    query.extraRoot = LoopbackWorld::authority().rootPem();
    query.deadline = std::chrono::seconds(5);
    return query;
}

ExchangeQuery exchangeQuery()
{
    ExchangeQuery query;
    query.method = "POST";
    query.url = LoopbackWorld::url();
    query.body = "<question/>";
    query.extraRoot = LoopbackWorld::authority().rootPem();
    query.credential = Credential{Credential::Scheme::Basic, u"svc"_s, u"svc"_s, Secret("secret")};
    query.deadline = std::chrono::seconds(5);
    return query;
}

ExchangeQuery anonymousQuery()
{
    ExchangeQuery query = exchangeQuery();
    query.credential.reset();
    return query;
}

qsizetype presentedTo(const LoopbackServer &proxy)
{
    const QList<SimRequest> &requests = proxy.requests();
    return std::count_if(requests.begin(), requests.end(), [](const SimRequest &request) {
        return !request.header("Proxy-Authorization").isEmpty();
    });
}

Route routeTo(const Proxy &proxy)
{
    return {Route::Kind::HttpProxy, u"127.0.0.1"_s, proxy.server.serverPort(), {}, {}};
}

} // namespace

class TestRoutes : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void settingsComeFirst();
    void theSystemIsAskedOnceAndElsewhere();
    void eachPlaceIsAskedFor();
    void forgottenRoutesAreAskedAgain();
    void aLoginOfTheSystemsProxyIsKeptApart();
    void theEnvironmentIsHonoured_data();
    void theEnvironmentIsHonoured();
    void aHangingSystemEndsAtTheDeadline();
    void aNewRunTellsWhoeverWaits_data();
    void aNewRunTellsWhoeverWaits();
    void handshakesGoThroughTheProxy();
    void exchangesGoThroughTheProxy();
    void anonymousExchangesGoThroughTheProxy();
    void theProxysLoginIsItsOwn();
    void aRefusedLoginIsNotPresentedAgain();
    void anUnansweredLoginIsNotPresentedAgain_data();
    void anUnansweredLoginIsNotPresentedAgain();
    void aPlainRequestSaysNothingAboutTheLogin();
    void aSlowProxyIsNotABrokenOne();
    void proxiesThatRefuseAreTold_data();
    void proxiesThatRefuseAreTold();
    void anonymousExchangesAreToldToo_data();
    void anonymousExchangesAreToldToo();
    void aNewPressPresentsTheLoginOnce_data();
    void aNewPressPresentsTheLoginOnce();
    void aProxyThatWantsNtlmIsToldAtOnce();
    void absentProxiesAreTold();
    void untrustedCertificatesBehindAProxySendNothing();
};

void TestRoutes::cleanup()
{
    for (const char *name : {"https_proxy", "http_proxy", "all_proxy"})
        qunsetenv(name);
    qputenv("no_proxy", "127.0.0.1");
}

void TestRoutes::settingsComeFirst()
{
    LiveDoor direct({ProxySettings::Mode::Direct, {}, {}, 0, {}, {}});
    const auto none = outcomeOf<Route>(*direct.findRoute({{}, target}));
    QVERIFY(none && none->isDirect());
    QCOMPARE(none->source, u"settings"_s);
    LiveDoor door(manual(3128));
    const auto route = outcomeOf<Route>(*door.findRoute({{}, target}));
    QVERIFY(route && route->kind == Route::Kind::HttpProxy);
    QCOMPARE(route->proxyHost, u"127.0.0.1"_s);
    QCOMPARE(route->proxyPort, 3128);
    QVERIFY(route->stamp.startedAt.isValid());
}

void TestRoutes::theSystemIsAskedOnceAndElsewhere()
{
    std::atomic<int> asked = 0;
    std::atomic<QThread *> thread = nullptr;
    RouteBook book({}, [&](const QNetworkProxyQuery &) {
        ++asked;
        thread = QThread::currentThread();
        return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.contoso.test"_s, 8080)};
    });
    std::vector<std::unique_ptr<LiveRouteFinder>> finders;
    QList<Result<Route>> found;
    for (int i = 0; i < 5; ++i) {
        finders.push_back(std::make_unique<LiveRouteFinder>(RouteQuery{{}, target}, book));
        connect(finders.back().get(), &RouteFinder::finished, this,
                [&found](const Result<Route> &route) { found.append(route); });
        finders.back()->start();
    }
    QTRY_COMPARE(found.size(), 5);
    QCOMPARE(found.first()->proxyHost, u"proxy.contoso.test"_s);
    QCOMPARE(found.first()->source, u"system"_s);
    LiveRouteFinder later(RouteQuery{{}, target}, book);
    QVERIFY(outcomeOf<Route>(later));
    QCOMPARE(asked, 1);
    QVERIFY(thread != QThread::currentThread());
}

void TestRoutes::eachPlaceIsAskedFor()
{
    std::atomic<int> asked = 0;
    RouteBook book({}, [&asked](const QNetworkProxyQuery &query) {
        ++asked;
        return QList<QNetworkProxy>{query.url().host() == "inside.contoso.test"_L1
                                        ? QNetworkProxy(QNetworkProxy::NoProxy)
                                        : QNetworkProxy(QNetworkProxy::Socks5Proxy, u"socks"_s, 1080)};
    });
    for (const char *url : {"https://mail.contoso.test/", "https://mail.contoso.test:8443/",
                            "http://mail.contoso.test/", "https://mail.contoso.test/again"}) {
        LiveRouteFinder finder(RouteQuery{{}, QUrl(QString::fromLatin1(url))}, book);
        const auto route = outcomeOf<Route>(finder);
        QVERIFY(route && route->kind == Route::Kind::SocksProxy);
    }
    QCOMPARE(asked, 3);
    LiveRouteFinder inside(RouteQuery{{}, QUrl(u"https://inside.contoso.test/"_s)}, book);
    const auto route = outcomeOf<Route>(inside);
    QVERIFY(route && route->isDirect());
}

void TestRoutes::forgottenRoutesAreAskedAgain()
{
    std::atomic<int> asked = 0;
    RouteBook book({}, [&asked](const QNetworkProxyQuery &) {
        ++asked;
        return QList<QNetworkProxy>();
    });
    LiveRouteFinder finder(RouteQuery{{}, target}, book);
    QVERIFY(outcomeOf<Route>(finder));
    book.forget();
    QVERIFY(!book.known(target));
    QVERIFY(outcomeOf<Route>(finder));
    QCOMPARE(asked, 2);
}

void TestRoutes::aLoginOfTheSystemsProxyIsKeptApart()
{
    const QNetworkProxy named(QNetworkProxy::HttpProxy, u"proxy"_s, 8080, u"adele"_s, u"pw"_s);
    RouteBook book({}, [named](const QNetworkProxyQuery &) { return QList<QNetworkProxy>{named}; });
    LiveRouteFinder finder(RouteQuery{{}, target}, book);
    const auto route = outcomeOf<Route>(finder);
    QVERIFY(route);
    QCOMPARE(book.proxy(*route).user(), u"adele"_s);
    QCOMPARE(book.proxy(*route).password(), u"pw"_s);
    QCOMPARE(book.proxy(Route()).type(), QNetworkProxy::NoProxy);
}

void TestRoutes::theEnvironmentIsHonoured_data()
{
    QTest::addColumn<QByteArray>("noProxy");
    QTest::addColumn<bool>("direct");
    QTest::newRow("proxy") << QByteArray("localhost") << false;
    QTest::newRow("excepted host") << QByteArray("localhost,mail.contoso.test") << true;
    QTest::newRow("excepted domain") << QByteArray(".contoso.test") << true;
}

void TestRoutes::theEnvironmentIsHonoured()
{
#ifndef Q_OS_LINUX
    QSKIP("The environment names proxies on Linux.");
#endif
    QFETCH(const QByteArray, noProxy);
    QFETCH(const bool, direct);
    qputenv("https_proxy", "http://proxy.contoso.test:8080");
    qputenv("no_proxy", noProxy);
    LiveDoor door;
    const auto route = outcomeOf<Route>(*door.findRoute({{}, target}));
    QVERIFY2(route, qPrintable(codeOf(route)));
    QCOMPARE(route->isDirect(), direct);
    QCOMPARE(route->source, u"environment"_s);
    if (!direct) {
        QCOMPARE(route->proxyHost, u"proxy.contoso.test"_s);
        QCOMPARE(route->proxyPort, 8080);
    }
}

// Nor does the end of this program wait for it.
void TestRoutes::aHangingSystemEndsAtTheDeadline()
{
    RouteBook book({}, [](const QNetworkProxyQuery &query) {
        if (query.url().host() != "other.contoso.test"_L1)
            QThread::sleep(60);
        return QList<QNetworkProxy>();
    });
    LiveRouteFinder finder(RouteQuery{{}, target, std::chrono::milliseconds(100)}, book);
    for (int i = 0; i < 10; ++i)
        book.ask(QUrl(u"https://mail%1.contoso.test/"_s.arg(i)));
    const auto result = outcomeOf<Route>(finder);
    LiveRouteFinder other(RouteQuery{{}, QUrl(u"https://other.contoso.test/"_s), std::chrono::seconds(5)},
                          book);
    QVERIFY(outcomeOf<Route>(other)); // those that hang do not keep it from its turn
    QCOMPARE(codeOf(result), u"PROXY_LOOKUP_TIMEOUT"_s);
    QCOMPARE(result.problem().facts.value("host"_L1).toString(), u"mail.contoso.test"_s);
}

void TestRoutes::aNewRunTellsWhoeverWaits_data()
{
    QTest::addColumn<bool>("newSettings");
    QTest::newRow("a new run") << false;
    QTest::newRow("a proxy is named") << true;
}

// The portal's sign-in goes through the door of the checks, and may wait when they begin.
void TestRoutes::aNewRunTellsWhoeverWaits()
{
    QFETCH(const bool, newSettings);
    QSemaphore go;
    RouteBook book({}, [&go](const QNetworkProxyQuery &) {
        go.acquire();
        return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 8080)};
    });
    LiveRouteFinder finder(RouteQuery{{}, target, std::chrono::seconds(3)}, book);
    QTimer::singleShot(50, this, [&] {
        if (newSettings)
            book.use(manual(8080));
        else
            book.forget();
        go.release();
    });
    const auto route = outcomeOf<Route>(finder);
    QVERIFY2(route, qPrintable(codeOf(route)));
    QCOMPARE(route->proxyPort, 8080);
    QCOMPARE(route->source, newSettings ? u"settings"_s : u"system"_s);
}

void TestRoutes::handshakesGoThroughTheProxy()
{
    LoopbackWorld world;
    const Proxy proxy(world.server.serverPort());
    LiveDoor door;
    const auto result = outcomeOf<HandshakeAnswer>(*door.handshake(handshakeVia(routeTo(proxy))));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QVERIFY(result->isTrusted());
    QCOMPARE(result->stamp.proxy, u"127.0.0.1:%1"_s.arg(proxy.server.serverPort()));
    QVERIFY(result->stamp.address.isEmpty());
    QCOMPARE(proxy.server.requests().first().method, QByteArray("CONNECT"));
    QCOMPARE(proxy.server.requests().first().target, QByteArray("mail.contoso.test:443"));
}

void TestRoutes::exchangesGoThroughTheProxy()
{
    LoopbackWorld world;
    const Proxy proxy(world.server.serverPort());
    LiveDoor door(manual(proxy.server.serverPort()));
    ExchangeQuery query = exchangeQuery();
    query.address = u"192.0.2.1"_s;
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(query));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(result->stamp.proxy, u"127.0.0.1:%1"_s.arg(proxy.server.serverPort()));
    QVERIFY(result->stamp.address.isEmpty());
    QCOMPARE(proxy.server.requests().first().target, QByteArray("mail.contoso.test:443"));
    QVERIFY(proxy.server.requests().first().header("Authorization").isEmpty());
    QCOMPARE(world.server.requestCount(), 1);
    QVERIFY(world.server.requests().first().header("Proxy-Authorization").isEmpty());
}

// The tunnel stays for the next one.
void TestRoutes::anonymousExchangesGoThroughTheProxy()
{
    for (const bool wantsLogin : {false, true}) {
        LoopbackWorld world([](const SimRequest &) { return simReply(401, "text/plain", "who?"); });
        const Proxy proxy(world.server.serverPort(), wantsLogin);
        LiveDoor door(manual(proxy.server.serverPort(), wantsLogin ? u"adele"_s : QString()));
        ExchangeQuery query = anonymousQuery();
        query.address = u"192.0.2.1"_s;
        for (int i = 1; i <= 3; ++i) {
            const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(query));
            QVERIFY2(result, qPrintable(codeOf(result)));
            QCOMPARE(result->status, 401);
            QCOMPARE(result->stamp.proxy, u"127.0.0.1:%1"_s.arg(proxy.server.serverPort()));
            QVERIFY(result->stamp.address.isEmpty());
            QCOMPARE(world.server.requestCount(), i);
        }
        QCOMPARE(world.server.connectionCount(), wantsLogin ? 1 : 2); // whether one is wanted was asked first
        QCOMPARE(proxy.server.requests().last().target, QByteArray("mail.contoso.test:443"));
        QCOMPARE(presentedTo(proxy.server), wantsLogin ? 1 : 0);
        for (const SimRequest &request : world.server.requests())
            QVERIFY(request.header("Proxy-Authorization").isEmpty());
    }
}

void TestRoutes::theProxysLoginIsItsOwn()
{
    LoopbackWorld world;
    const Proxy proxy(world.server.serverPort(), true);
    LiveDoor door(manual(proxy.server.serverPort(), u"adele"_s));
    const auto result = outcomeOf<ExchangeAnswer>(*door.exchange(exchangeQuery()));
    QVERIFY2(result, qPrintable(codeOf(result)));
    QCOMPARE(world.server.requestCount(), 1);
    const auto handshake = outcomeOf<HandshakeAnswer>(*door.handshake(handshakeVia(routeTo(proxy))));
    QVERIFY2(handshake, qPrintable(codeOf(handshake)));
}

// To a proxy, one login is like another, whatever it is to lead to.
void TestRoutes::aRefusedLoginIsNotPresentedAgain()
{
    for (const bool byNtlmFirst : {false, true}) {
        LoopbackWorld world;
        const Proxy proxy(world.server.serverPort(), true);
        LiveDoor door(manual(proxy.server.serverPort(), u"somebody"_s));
        for (int i = 0; i < 4; ++i) {
            ExchangeQuery query = exchangeQuery();
            if ((i % 2 == 0) == byNtlmFirst)
                query.credential->scheme = Credential::Scheme::Ntlm;
            QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(query))), u"PROXY_407"_s);
            QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(anonymousQuery()))), u"PROXY_407"_s);
        }
        QCOMPARE(presentedTo(proxy.server), 1);
        QCOMPARE(world.server.connectionCount(), 0);
    }
}

void TestRoutes::anUnansweredLoginIsNotPresentedAgain_data()
{
    QTest::addColumn<SimReply::Fault>("fault");
    QTest::addColumn<bool>("cancelled");
    QTest::newRow("silent") << SimReply::Fault::Silent << false;
    QTest::newRow("cancelled meanwhile") << SimReply::Fault::Silent << true;
    QTest::newRow("closes") << SimReply::Fault::CloseBeforeAnswer << false;
}

// Some proxies do not answer a wrong password; an account is locked by it all the same.
void TestRoutes::anUnansweredLoginIsNotPresentedAgain()
{
    QFETCH(const SimReply::Fault, fault);
    QFETCH(const bool, cancelled);
    int presented = 0;
    LoopbackServer proxy([&presented, fault](const SimRequest &request) {
        SimReply reply;
        reply.status = 407;
        reply.headers += SimHeader{"Proxy-Authenticate", "Basic realm=\"proxy\""};
        if (!request.header("Proxy-Authorization").isEmpty()) {
            ++presented;
            reply.fault = fault;
        }
        return reply;
    });
    LiveDoor door(manual(proxy.serverPort(), u"adele"_s));
    for (int i = 0; i < 3; ++i) {
        ExchangeQuery query = exchangeQuery();
        query.deadline = cancelled ? std::chrono::seconds(10) : std::chrono::seconds(1);
        if (i == 1)
            query.credential->scheme = Credential::Scheme::Ntlm;
        const auto exchange = door.exchange(query);
        if (!cancelled || i > 0) {
            QVERIFY(!outcomeOf<ExchangeAnswer>(*exchange));
            continue;
        }
        exchange->start();
        QTRY_COMPARE(presented, 1);
        exchange->cancel();
    }
    HandshakeQuery query = handshakeVia({Route::Kind::HttpProxy, u"127.0.0.1"_s, proxy.serverPort(), {}, {}});
    query.deadline = std::chrono::seconds(1);
    QVERIFY(!outcomeOf<HandshakeAnswer>(*door.handshake(query)));
    QCOMPARE(presented, 1);
}

// Over http Qt presents none: that a request was sent, or was not, says nothing about the login.
void TestRoutes::aPlainRequestSaysNothingAboutTheLogin()
{
    for (const SimReply::Fault fault : {SimReply::Fault::None, SimReply::Fault::Silent}) {
        int presented = 0;
        LoopbackServer proxy([&presented, fault](const SimRequest &request) {
            SimReply reply;
            reply.status = 407;
            reply.headers += SimHeader{"Proxy-Authenticate", "Basic realm=\"proxy\""};
            reply.fault = request.method == "GET" ? fault : SimReply::Fault::None;
            presented += request.header("Proxy-Authorization").isEmpty() ? 0 : 1;
            return reply;
        });
        LiveDoor door(manual(proxy.serverPort(), u"adele"_s));
        ExchangeQuery plain;
        plain.method = "GET";
        plain.url = QUrl(u"http://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s);
        plain.withoutSecrets = true;
        plain.deadline = std::chrono::milliseconds(500);
        QCOMPARE(outcomeOf<ExchangeAnswer>(*door.exchange(plain)).hasValue(), fault == SimReply::Fault::None);
        QCOMPARE(presented, 0);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(exchangeQuery()))), u"PROXY_407"_s);
        QCOMPARE(presented, 1);
    }
}

// It says so to Qt, which keeps it to itself, and takes its time when it is asked once more.
void TestRoutes::aSlowProxyIsNotABrokenOne()
{
    LoopbackServer proxy([](const SimRequest &request) {
        SimReply reply;
        reply.status = 504;
        if (request.header("User-Agent") == "AskCody-Exchange-Setup")
            reply.delay = std::chrono::seconds(20);
        return reply;
    });
    const Route route{Route::Kind::HttpProxy, u"127.0.0.1"_s, proxy.serverPort(), {}, {}};
    LiveDoor door(manual(proxy.serverPort()));
    HandshakeQuery query = handshakeVia(route);
    query.deadline = std::chrono::seconds(10);
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(query))), u"PROXY_CONNECT_FAILED"_s);
    QVERIFY(proxy.requestCount() >= 2);
}

void TestRoutes::proxiesThatRefuseAreTold_data()
{
    QTest::addColumn<bool>("wantsLogin");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("code");
    QTest::newRow("407, no login") << true << 200 << QString() << u"PROXY_407"_s;
    QTest::newRow("407, wrong login") << true << 200 << u"somebody"_s << u"PROXY_407"_s;
    QTest::newRow("forbidden") << false << 403 << QString() << u"PROXY_DENIED"_s;
    QTest::newRow("target not found") << false << 404 << QString() << u"PROXY_CONNECT_FAILED"_s;
    QTest::newRow("target not reached") << false << 503 << QString() << u"PROXY_CONNECT_FAILED"_s;
    QTest::newRow("gateway") << false << 502 << QString() << u"PROXY_CONNECT_FAILED"_s;
}

void TestRoutes::proxiesThatRefuseAreTold()
{
    QFETCH(const bool, wantsLogin);
    QFETCH(const int, status);
    QFETCH(const QString, user);
    QFETCH(const QString, code);
    LoopbackWorld world;
    const Proxy proxy(world.server.serverPort(), wantsLogin, status);
    LiveDoor door(manual(proxy.server.serverPort(), user));
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(handshakeVia(routeTo(proxy))))), code);
    const auto exchanged = outcomeOf<ExchangeAnswer>(*door.exchange(exchangeQuery()));
    QCOMPARE(codeOf(exchanged), code);
    QCOMPARE(exchanged.problem().facts["proxyStatus"_L1].toInt(), wantsLogin ? 407 : status);
    if (wantsLogin)
        QCOMPARE(exchanged.problem().facts["loginSent"_L1].toBool(), !user.isEmpty());
    QCOMPARE(world.server.connectionCount(), 0);
    // One attempt each: a question without the login, at most one with it; and each asks once why.
    QVERIFY2(proxy.server.requestCount() <= 6, QByteArray::number(proxy.server.requestCount()).constData());
    int presented = 0;
    for (const SimRequest &request : proxy.server.requests())
        presented += request.header("Proxy-Authorization").isEmpty() ? 0 : 1;
    QCOMPARE(presented, user.isEmpty() ? 0 : 1); // what was refused once is not shown again
}

void TestRoutes::anonymousExchangesAreToldToo_data()
{
    proxiesThatRefuseAreTold_data();
}

void TestRoutes::anonymousExchangesAreToldToo()
{
    QFETCH(const bool, wantsLogin);
    QFETCH(const int, status);
    QFETCH(const QString, user);
    QFETCH(const QString, code);
    LoopbackWorld world;
    const Proxy proxy(world.server.serverPort(), wantsLogin, status);
    LiveDoor door(manual(proxy.server.serverPort(), user));
    for (int i = 0; i < 2; ++i) {
        const auto exchanged = outcomeOf<ExchangeAnswer>(*door.exchange(anonymousQuery()));
        QCOMPARE(codeOf(exchanged), code);
        const QJsonObject facts = exchanged.problem().facts;
        QCOMPARE(facts["proxyStatus"_L1].toInt(), wantsLogin ? 407 : status);
        QCOMPARE(facts["proxy"_L1].toString(), u"127.0.0.1:%1"_s.arg(proxy.server.serverPort()));
        if (wantsLogin)
            QCOMPARE(facts["loginSent"_L1].toBool(), !user.isEmpty());
    }
    QCOMPARE(world.server.connectionCount(), 0);
    QCOMPARE(presentedTo(proxy.server), user.isEmpty() ? 0 : 1);
    QVERIFY2(proxy.server.requestCount() <= 6, QByteArray::number(proxy.server.requestCount()).constData());
}

void TestRoutes::aNewPressPresentsTheLoginOnce_data()
{
    QTest::addColumn<ExchangeQuery>("query");
    QTest::newRow("anonymous") << anonymousQuery();
    QTest::newRow("with a login") << exchangeQuery();
    ExchangeQuery ntlm = exchangeQuery();
    ntlm.credential->scheme = Credential::Scheme::Ntlm;
    QTest::newRow("by NTLM") << ntlm;
}

// At the proxy the password was corrected meanwhile, or was not.
void TestRoutes::aNewPressPresentsTheLoginOnce()
{
    QFETCH(const ExchangeQuery, query);
    LoopbackWorld world;
    bool isKnown = false;
    LoopbackServer proxy([&](const SimRequest &request) {
        SimReply reply;
        if (isKnown && !request.header("Proxy-Authorization").isEmpty()) {
            reply.tunnelPort = world.server.serverPort();
        } else {
            reply.status = 407;
            reply.headers += SimHeader{"Proxy-Authenticate", "Basic realm=\"proxy\""};
        }
        return reply;
    });
    LiveDoor door(manual(proxy.serverPort(), u"adele"_s));
    const auto ask = [&] { return codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(query))); };
    for (int press = 1; press <= 2; ++press) {
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask(), u"PROXY_407"_s);
        QCOMPARE(presentedTo(proxy), press);
        door.beginPress();
    }
    isKnown = true;
    QCOMPARE(ask(), QString());
    QCOMPARE(presentedTo(proxy), 3);
    QVERIFY(world.server.requestCount() > 0);
}

// Without a login Qt would repeat NTLM's first message until the time is up.
void TestRoutes::aProxyThatWantsNtlmIsToldAtOnce()
{
    LoopbackWorld world;
    const Proxy proxy(world.server.serverPort(), true, 200, "NTLM");
    LiveDoor door(manual(proxy.server.serverPort()));
    QElapsedTimer elapsed;
    elapsed.start();
    const auto secured = outcomeOf<HandshakeAnswer>(*door.handshake(handshakeVia(routeTo(proxy))));
    QCOMPARE(codeOf(secured), u"PROXY_407"_s);
    QCOMPARE(secured.problem().facts["proxyOffers"_L1].toArray(), QJsonArray{u"NTLM"_s});
    const auto exchanged = outcomeOf<ExchangeAnswer>(*door.exchange(exchangeQuery()));
    QCOMPARE(codeOf(exchanged), u"PROXY_407"_s);
    QCOMPARE(exchanged.problem().facts["proxyOffers"_L1].toArray(), QJsonArray{u"NTLM"_s});
    const auto asked = outcomeOf<ExchangeAnswer>(*door.exchange(anonymousQuery()));
    QCOMPARE(codeOf(asked), u"PROXY_407"_s);
    QCOMPARE(asked.problem().facts["proxyOffers"_L1].toArray(), QJsonArray{u"NTLM"_s});
    QVERIFY2(elapsed.elapsed() < 3000, QByteArray::number(elapsed.elapsed()).constData());
    QCOMPARE(world.server.connectionCount(), 0);
    for (const SimRequest &request : proxy.server.requests())
        QVERIFY(request.header("Authorization").isEmpty());
}

void TestRoutes::absentProxiesAreTold()
{
    quint16 port = 0;
    {
        const Proxy gone(1);
        port = gone.server.serverPort();
    }
    LiveDoor door(manual(port));
    const Route route{Route::Kind::HttpProxy, u"127.0.0.1"_s, port, {}, {}};
    QCOMPARE(codeOf(outcomeOf<HandshakeAnswer>(*door.handshake(handshakeVia(route)))),
             u"PROXY_UNREACHABLE"_s);
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(exchangeQuery()))), u"PROXY_CONNECT_FAILED"_s);
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(anonymousQuery()))), u"PROXY_UNREACHABLE"_s);
}

void TestRoutes::untrustedCertificatesBehindAProxySendNothing()
{
    LoopbackWorld world([](const SimRequest &) { return SimReply(); }, CertificateFlaw::SelfSigned);
    const Proxy proxy(world.server.serverPort());
    LiveDoor door(manual(proxy.server.serverPort()));
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(exchangeQuery()))), u"TLS_SELF_SIGNED"_s);
    QCOMPARE(codeOf(outcomeOf<ExchangeAnswer>(*door.exchange(anonymousQuery()))), u"TLS_SELF_SIGNED"_s);
    QCOMPARE(world.server.requestCount(), 0);
}

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
