// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "exchange/httpverdict.h"
#include "exchange/ntlm.h"
#include "net/middleboxes.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QtEndian>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

using Kind = HttpVerdict::Kind;

const QUrl ews(u"https://mail.contoso.com/EWS/Exchange.asmx"_s);
const HttpHeaders exchange{{"X-FEServer", "EX1"}, {"request-id", "id-1"}};

ExchangeAnswer answer(int status, const HttpHeaders &headers = {}, const QByteArray &body = "<html>no</html>")
{
    ExchangeAnswer result;
    result.status = status;
    result.headers = headers;
    result.body = body;
    return result;
}

HttpHeaders location(const QByteArray &target)
{
    return {{"Location", target}};
}

QByteArray challenge(const QList<std::pair<quint16, QString>> &names)
{
    QByteArray info;
    const auto number = [](quint16 value) {
        QByteArray bytes(2, '\0');
        qToLittleEndian(value, bytes.data());
        return bytes;
    };
    for (const auto &[kind, name] : names) {
        QByteArray value;
        for (const QChar c : name)
            value += number(c.unicode());
        info += number(kind) + number(static_cast<quint16>(value.size())) + value;
    }
    info += QByteArray(4, '\0');
    QByteArray message("NTLMSSP\0\2\0\0\0", 12);
    message += QByteArray(28, '\0'); // target name, flags, challenge, reserved
    message += number(static_cast<quint16>(info.size())) + number(static_cast<quint16>(info.size()))
        + QByteArray("\x30\0\0\0", 4);
    return message + info;
}

} // namespace

class TestHttpVerdict : public QObject
{
    Q_OBJECT

private slots:
    void problems_data();
    void problems();
    void aHeadingThatGoesOnWithTheTitleIsTold();
    void xmlIsLeftToTheParser_data();
    void xmlIsLeftToTheParser();
    void offersBeforeTheLogin();
    void factsTellWhoAnswered();
    void microsoftsHosts();
    void offers_data();
    void offers();
    void hostileOffersAreSurvived();
    void ntlmTellsTheDomain();
    void hostileChallengesAreSurvived();
    void whoStandsInFront_data();
    void whoStandsInFront();
};

