// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "exchange/autodiscoverquery.h"
#include "exchange/jsonsettings.h"
#include "exchange/poxsettings.h"
#include "exchange/redirecttrail.h"
#include "exchange/soapsettings.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QByteArray soap(const QByteArray &response)
{
    return R"(<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>)"
           R"(<h:ServerVersionInfo xmlns:h="http://schemas.microsoft.com/exchange/2010/Autodiscover"><h:MajorVersion>15</h:MajorVersion>)"
           R"(<h:MinorVersion>1</h:MinorVersion><h:MajorBuildNumber>2507</h:MajorBuildNumber><h:MinorBuildNumber>6</h:MinorBuildNumber>)"
           R"(<h:Version>Exchange2016</h:Version></h:ServerVersionInfo></s:Header><s:Body>)"
           R"(<GetUserSettingsResponseMessage xmlns="http://schemas.microsoft.com/exchange/2010/Autodiscover"><Response>)"
        + response + "</Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>";
}

QByteArray user(const QByteArray &inside)
{
    return soap("<ErrorCode>NoError</ErrorCode><ErrorMessage/><UserResponses><UserResponse>" + inside
                + "</UserResponse></UserResponses>");
}

QByteArray setting(const QByteArray &name, const QByteArray &value)
{
    return R"(<UserSetting xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="StringSetting"><Name>)"
        + name + "</Name><Value>" + value + "</Value></UserSetting>";
}

const QByteArray whole =
    user("<ErrorCode>NoError</ErrorCode><UserSettingErrors/><UserSettings>"
         + setting("UserDisplayName", "Somebody")
         + setting("ExternalEwsUrl", "https://mail.contoso.com/EWS/Exchange.asmx")
         + setting("InternalEwsUrl", "https://ex1.contoso.local/EWS/Exchange.asmx") + "</UserSettings>");

const QByteArray wholePox =
    R"(<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">)"
    R"(<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><User><DisplayName>Room</DisplayName></User>)"
    R"(<Account><AccountType>email</AccountType><Action>settings</Action><MicrosoftOnline>False</MicrosoftOnline>)"
    R"(<Protocol><Type>EXCH</Type><EwsUrl>https://ex1.contoso.local/EWS/Exchange.asmx</EwsUrl></Protocol>)"
    R"(<Protocol><Type>EXPR</Type><EwsUrl>https://mail.contoso.com/EWS/Exchange.asmx</EwsUrl></Protocol>)"
    R"(<Protocol><Type>WEB</Type><External><OWAUrl AuthenticationMethod="Fba">https://mail.contoso.com/owa</OWAUrl></External></Protocol>)"
    R"(<Protocol Type="mapiHttp"><MailStore><ExternalUrl>https://mail.contoso.com/mapi</ExternalUrl></MailStore></Protocol>)"
    R"(</Account></Response></Autodiscover>)";

QByteArray pox(const QByteArray &inside)
{
    return "<Autodiscover><Response>" + inside + "</Response></Autodiscover>";
}

} // namespace

class TestDiscoveryMessages : public QObject
{
    Q_OBJECT

private slots:
    void soapSettingsAreRead();
    void soapErrors_data();
    void soapErrors();
    void soapRedirects();
    void poxSettingsAreRead();
    void poxErrors_data();
    void poxErrors();
    void jsonAnswers_data();
    void jsonAnswers();
    void addressesOfEws_data();
    void addressesOfEws();
    void anyCutIsSurvived();
    void requestsEscapeWhatTheyHold();
    void redirectTargets_data();
    void redirectTargets();
    void addressInAUrlIsEncoded();
};

void TestDiscoveryMessages::soapSettingsAreRead()
{
    const auto reply = parseSoapSettings(whole);
    QVERIFY(reply.hasValue());
    QCOMPARE(reply->externalEwsUrl.host(), u"mail.contoso.com"_s);
    QCOMPARE(reply->internalEwsUrl.host(), u"ex1.contoso.local"_s);
    QCOMPARE(reply->build, (ExchangeBuild{15, 1, 2507, 6}));
}

