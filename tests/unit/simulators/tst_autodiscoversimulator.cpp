// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/simulators/rawclient.h"

#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString host = u"autodiscover.contoso.test:443"_s;
const QByteArray svc = "/autodiscover/autodiscover.svc";
const QByteArray xml = "/autodiscover/autodiscover.xml";
const QByteArray ewsUrl = "https://mail.contoso.test/EWS/Exchange.asmx";

QByteArray soapRequest(const QByteArray &address,
                       const QByteArray &header = "<a:RequestedServerVersion>Exchange2013"
                                                  "</a:RequestedServerVersion><w:Action>x</w:Action>")
{
    return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
           "xmlns:a=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\" "
           "xmlns:w=\"http://www.w3.org/2005/08/addressing\">"
           "<s:Header>"
        + header
        + "</s:Header><s:Body><a:GetUserSettingsRequestMessage><a:Request><a:Users><a:User><a:Mailbox>"
        + address
        + "</a:Mailbox></a:User></a:Users><a:RequestedSettings><a:Setting>ExternalEwsUrl</"
          "a:Setting><a:Setting>EwsPartnerUrl"
          "</a:Setting><a:Setting>Colour</a:Setting></a:RequestedSettings></a:Request></"
          "a:GetUserSettingsRequestMessage>"
          "</s:Body></s:Envelope>";
}

QByteArray poxRequest(const QByteArray &address,
                      const QByteArray &schema =
                          "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a")
{
    return "<Autodiscover "
           "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006\"><Request>"
           "<EMailAddress>"
        + address + "</EMailAddress><AcceptableResponseSchema>" + schema
        + "</AcceptableResponseSchema></Request></Autodiscover>";
}

} // namespace