void TestHttpVerdict::problems_data()
{
    QTest::addColumn<ExchangeAnswer>("given");
    QTest::addColumn<QString>("code");
    const HttpHeaders basic{{"WWW-Authenticate", "Basic realm=\"x\""}};
    QTest::newRow("page") << answer(200) << QString(Code::Http200Html);
    QTest::newRow("XHTML page") << answer(200, {}, "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns='x'/>")
                                << QString(Code::Http200Html);
    QTest::newRow("page that begins with a comment")
        << answer(200, {}, "<!-- Copyright 1999-2026 F5 --><html><body>hello</body></html>")
        << QString(Code::Http200Html);
    QTest::newRow("sign-in form that begins with a script")
        << answer(200, {}, "<script>top.location='/'</script><form><input type=\"password\"></form>")
        << QString(Code::Http200Preauth);
    QTest::newRow("page that begins with its head")
        << answer(200, {}, "<head><title>Filter</title></head><body>blocked</body>")
        << QString(Code::Http200Html);
    QTest::newRow("XHTML page behind comments") << answer(
        200, {}, "<?xml version=\"1.0\"?>\n<!-- " + QByteArray(900, 'x') + " -->\n<html xmlns='x'/>")
                                                << QString(Code::Http200Html);
    QTest::newRow("error page with 500")
        << answer(500, {}, "<!-- envelope --><body>Envelope</body>") << QString(Code::Http500Aspnet);
    QTest::newRow("sign-in form") << answer(200, {}, "<html><form><input type=\"password\"></form></html>")
                                  << QString(Code::Http200Preauth);
    QTest::newRow("hot spot") << answer(200, {}, "<html><!-- <WISPAccessGatewayParam> --></html>")
                              << QString(Code::CaptivePortal);
    QTest::newRow("hot spot, as RFC 6585 has it") << answer(511) << QString(Code::CaptivePortal);
    QTest::newRow("redirect to a hot spot")
        << answer(302, location("http://192.168.8.1/hotspot/login")) << QString(Code::CaptivePortal);
    QTest::newRow("redirect to a guest network")
        << answer(302, location("http://guest.hotel.example/start")) << QString(Code::CaptivePortal);
    QTest::newRow("encrypted redirect is nobody's hot spot")
        << answer(302, location("https://portal.contoso.com/")) << QString(Code::Http302Elsewhere);
    QTest::newRow("client certificate wanted by IIS")
        << answer(403, {}, "<h2>403.7 - Forbidden: Client certificate required.</h2>")
        << QString(Code::TlsClientCertificate);
    QTest::newRow("client certificate wanted by nginx")
        << answer(400, {}, "<html><title>400 No required SSL certificate was sent</title></html>")
        << QString(Code::TlsClientCertificate);
    QTest::newRow("empty") << answer(200, {}, " ") << QString(Code::AnswerEmpty);
    QTest::newRow("OWA") << answer(302, location("/owa/auth/logon.aspx?url=x")) << QString(Code::Http302Owa);
    QTest::newRow("AD FS") << answer(302, location("https://adfs.contoso.com/adfs/ls/?wa=x"))
                           << QString(Code::Http302Preauth);
    QTest::newRow("F5") << answer(302, location("/my.policy")) << QString(Code::Http302Preauth);
    QTest::newRow("Forefront TMG") << answer(302, location("/CookieAuth.dll?GetLogon?curl=Z2FEWS"))
                                   << QString(Code::Http302Preauth);
    QTest::newRow("Kemp") << answer(302, location("/lm_auth_proxy?DisplayLoginForm=1"))
                          << QString(Code::Http302Preauth);
    QTest::newRow("Keycloak") << answer(
        302, location("https://id.contoso.com/realms/x/protocol/openid-connect/auth"))
                              << QString(Code::Http302Preauth);
    QTest::newRow("PingFederate") << answer(302, location("https://id.contoso.com/as/authorization.oauth2"))
                                  << QString(Code::Http302Preauth);
    QTest::newRow("a host whose name says what it is for")
        << answer(302, location("https://sso.contoso.com/start")) << QString(Code::Http302Preauth);
    QTest::newRow("EWS at another host") << answer(302, location("https://new.contoso.com/EWS/Exchange.asmx"))
                                         << QString(Code::Http302Elsewhere);
    QTest::newRow("403 with the id of Exchange and the web server's name")
        << answer(403, {{"request-id", "id-1"}, {"Server", "Microsoft-IIS/10.0"}})
        << QString(Code::Http403OnpremEwsAccess);
    QTest::newRow("403 with the id of Exchange and the version of its platform")
        << answer(403, {{"request-id", "id-1"}, {"X-AspNet-Version", "4.0.30319"}})
        << QString(Code::Http403OnpremEwsAccess);
    QTest::newRow("403 with the id of some service")
        << answer(403, {{"request-id", "id-1"}, {"Server", "nginx"}}) << QString(Code::Http403IpOrWaf);
    QTest::newRow("generic error") << answer(
        302, location("/ews/genericerrorpage.htm?aspxerrorpath=/EWS/Exchange.asmx"))
                                   << QString(Code::Http302GenericError);
    QTest::newRow("insecure") << answer(301, location("http://mail.contoso.com/EWS/Exchange.asmx"))
                              << QString(Code::Http302Insecure);
    QTest::newRow("elsewhere") << answer(307, location("https://www.contoso.com/"))
                               << QString(Code::Http302Elsewhere);
    QTest::newRow("redirect to nothing") << answer(302) << QString(Code::Http302Elsewhere);
    QTest::newRow("no Basic") << answer(401,
                                        {{"WWW-Authenticate", "Negotiate"}, {"WWW-Authenticate", "NTLM"}})
                              << QString(Code::Http401BasicNotOffered);
    QTest::newRow("rejected") << answer(401, basic) << QString(Code::Http401BasicRejected);
    QTest::newRow("no offers") << answer(401) << QString(Code::Http401NoOffers);
    QTest::newRow("online") << answer(
        401, {{"WWW-Authenticate", "Basic realm=\"\""}, {"ms-diagnostics-public", "Use Modern Auth"}})
                            << QString(Code::Http401ExoBasic);
    QTest::newRow("disabled") << answer(
        403, {{"X-EWS-Policy-Reason", "EWS is disabled for this user or tenant"}}, {})
                              << QString(Code::Http403EwsDisabled);
    QTest::newRow("blocked") << answer(
        403, {{"X-EWS-Policy-Reason", "EWS is blocked by policy for this user or tenant"}}, {})
                             << QString(Code::Http403EwsBlockedByPolicy);
    QTest::newRow("403 of Exchange") << answer(403, exchange) << QString(Code::Http403OnpremEwsAccess);
    QTest::newRow("403 of somebody else") << answer(403) << QString(Code::Http403IpOrWaf);
    QTest::newRow("403.4") << answer(403, {}, "<h2>403.4 - Forbidden: SSL is required</h2>")
                           << QString(Code::Http403SslRequired);
    QTest::newRow("block page of a proxy")
        << answer(403, {{"Via", "1.1 proxy (squid/5.7)"}}) << QString(Code::ProxyBlockPage);
    QTest::newRow("block page with 200")
        << answer(200, {{"Server", "Zscaler/6.2"}}) << QString(Code::ProxyBlockPage);
    // Who publishes Exchange answers in its name, too, and blocks nothing by that.
    QTest::newRow("404 of a reverse proxy")
        << answer(404, {{"Server", "cloudflare"}}) << QString(Code::Http404);
    QTest::newRow("522 of a reverse proxy")
        << answer(522, {{"Server", "cloudflare"}}) << QString(Code::Http504);
    QTest::newRow("503 of a load balancer") << answer(503, {{"Server", "BigIP"}}) << QString(Code::Http503);
    QTest::newRow("403 of a reverse proxy")
        << answer(403, {{"Server", "cloudflare"}}) << QString(Code::Http403IpOrWaf);
    QTest::newRow("sign-in form of a load balancer")
        << answer(200, {{"Server", "BigIP"}}, "<form><input type=\"password\"></form>")
        << QString(Code::Http200Preauth);
    QTest::newRow("Exchange behind a proxy is not blamed")
        << answer(503, {{"Via", "1.1 squid"}, {"X-FEServer", "EX1"}}) << QString(Code::Http503);
    const QList<std::pair<int, QLatin1StringView>> plain{{400, Code::Http400},
                                                         {404, Code::Http404},
                                                         {405, Code::Http405},
                                                         {407, Code::Proxy407},
                                                         {408, Code::Http408},
                                                         {411, Code::Http411},
                                                         {413, Code::Http413},
                                                         {426, Code::HttpVersionRefused},
                                                         {505, Code::HttpVersionRefused},
                                                         {415, Code::Http415},
                                                         {429, Code::Http429},
                                                         {440, Code::Http440},
                                                         {449, Code::Http449},
                                                         {456, Code::Http456},
                                                         {500, Code::Http500Aspnet},
                                                         {501, Code::Http501},
                                                         {502, Code::Http502},
                                                         {503, Code::Http503},
                                                         {504, Code::Http504},
                                                         {507, Code::Http507},
                                                         {520, Code::Http502},
                                                         {524, Code::Http504},
                                                         {526, Code::Http502},
                                                         {528, Code::HttpUnexpectedStatus},
                                                         {418, Code::HttpUnexpectedStatus},
                                                         {204, Code::HttpUnexpectedStatus}};
    for (const auto &[status, code] : plain)
        QTest::addRow("%d", status) << answer(status) << QString(code);
}

