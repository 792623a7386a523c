// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/xmltext.h"
#include "exchange/ewsparser.h"
#include "exchange/httpverdict.h"
#include "net/acceptance.h"
#include "net/redaction.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// QXmlStreamReader would take minutes for either.
QByteArray manyAttributes()
{
    QByteArray many;
    for (int i = 0; i < 200'000; ++i)
        many += " a" + QByteArray::number(i, 36) + "=\"\"";
    return many;
}

QByteArray manyDeclared()
{
    return manyAttributes().replace("=\"\"", " CDATA ''");
}

} // namespace

// What redaction leaves of an answer is judged as the answer itself was: a replay is worth nothing otherwise.
class TestRedactedVerdict : public QObject
{
    Q_OBJECT

private slots:
    void verdictsAreEqual_data();
    void verdictsAreEqual();
};

void TestRedactedVerdict::verdictsAreEqual_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, int status, const QByteArray &body,
                        const QByteArray &header = "Server", const QByteArray &value = "Microsoft-IIS/10.0") {
        QTest::newRow(name) << status << header << value << body;
    };
    const QByteArray begin = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>";
    const QByteArray end = "</s:Body></s:Envelope>";
    const QByteArray rooms = begin
        + "<GetRoomsResponse ResponseClass=\"Success\"><ResponseCode>NoError</ResponseCode><Rooms><Room><Id>"
          "<Name>Room "
          "1</Name><EmailAddress>room1@contoso.test</EmailAddress></Id></Room></Rooms></GetRoomsResponse>"
        + end;
    row("rooms", 200, rooms);
    row("cut", 200, rooms.chopped(40));
    row("cut at once", 200, begin.left(20));
    row("garbage behind", 200, rooms + "<x></y>");
    for (const QByteArray declaration : {"", "<?xml version=\"1.0\"?>"}) {
        const auto both = [&](const char *name, const QByteArray &body) {
            row(declaration.isEmpty() ? name : (QByteArray(name) + ", declared").constData(), 200,
                declaration + body);
        };
        both("another root", "<feed><title>x</title></feed>");
        both("broken at once", "<a><b></a>");
        both("cut after the root", "<feed>");
        both("broken bytes", "<a>\xff</a>");
        both("too deep", QByteArray("<a>").repeated(500));
        both("huge tag", "<Autodiscover" + manyAttributes() + "/>");
        both("huge tag in an envelope", "<Envelope><Body" + manyAttributes() + "></Body></Envelope>");
        both("huge tag behind", "<Envelope/><b" + manyAttributes() + "/>");
        both("longest tag", "<Envelope a='" + QByteArray(XmlText::MaximumTag, 'x') + "'/>");
        both("document type behind", "<Envelope/><!DOCTYPE x>");
        both("document type with attributes", "<!DOCTYPE x [<!ATTLIST x" + manyDeclared() + ">]><x/>");
        both("nothing but a comment", "<!-- x -->");
        both("broken envelope", "<Envelope><b></Envelope>");
        both("broken bytes in an envelope", "<Envelope>\xff</Envelope>");
    }
    row("cut after the envelope", 200, begin);
    row("script", 200, "<script>x</script><title>Filter</title><form><input type=password></form>");
    row("head", 200, "<head><title>Filter</title></head>");
    row("document type", 200, "<?xml version=\"1.0\"?><!DOCTYPE x><x/>");
    row("empty", 200, {});
    row("blank", 200, " \r\n");
    row("text", 200, "It works!");
    row("page", 200, "<!DOCTYPE html><html><head><title>Sign in</title></head><body>secret</body></html>");
    row("page without type", 200, "<html><body>");
    row("page with declaration", 200, "<?xml version=\"1.0\"?><!DOCTYPE html><html/>");
    row("page with comment", 200, "<!-- x --><!DOCTYPE html><html/>");
    row("fault", 500,
        begin
            + "<s:Fault><faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
              "a:ErrorServerBusy</faultcode><faultstring>Busy</faultstring><detail><MessageXml>"
              "<Value Name=\"BackOffMilliseconds\">5000</Value></MessageXml></detail></s:Fault>"
            + end);
    row("server error", 500, "<html><title>Runtime Error</title></html>");
    row("TLS wanted", 403, "<html><title>Forbidden</title>HTTP Error 403.4</html>");
    row("TLS wanted, older", 403, "<html>The page must be viewed over a secure channel</html>");
    row("client certificate wanted", 403,
        "<html><h2>403.7 - Forbidden: Client certificate required.</h2></html>");
    row("client certificate wanted, nginx", 400,
        "<html><head><title>400 No required SSL certificate was sent</title></head></html>");
    row("sign-in form", 200,
        "<html><head><title>Contoso access</title></head><form><input name=p type='password'></form></html>");
    row("hot spot", 200, "<html><!-- <WISPAccessGatewayParam> --><title>Welcome</title></html>");
    row("title that never ends", 404, "<html><head><title>" + QByteArray("long ").repeated(300));
    row("policy", 403, {}, "X-EWS-Policy-Reason", "EWS is disabled for this user or tenant");
    row("block page", 403, "<html>", "Via", "1.1 zscaler");
    row("offers", 401, {}, "WWW-Authenticate", "Basic realm=\"x\", Negotiate, NTLM");
    row("offers with a blob", 401, {}, "WWW-Authenticate", "Negotiate oYG2MIGzoAMKAQE=, Basic realm=\"x\"");
    row("digest", 401, {}, "WWW-Authenticate", "Digest realm=\"x\", nonce=\"a, b\"");
    row("log-on", 302, {}, "Location",
        "https://mail.contoso.test/owa/auth/logon.aspx?url=https://x&reason=0");
    row("elsewhere", 302, {}, "Location", "https://u:p@sso.test/adfs/ls/?SAMLRequest=abc");
    row("elsewhere with a token", 302, {}, "Location",
        "https://sts.test/adfs/ls/;jsessionid=a1?eyJhbGciOi#access_token=eyJ");
    row("insecure", 302, {}, "Location", "http://mail.contoso.test/EWS/Exchange.asmx");
    row("relative", 302, {}, "Location", "/ews/genericerrorpage.htm?aspxerrorpath=/ews/exchange.asmx");
    row("unavailable", 503, "<h2>Service Unavailable</h2>", "Retry-After", "30");
}