void TestDiscoveryMessages::soapErrors_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("code");
    QTest::newRow("whole answer") << soap(
        "<ErrorCode>InvalidRequest</ErrorCode><ErrorMessage>no</ErrorMessage>")
                                  << QString(Code::AutodiscoverInvalidRequest);
    QTest::newRow("user") << user("<ErrorCode>InvalidUser</ErrorCode><ErrorMessage>no</ErrorMessage>")
                          << QString(Code::AutodiscoverInvalidUser);
    QTest::newRow("user wins over the whole") << soap(
        "<ErrorCode>InternalServerError</ErrorCode><UserResponses><UserResponse><ErrorCode>InvalidDomain</"
        "ErrorCode></UserResponse></UserResponses>")
                                              << QString(Code::AutodiscoverInvalidDomain);
    QTest::newRow("setting") << user(
        "<ErrorCode>NoError</"
        "ErrorCode><UserSettingErrors><UserSettingError><ErrorCode>SettingIsNotAvailable</ErrorCode>"
        "<SettingName>ExternalEwsUrl</SettingName></UserSettingError></UserSettingErrors><UserSettings/>")
                             << QString(Code::PoxNoEwsUrl);
    QTest::newRow("busy") << user("<ErrorCode>ServerBusy</ErrorCode>")
                          << QString(Code::AutodiscoverServerBusy);
    QTest::newRow("new code") << user("<ErrorCode>Whatever</ErrorCode>") << QString(Code::AutodiscoverOther);
    QTest::newRow("security fault") << QByteArray(
        "<Envelope><Body><Fault><faultcode>a:InvalidSecurity</faultcode><faultstring>An error occurred when "
        "verifying security for the message.</faultstring></Fault></Body></Envelope>")
                                    << QString(Code::AutodiscoverWsSecurity);
    QTest::newRow("other fault") << QByteArray(
        "<Envelope><Body><Fault><faultcode "
        "xmlns:a='urn:wcf'>a:ActionNotSupported</faultcode></Fault></Body></Envelope>")
                                 << QString(Code::SoapActionNotSupported);
    QTest::newRow("nothing") << QByteArray("<Envelope><Body/></Envelope>") << QString(Code::AnswerUnexpected);
    QTest::newRow("other document") << QByteArray("<Autodiscover/>") << QString(Code::AnswerUnexpected);
    QTest::newRow("DTD") << QByteArray(
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Envelope>&e;</Envelope>")
                         << QString(Code::AnswerDtd);
    QTest::newRow("depth") << "<Envelope><Body>" + QByteArray("<a>").repeated(1000)
                           << QString(Code::AnswerTooLarge);
    QTest::newRow("empty") << QByteArray() << QString(Code::AnswerEmpty);
}

void TestDiscoveryMessages::soapErrors()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, code);
    const auto reply = parseSoapSettings(xml);
    QVERIFY(!reply.hasValue());
    QCOMPARE(reply.problem().code, code);
}

void TestDiscoveryMessages::soapRedirects()
{
    const auto address = parseSoapSettings(
        user("<ErrorCode>RedirectAddress</ErrorCode><RedirectTarget>a@b.example</RedirectTarget>"));
    QCOMPARE(address->redirectAddress, u"a@b.example"_s);
    const auto url = parseSoapSettings(user("<ErrorCode>RedirectUrl</ErrorCode><RedirectTarget>https://"
                                            "x.example/autodiscover/autodiscover.svc</RedirectTarget>"));
    QCOMPARE(url->redirectUrl.host(), u"x.example"_s);
}

void TestDiscoveryMessages::poxSettingsAreRead()
{
    const auto reply = parsePox(wholePox);
    QVERIFY(reply.hasValue());
    QCOMPARE(reply->externalEwsUrl.host(), u"mail.contoso.com"_s);
    QCOMPARE(reply->internalEwsUrl.host(), u"ex1.contoso.local"_s);
    QVERIFY(!reply->microsoftOnline);
    const auto address = parsePox(
        pox("<Account><Action>redirectAddr</Action><RedirectAddr>a@b.example</RedirectAddr></Account>"));
    QCOMPARE(address->redirectAddress, u"a@b.example"_s);
    const auto url = parsePox(pox("<Account><Action>redirectUrl</Action><RedirectUrl>https://x.example/"
                                  "autodiscover/autodiscover.xml</RedirectUrl></Account>"));
    QCOMPARE(url->redirectUrl.host(), u"x.example"_s);
    const auto online = parsePox(pox(
        "<Account><Action>settings</Action><MicrosoftOnline>True</MicrosoftOnline><Protocol><Type>EXPR</Type>"
        "<EwsUrl>https://outlook.office365.com/EWS/Exchange.asmx</EwsUrl></Protocol></Account>"));
    QVERIFY(online->microsoftOnline);
}