// HTTP.sys says in the heading why; a heading of another page may say anything.
void TestHttpVerdict::aHeadingThatGoesOnWithTheTitleIsTold()
{
    const auto facts = [](const QByteArray &page) {
        return judgeHttp(ews, answer(400, {}, page), LoginSent::Yes).problem->facts;
    };
    const QByteArray title = "<HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY>";
    QCOMPARE(facts(title + "<h2>Bad Request - Request Too Long</h2><hr>")["heading"_L1].toString(),
             u"Bad Request - Request Too Long"_s);
    QVERIFY(!facts(title + "<h1>Bad Request</h1>").contains("heading"_L1));
    QVERIFY(!facts(title + "<h1>Good morning, Anna</h1>").contains("heading"_L1));
    QCOMPARE(facts("<html><body><h1>503 Service Unavailable</h1>")["heading"_L1].toString(),
             u"503 Service Unavailable"_s);
}

void TestHttpVerdict::problems()
{
    QFETCH(ExchangeAnswer, given);
    QFETCH(QString, code);
    const HttpVerdict verdict = judgeHttp(ews, given, LoginSent::Yes);
    QVERIFY(verdict.kind == Kind::Problem);
    QVERIFY(verdict.problem.has_value());
    QCOMPARE(verdict.problem->code, code);
    QCOMPARE(verdict.problem->facts[u"status"_s].toInt(), given.status);
}