class TestAutodiscoverSimulator : public QObject
{
    Q_OBJECT

private:
    SimulatedWorld m_world{*Scenario::load(u"healthy"_s)};

private slots:
    void asksForALogonAndTellsWhatItHas_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("SOAP") << svc;
        QTest::newRow("POX") << xml;
    }
    void asksForALogonAndTellsWhatItHas()
    {
        QFETCH(QByteArray, target);
        RawClient client(m_world, host);
        const RawAnswer answer = client.post(target, "<x/>");
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.header("X-SOAP-Enabled"), "True");
        QVERIFY(
            answer.headerValues("WWW-Authenticate").contains("Basic realm=\"autodiscover.contoso.test\""));
    }

    void soapGivesSettingsAndSaysWhatIsMissing()
    {
        RawClient client(m_world, host);
        const RawAnswer answer = client.post(svc, soapRequest("askcody@contoso.test"), {RawClient::basic()});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("MajorBuildNumber"), "2562");
        QVERIFY(answer.body.contains("<Name>ExternalEwsUrl</Name><Value>" + ewsUrl + "</Value>"));
        QVERIFY(answer.body.contains("<ErrorCode>SettingIsNotAvailable</ErrorCode>"));
        QVERIFY(answer.body.contains("<ErrorCode>InvalidSetting</ErrorCode>"));
    }

    void soapRefuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("sign");
        const QByteArray good = soapRequest("askcody@contoso.test");
        QTest::newRow("unknown address")
            << soapRequest("nobody@contoso.test") << QByteArray("<ErrorCode>InvalidUser<");
        QTest::newRow("foreign domain")
            << soapRequest("anna@fabrikam.test") << QByteArray("<ErrorCode>InvalidDomain<");
        QTest::newRow("no version") << soapRequest("askcody@contoso.test", {})
                                    << QByteArray("<ErrorCode>InvalidRequest<");
        QTest::newRow("another operation")
            << QByteArray(good).replace("GetUserSettingsRequestMessage", "GetEverything")
            << QByteArray("a:ActionNotSupported");
        QTest::newRow("SOAP 1.2") << QByteArray(good).replace("http://schemas.xmlsoap.org/soap/envelope/",
                                                              "http://www.w3.org/2003/05/soap-envelope")
                                  << QByteArray("a:DeserializationFailed");
    }
    void soapRefuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, sign);
        RawClient client(m_world, host);
        const RawAnswer answer = client.post(svc, body, {RawClient::basic()});
        QVERIFY2(answer.body.contains(sign), answer.body.constData());
        QCOMPARE(answer.status, sign.startsWith("a:") ? 500 : 200);
    }

    void poxGivesInternalAndExternalAddress()
    {
        RawClient client(m_world, host);
        const RawAnswer answer = client.post(xml, poxRequest("Room1@contoso.test"), {RawClient::basic()});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("Action"), "settings");
        QCOMPARE(answer.value("DisplayName"), "Room 1");
        QCOMPARE(answer.body.count("<EwsUrl>" + ewsUrl + "</EwsUrl>"), 2);
    }

    void poxRefuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("unknown address") << poxRequest("nobody@contoso.test") << QByteArray("500");
        QTest::newRow("another schema") << poxRequest("room1@contoso.test", "urn:x") << QByteArray("601");
        QTest::newRow("no XML") << QByteArray("hello") << QByteArray("600");
        QTest::newRow("no address") << poxRequest({}) << QByteArray("600");
    }
    void poxRefuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        RawClient client(m_world, host);
        const RawAnswer answer = client.post(xml, body, {RawClient::basic()});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("ErrorCode"), code);
    }

    void getIsAnsweredWith600()
    {
        RawClient client(m_world, host);
        QCOMPARE(client.get(xml, {RawClient::basic()}).value("ErrorCode"), "600");
    }

    void jsonNeedsNoLogon_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("part");
        const QByteArray base = "/autodiscover/autodiscover.json";
        QTest::newRow("address in the path")
            << base + "/v1.0/askcody@contoso.test?Protocol=EWS" << 200 << "\"Url\":\"" + ewsUrl + '"';
        QTest::newRow("address in the query")
            << base + "?Email=askcody%40contoso.test&Protocol=EWS&RedirectCount=1" << 200
            << "\"Url\":\"" + ewsUrl + '"';
        QTest::newRow("unknown protocol") << base + "/v1.0/askcody@contoso.test?Protocol=Gopher" << 400
                                          << QByteArray("\"InvalidProtocol\"");
        QTest::newRow("unknown address")
            << base + "/v1.0/nobody@contoso.test?Protocol=EWS" << 404 << QByteArray("\"UserNotFound\"");
    }
    void jsonNeedsNoLogon()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        QFETCH(QByteArray, part);
        RawClient client(m_world, host);
        const RawAnswer answer = client.get(target);
        QCOMPARE(answer.status, status);
        QVERIFY2(answer.body.contains(part), answer.body.constData());
    }

    void port80Redirects()
    {
        RawClient client(m_world, u"autodiscover.contoso.test:80"_s);
        const RawAnswer answer = client.get(xml);
        QCOMPARE(answer.status, 302);
        QCOMPARE(answer.header("Location"), "https://mail.contoso.test/autodiscover/autodiscover.xml");
        QCOMPARE(client.get("/").status, 403);
    }

    void redirectsAreTold()
    {
        SimulatedWorld world(*Scenario::load(u"autodiscover-redirect-loop"_s));
        RawClient client(world, host);
        QCOMPARE(
            client.post(xml, poxRequest("askcody@contoso.test"), {RawClient::basic()}).value("RedirectAddr"),
            "askcody@exchange.contoso.test");
        const RawAnswer soap = client.post(svc, soapRequest("askcody@contoso.test"), {RawClient::basic()});
        QVERIFY(soap.body.contains("<ErrorCode>RedirectAddress</ErrorCode>"));
        QCOMPARE(soap.value("RedirectTarget"), "askcody@exchange.contoso.test");
        RawClient other(world, u"autodiscover.exchange.contoso.test:443"_s);
        QCOMPARE(other.post(xml, poxRequest("askcody@exchange.contoso.test"), {RawClient::basic()})
                     .value("RedirectAddr"),
                 "askcody@contoso.test");
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestAutodiscoverSimulator)
#include "tst_autodiscoversimulator.moc"