void TestDiscoveryMessages::poxErrors_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("code");
    const auto error = [](const QByteArray &code) {
        return pox("<Error Time='1' Id='2'><ErrorCode>" + code
                   + "</ErrorCode><Message>no</Message><DebugData/></Error>");
    };
    QTest::newRow("500") << error("500") << QString(Code::Pox500);
    QTest::newRow("600") << error("600") << QString(Code::Pox600);
    QTest::newRow("601") << error("601") << QString(Code::Pox601);
    QTest::newRow("603") << error("603") << QString(Code::PoxOther);
    QTest::newRow("no EWS") << pox(
        "<Account><Action>settings</Action><Protocol><Type>IMAP</Type></Protocol></Account>")
                            << QString(Code::PoxNoEwsUrl);
    QTest::newRow("redirect to nowhere")
        << pox("<Account><Action>redirectUrl</Action></Account>") << QString(Code::PoxNoEwsUrl);
    QTest::newRow("envelope") << QByteArray("<Envelope/>") << QString(Code::AnswerUnexpected);
    QTest::newRow("DTD") << QByteArray("<!DOCTYPE x><Autodiscover/>") << QString(Code::AnswerDtd);
    QTest::newRow("cut") << wholePox.chopped(5) << QString(Code::AnswerTruncated);
}

void TestDiscoveryMessages::poxErrors()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, code);
    const auto reply = parsePox(xml);
    QVERIFY(!reply.hasValue());
    QCOMPARE(reply.problem().code, code);
}

void TestDiscoveryMessages::jsonAnswers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::newRow("good") << QByteArray(
        R"({"Protocol":"EWS","Url":"https://mail.contoso.com/EWS/Exchange.asmx"})")
                          << QString();
    QTest::newRow("protocol") << QByteArray(R"({"ErrorCode":"InvalidProtocol","ErrorMessage":"x"})")
                              << QString(Code::JsonInvalidProtocol);
    QTest::newRow("user") << QByteArray(R"({"ErrorCode":"UserNotFound"})") << QString(Code::JsonUserNotFound);
    QTest::newRow("other") << QByteArray(R"({"ErrorCode":7})") << QString(Code::JsonOther);
    QTest::newRow("plain http") << QByteArray(R"({"Url":"http://mail.contoso.com/EWS"})")
                                << QString(Code::JsonOther);
    QTest::newRow("list") << QByteArray("[]") << QString(Code::AnswerMalformed);
    QTest::newRow("page") << QByteArray("<html>") << QString(Code::AnswerMalformed);
    QTest::newRow("deep") << QByteArray("[").repeated(100'000) << QString(Code::AnswerMalformed);
}

void TestDiscoveryMessages::jsonAnswers()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    const auto url = parseJsonSettings(json);
    QCOMPARE(url ? QString() : url.problem().code, code);
}

void TestDiscoveryMessages::addressesOfEws_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("usable");
    QTest::newRow("good") << u" https://mail.contoso.com/EWS/Exchange.asmx\n"_s << true;
    QTest::newRow("http") << u"http://mail.contoso.com/EWS/Exchange.asmx"_s << false;
    QTest::newRow("login") << u"https://u:p@mail.contoso.com/"_s << false;
    QTest::newRow("no host") << u"https:///EWS"_s << false;
    QTest::newRow("script") << u"javascript:alert(1)"_s << false;
    QTest::newRow("relative") << u"/EWS/Exchange.asmx"_s << false;
    QTest::newRow("nonsense") << u"https://a b"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestDiscoveryMessages::addressesOfEws()
{
    QFETCH(QString, text);
    QFETCH(bool, usable);
    QCOMPARE(!serverUrl(text).isEmpty(), usable);
}

void TestDiscoveryMessages::anyCutIsSurvived()
{
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!parseSoapSettings(whole.left(length)).hasValue());
    for (qsizetype length = 0; length < wholePox.size(); ++length)
        QVERIFY(!parsePox(wholePox.left(length)).hasValue());
}