void TestHttpVerdict::xmlIsLeftToTheParser_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("answer") << 200 << QByteArray("<?xml version=\"1.0\"?><s:Envelope/>");
    QTest::newRow("fault") << 500 << QByteArray("<s:Envelope/>");
    QTest::newRow("byte order mark") << 200 << QByteArray("\xef\xbb\xbf<?xml version=\"1.0\"?><s:Envelope/>");
    QTest::newRow("blanks before") << 200 << QByteArray("\r\n <s:Envelope/>");
    QTest::newRow("DTD") << 200 << QByteArray("<!DOCTYPE x><s:Envelope/>");
    QTest::newRow("comments before") << 200
                                     << QByteArray("<!-- a -->\n<?b c?><!-- <html> --><Envelope xmlns='x'/>");
    QTest::newRow("Autodiscover") << 200 << QByteArray("<Autodiscover xmlns='x'/>");
    QTest::newRow("XML that is cut") << 200 << QByteArray("<?xml version=\"1.0\"?>");
    QTest::newRow("something else in XML") << 200 << QByteArray("<?xml version=\"1.0\"?><note/>");
}

void TestHttpVerdict::xmlIsLeftToTheParser()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const HttpVerdict verdict = judgeHttp(ews, answer(status, exchange, body), LoginSent::Yes);
    QVERIFY(verdict.kind == Kind::Xml);
    QVERIFY(!verdict.problem);
    QCOMPARE(verdict.requestIds, QStringList{u"id-1"_s});
}

void TestHttpVerdict::offersBeforeTheLogin()
{
    const auto healthy =
        judgeHttp(ews, answer(401, {{"WWW-Authenticate", "Basic realm=\"x\", NTLM"}}), LoginSent::No);
    QVERIFY(healthy.kind == Kind::LoginOffered);
    QVERIFY(!needsBasic(healthy));
    const auto windows = judgeHttp(ews, answer(401, {{"WWW-Authenticate", "NTLM"}}), LoginSent::No);
    QVERIFY(windows.kind == Kind::LoginOffered);
    QCOMPARE(needsBasic(windows)->code, QString(Code::Http401BasicNotOffered));
    QCOMPARE(needsBasic(windows)->facts[u"offers"_s].toArray(), QJsonArray{u"NTLM"_s});
    QVERIFY(judgeHttp(ews, answer(401), LoginSent::No).kind == Kind::Problem);
    QVERIFY(!needsBasic(judgeHttp(ews, answer(404), LoginSent::No)));
}

void TestHttpVerdict::factsTellWhoAnswered()
{
    const auto verdict = judgeHttp(
        ews, answer(404, {{"Server", "nginx\x1b[31m"}, {"Via", "1.1 lb"}, {"Set-Cookie", "canary=1"}}),
        LoginSent::Yes);
    QVERIFY(!verdict.isExchange);
    QCOMPARE(verdict.facts[u"headers"_s][u"Server"_s].toString(), u"nginx‹U+001B›[31m"_s);
    QVERIFY(!verdict.facts[u"headers"_s].toObject().contains(u"Set-Cookie"_s));
    QVERIFY(judgeHttp(ews, answer(404, {{"x-feserver", "EX1"}}), LoginSent::Yes).isExchange);
    // Many services number their answers by this name.
    QVERIFY(!judgeHttp(ews, answer(401, {{"request-id", "id-1"}, {"WWW-Authenticate", "Basic realm=\"x\""}}),
                       LoginSent::No)
                 .isExchange);
    const auto published = judgeHttp(ews, answer(404, {{"Server", "cloudflare"}}), LoginSent::Yes);
    QCOMPARE(published.problem->facts[u"inFront"_s].toArray(), QJsonArray{u"Cloudflare"_s});
    QVERIFY(!published.problem->facts.contains(u"inspectedBy"_s));
    const auto redirect =
        judgeHttp(ews, answer(302, location("https://u:canary@x.example/a?token=canary")), LoginSent::Yes);
    QCOMPARE(redirect.facts[u"location"_s].toString(), u"https://x.example/a"_s);
    const auto signOn = judgeHttp(
        ews, answer(302, location("https://sts.example/adfs/ls/;jsessionid=canary#access_token=canary")),
        LoginSent::Yes);
    QCOMPARE(signOn.facts[u"location"_s].toString(), u"https://sts.example/adfs/ls/"_s);
}