void TestRedactedVerdict::verdictsAreEqual()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, body);
    const ExchangeAnswer answer{status, "reason", {{header, value}, {"request-id", "4711"}}, body, true, {}};
    ExchangeQuery query;
    query.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    query.bodyKind = BodyKind::Ews;
    const RecordedExchange kept = redact(query, answer);
    QVERIFY(kept.answer);
    QVERIFY(loginOutcome(kept.answer, false) == loginOutcome(answer, false)); // a replay has its own gate
    for (const LoginSent login : {LoginSent::No, LoginSent::Yes}) {
        const HttpVerdict expected = judgeHttp(query.url, answer, login);
        const HttpVerdict actual = judgeHttp(query.url, *kept.answer, login);
        QCOMPARE(actual.kind, expected.kind);
        QCOMPARE(actual.problem, expected.problem);
        QCOMPARE(actual.facts, expected.facts);
        QCOMPARE(actual.offers.schemes(), expected.offers.schemes());
        if (expected.kind != HttpVerdict::Kind::Xml)
            continue;
        const auto parsed = parseEwsAnswer(body);
        const auto parsedAgain = parseEwsAnswer(kept.answer->body);
        QCOMPARE(parsedAgain ? QString() : parsedAgain.problem().code,
                 parsed ? QString() : parsed.problem().code);
        if (parsed)
            QCOMPARE(*parsedAgain, *parsed);
    }
}

QTEST_GUILESS_MAIN(TestRedactedVerdict)
#include "tst_redactedverdict.moc"