void TestDiscoveryMessages::requestsEscapeWhatTheyHold()
{
    const QString email = u"a&<b>@contoso.com"_s;
    QVERIFY(poxRequest(email).contains("<EMailAddress>a&amp;&lt;b&gt;@contoso.com</EMailAddress>"));
    const QByteArray xml =
        soapSettingsRequest(email, QUrl(u"https://h.example/autodiscover/autodiscover.svc"_s));
    QVERIFY(xml.contains(">a&amp;&lt;b&gt;@contoso.com<"));
    QVERIFY(xml.contains(
        ">http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/GetUserSettings<"));
    QVERIFY(xml.contains(">https://h.example/autodiscover/autodiscover.svc<"));
}

void TestDiscoveryMessages::redirectTargets_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("safe");
    QTest::newRow("xml") << u"https://h.example/autodiscover/autodiscover.xml"_s << true;
    QTest::newRow("svc") << u"https://h.example/Autodiscover/Autodiscover.svc"_s << true;
    QTest::newRow("deeper") << u"https://h.example/autodiscover/a@b.example/autodiscover.xml"_s << true;
    QTest::newRow("http") << u"http://h.example/autodiscover/autodiscover.xml"_s << false;
    QTest::newRow("login") << u"https://u:p@h.example/autodiscover/autodiscover.xml"_s << false;
    QTest::newRow("other path") << u"https://h.example/collect/autodiscover.xml"_s << false;
    QTest::newRow("federation") << u"https://h.example/autodiscover/autodiscover.svc/wssecurity"_s << false;
    QTest::newRow("no host") << u"https:///autodiscover/autodiscover.xml"_s << false;
    QTest::newRow("file") << u"file:///autodiscover/autodiscover.xml"_s << false;
    QTest::newRow("parameter") << u"https://h.example/autodiscover/autodiscover.xml;jsessionid=T"_s << true;
    QTest::newRow("nothing but a parameter")
        << u"https://h.example/autodiscover/;jsessionid=T/autodiscover.xml"_s << false;
    QTest::newRow("endless") << QString(u"https://h.example/autodiscover/"_s + QString(5000, u'a')
                                        + u"/autodiscover.xml"_s)
                             << false;
}

void TestDiscoveryMessages::redirectTargets()
{
    QFETCH(QString, target);
    QFETCH(bool, safe);
    RedirectTrail trail;
    QCOMPARE(!trail.follow(QUrl(target)).has_value(), safe);
    if (safe)
        QCOMPARE(trail.follow(QUrl(target))->code, QString(Code::HttpTooManyRedirects));
    const auto refused = trail.follow(QUrl(target)); // by now all are
    for (const QJsonValue &fact : refused->facts)
        QVERIFY2(!fact.toString().contains(u"jsessionid"_s), qPrintable(fact.toString()));
}

void TestDiscoveryMessages::addressInAUrlIsEncoded()
{
    const QUrl url = jsonUrl(u"h.example"_s, u"a/../?x#y%@contoso.com"_s);
    QCOMPARE(url.host(), u"h.example"_s);
    QCOMPARE(url.query(), u"Protocol=EWS"_s);
    QVERIFY(!url.hasFragment());
    AutodiscoverAttempt attempt;
    attempt.url = url;
    attempt.target = QUrl(u"https://h.example/autodiscover/autodiscover.xml;jsessionid=T?token=T"_s);
    QCOMPARE(toJson(attempt)[u"url"_s].toString(), u"https://h.example/autodiscover/autodiscover.json"_s);
    QCOMPARE(toJson(attempt)[u"target"_s].toString(), u"https://h.example/autodiscover/autodiscover.xml"_s);
}

QTEST_GUILESS_MAIN(TestDiscoveryMessages)
#include "tst_discoverymessages.moc"