void TestHttpVerdict::microsoftsHosts()
{
    QVERIFY(isMicrosoftHost(u"outlook.office365.com"_s));
    QVERIFY(isMicrosoftHost(u"Autodiscover-S.outlook.com"_s));
    QVERIFY(isMicrosoftHost(u"outlook.office365.us"_s));
    QVERIFY(!isMicrosoftHost(u"notoutlook.com"_s));
    QVERIFY(!isMicrosoftHost(u"outlook.com.evil.example"_s));
    QVERIFY(!isMicrosoftHost(QString()));
}

void TestHttpVerdict::offers_data()
{
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::addColumn<QStringList>("schemes");
    QTest::addColumn<QString>("realm"); // of Basic
    using Headers = QList<QByteArray>;
    QTest::newRow("one each") << Headers{"Negotiate", "NTLM", "Basic realm=\"mail.contoso.com\""}
                              << QStringList{u"Negotiate"_s, u"NTLM"_s, u"Basic"_s} << u"mail.contoso.com"_s;
    QTest::newRow("a list") << Headers{"Negotiate, NTLM, Basic realm=\"a, b\""}
                            << QStringList{u"Negotiate"_s, u"NTLM"_s, u"Basic"_s} << u"a, b"_s;
    QTest::newRow("Basic first") << Headers{"Basic realm=\"x\", NTLM,Negotiate"}
                                 << QStringList{u"Basic"_s, u"NTLM"_s, u"Negotiate"_s} << u"x"_s;
    QTest::newRow("case") << Headers{"basic Realm=x", "ntlm"} << QStringList{u"Basic"_s, u"NTLM"_s} << u"x"_s;
    QTest::newRow("blanks around =") << Headers{"Basic realm = \"x\" , charset=\"UTF-8\""}
                                     << QStringList{u"Basic"_s} << u"x"_s;
    QTest::newRow("escaped quote") << Headers{R"(Basic realm="a\"b\\c")"} << QStringList{u"Basic"_s}
                                   << u"a\"b\\c"_s;
    QTest::newRow("a scheme inside a string")
        << Headers{"Digest realm=\"x, Basic realm=y\", nonce=\"1\""} << QStringList{u"Digest"_s} << QString();
    QTest::newRow("token") << Headers{"NTLM TlRMTVNTUAACAAAA==, Basic realm=\"x\""}
                           << QStringList{u"NTLM"_s, u"Basic"_s} << u"x"_s;
    QTest::newRow("bearer") << Headers{"Bearer client_id=\"0-0\", trusted_issuers=\"i@t\", "
                                       "authorization_uri=\"https://login.example/a\", Basic realm=\"x\""}
                            << QStringList{u"Bearer"_s, u"Basic"_s} << u"x"_s;
    QTest::newRow("twice") << Headers{"Basic realm=\"x\"", "Basic realm=\"y\""} << QStringList{u"Basic"_s}
                           << u"x"_s;
    QTest::newRow("empty") << Headers{"", " , ,"} << QStringList() << QString();
}

void TestHttpVerdict::offers()
{
    QFETCH(QList<QByteArray>, headers);
    QFETCH(QStringList, schemes);
    QFETCH(QString, realm);
    HttpHeaders fields;
    for (const QByteArray &header : headers)
        fields.append("www-authenticate", header);
    const AuthOffers found = AuthOffers::fromHeaders(fields);
    QCOMPARE(found.schemes(), schemes);
    const AuthOffer *const basic = found.find(u"BASIC");
    QCOMPARE(basic ? basic->parameters.value(u"realm"_s) : QString(), realm);
}

void TestHttpVerdict::hostileOffersAreSurvived()
{
    const QList<QByteArray> hostile{"Basic realm=\"unterminated",
                                    "=,=\"\"\\",
                                    "Basic realm=\"\\",
                                    QByteArray(100'000, ','),
                                    QByteArray(100'000, 'a'),
                                    QByteArray("a b=c,").repeated(50'000),
                                    QByteArray("\0\x01\xff\"", 4),
                                    "Basic realm=\"\xe2\x80\xae\x1b[2J\""};
    for (const QByteArray &header : hostile) {
        HttpHeaders fields;
        for (int i = 0; i < 50; ++i)
            fields.append("WWW-Authenticate", header);
        const AuthOffers found = AuthOffers::fromHeaders(fields);
        QVERIFY(found.offers.size() <= 30);
        for (const AuthOffer &offer : found.offers)
            QVERIFY(!offer.parameters.value(u"realm"_s).contains(QChar(0x1b)));
    }
    const QByteArray whole =
        "Negotiate, Bearer client_id=\"x\", NTLM TlRMTVNTUAACAAAA==, Basic realm=\"a\\\"b\"";
    for (qsizetype cut = 0; cut <= whole.size(); ++cut)
        QVERIFY(AuthOffers::fromHeaders({{"WWW-Authenticate", whole.left(cut)}}).offers.size() <= 5);
}

void TestHttpVerdict::ntlmTellsTheDomain()
{
    const QByteArray message = challenge({{2, u"CONTOSO"_s},
                                          {1, u"EX1"_s},
                                          {4, u"contoso.local"_s},
                                          {3, u"ex1.contoso.local"_s},
                                          {5, u"contoso.local"_s}});
    const AuthOffers found = AuthOffers::fromHeaders({{"WWW-Authenticate", "NTLM " + message.toBase64()}});
    const auto names = Ntlm::targetNames(found);
    QVERIFY(names.has_value());
    QCOMPARE(
        *names,
        (NtlmNames{u"CONTOSO"_s, u"EX1"_s, u"contoso.local"_s, u"ex1.contoso.local"_s, u"contoso.local"_s}));
    QVERIFY(!Ntlm::targetNames(AuthOffers::fromHeaders({{"WWW-Authenticate", "NTLM"}})));
}

void TestHttpVerdict::hostileChallengesAreSurvived()
{
    const auto namesOf = [](const QByteArray &message) {
        return Ntlm::targetNames(
            AuthOffers::fromHeaders({{"WWW-Authenticate", "NTLM " + message.toBase64()}}));
    };
    const QByteArray message =
        challenge({{2, u"CONTOSO"_s}, {4, QString(u"a\u202Eb"_s + QString(1000, u'x'))}});
    QCOMPARE(namesOf(message)->dnsDomain.left(9), u"a‹U+202E›"_s.left(9));
    for (qsizetype cut = 0; cut < 120; ++cut)
        QVERIFY(!namesOf(message.left(cut)));
    for (qsizetype at = 0; at < 64; ++at) {
        QByteArray broken = message;
        broken[at] = '\xff';
        (void)namesOf(broken);
    }
    QVERIFY(!Ntlm::targetNames(AuthOffers::fromHeaders({{"WWW-Authenticate", "NTLM !!!"}})));
}

void TestHttpVerdict::whoStandsInFront_data()
{
    QTest::addColumn<QList<HttpHeaders::Field>>("fields");
    QTest::addColumn<QStringList>("signs");
    using Fields = QList<HttpHeaders::Field>;
    QTest::newRow("IIS") << Fields{{"Server", "Microsoft-IIS/10.0"}} << QStringList();
    QTest::newRow("HTTP.sys") << Fields{{"Server", "Microsoft-HTTPAPI/2.0"}} << QStringList();
    QTest::newRow("nothing said") << Fields{} << QStringList();
    QTest::newRow("another server") << Fields{{"server", "nginx"}} << QStringList{u"nginx"_s};
    QTest::newRow("Via") << Fields{{"Via", "1.1 gw"}} << QStringList{u"Via: 1.1 gw"_s};
    QTest::newRow("cookies") << Fields{{"Set-Cookie", "BIGipServerx=1"}, {"Set-Cookie", "NSC_y=2"}}
                             << QStringList{u"F5 BIG-IP"_s, u"Citrix NetScaler"_s};
    QTest::newRow("Exchange's own cookie") << Fields{{"Set-Cookie", "exchangecookie=1"}} << QStringList();
    QTest::newRow("a hostile name") << Fields{{"Server", "a\x1b[2Jb"}} << QStringList{u"a‹U+001B›[2Jb"_s};
}

void TestHttpVerdict::whoStandsInFront()
{
    QFETCH(const QList<HttpHeaders::Field>, fields);
    HttpHeaders headers;
    for (const auto &[name, value] : fields)
        headers.append(name, value);
    QTEST(Middleboxes::standard().inFront(headers), "signs");
}

QTEST_GUILESS_MAIN(TestHttpVerdict)
#include "tst_httpverdict.moc"
