// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "unit/simulators/rawclient.h"

#include <QElapsedTimer>
#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString mail = u"mail.contoso.test:443"_s;
const QString autodiscover = u"autodiscover.contoso.test:443"_s;

QByteArray calendar()
{
    return "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>"
           "<t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds></m:GetFolder>";
}

QByteArray availability()
{
    return "<m:GetUserAvailabilityRequest><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>room1@"
           "contoso.test</t:Address>"
           "</t:Email><t:AttendeeType>Room</t:AttendeeType></t:MailboxData></"
           "m:MailboxDataArray><t:FreeBusyViewOptions>"
           "<t:TimeWindow><t:StartTime>2026-11-23T00:00:00</t:StartTime><t:EndTime>2026-11-24T00:00:00</"
           "t:EndTime></t:TimeWindow>"
           "<t:RequestedView>DetailedMerged</t:RequestedView></t:FreeBusyViewOptions></"
           "m:GetUserAvailabilityRequest>";
}

QByteArray pox()
{
    return "<Autodiscover "
           "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006\"><Request>"
           "<EMailAddress>askcody@contoso.test</EMailAddress><AcceptableResponseSchema>http://"
           "schemas.microsoft.com/exchange/"
           "autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>";
}

// The requests that the rows below name.
RawAnswer ask(SimulatedWorld &world, const QByteArray &what)
{
    const bool discovery = what.startsWith("pox") || what == "json";
    RawClient client(world,
                     what == "port 80" ? u"autodiscover.contoso.test:80"_s
                         : discovery   ? autodiscover
                                       : mail);
    if (what == "anonymous")
        return client.post("/EWS/Exchange.asmx", RawClient::envelope(calendar(), RawClient::version()));
    if (what == "own calendar")
        return client.ews(calendar());
    if (what == "own calendar as CONTOSO\\askcody" || what == "own calendar as askcody")
        return client.post("/EWS/Exchange.asmx", RawClient::envelope(calendar(), RawClient::version()),
                           {RawClient::basic(what.mid(16))});
    if (what == "own calendar of 2016")
        return client.ews(calendar(), RawClient::version("Exchange2016"));
    if (what == "own calendar of 2013")
        return client.ews(calendar(), RawClient::version("Exchange2013"));
    if (what == "own calendar of 2010 SP1")
        return client.ews(calendar(), RawClient::version("Exchange2010_SP1"));
    if (what.startsWith("calendar of "))
        return client.ews(calendar(), RawClient::impersonating(what.mid(12) + "@contoso.test"));
    if (what == "room lists")
        return client.ews("<m:GetRoomLists/>");
    if (what == "room lists of 2010")
        return client.ews("<m:GetRoomLists/>", RawClient::version("Exchange2010"));
    if (what == "old calendar")
        return client.ews(calendar(), RawClient::version("Exchange2007_SP1"));
    if (what == "free/busy")
        return client.ews(availability());
    if (what == "pox")
        return client.post("/autodiscover/autodiscover.xml", pox(), {RawClient::basic()});
    if (what == "json")
        return client.get("/autodiscover/autodiscover.json/v1.0/askcody@contoso.test?Protocol=EWS");
    return client.get("/autodiscover/autodiscover.xml");
}

// Everything that a sign may stand in.
QByteArray text(const RawAnswer &answer)
{
    QByteArray all;
    for (const SimHeader &header : answer.headers)
        all += header.name + ": " + header.value + '\n';
    return all + answer.body;
}

Scenario load(const QString &name)
{
    const Result<Scenario> scenario = Scenario::load(name);
    return scenario ? *scenario : Scenario{};
}

} // namespace

class TestScenarios : public QObject
{
    Q_OBJECT

private:
    QSet<QString> m_tried;

    static void addRow(const char *scenario, const QByteArrayList &requests, const QList<int> &statuses,
                       const QByteArray &sign)
    {
        QTest::newRow(scenario) << requests << statuses << sign;
    }

private slots:
    void everyFileLoads_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = Scenario::names();
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyFileLoads()
    {
        QFETCH(QString, name);
        const Result<Scenario> scenario = Scenario::load(name);
        QVERIFY2(scenario.hasValue(), scenario ? "" : qPrintable(scenario.problem().detail));
        QCOMPARE(scenario->name, name);
        QVERIFY(!scenario->title.isEmpty());
        QVERIFY(!scenario->description.isEmpty());
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const QByteArray head = R"({"title":"a","description":"b",)";
        QTest::newRow("no JSON") << QByteArray("{") << u"test:"_s;
        QTest::newRow("no title") << QByteArray("{}") << u"/title"_s;
        QTest::newRow("unknown field") << head + R"("colour":1})" << u"/colour is not known"_s;
        QTest::newRow("unknown inner field")
            << head + R"("exchange":{"produkt":"SE"}})" << u"/exchange/produkt is not known"_s;
        QTest::newRow("unknown field in a list")
            << head + R"("hosts":[{"name":"x"},{"tsl":1}]})" << u"/hosts/1/tsl is not known"_s;
        QTest::newRow("wrong type") << head + R"("account":{"mailbox":"yes"}})"
                                    << u"/account/mailbox is of the wrong type"_s;
        QTest::newRow("unknown word")
            << head + R"("hosts":[{"tcp":"slow"}]})" << u"/hosts/0/tcp has no choice"_s;
        QTest::newRow("no port") << head + R"("hosts":[{"port":70000}]})" << u"/hosts/0/port is no port"_s;
        QTest::newRow("text among objects") << head + R"("http":["x"]})" << u"/http holds"_s;
        QTest::newRow("number among texts")
            << head + R"("exchange":{"versions":[1]}})" << u"/exchange/versions holds"_s;
        QTest::newRow("a changed status")
            << head + R"("http":[{"match":{},"change":{"status":200}}]})" << u"status is not known"_s;
    }
    void badFilesAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const Result<Scenario> scenario = Scenario::fromJson(json, u"test"_s);
        QVERIFY(!scenario);
        QCOMPARE(scenario.problem().code, Code::FileMalformed);
        QVERIFY2(scenario.problem().detail.contains(place), qPrintable(scenario.problem().detail));
    }

    void anUnknownNameIsRefused()
    {
        QCOMPARE(Scenario::load(u"../healthy"_s).problem().code, Code::FileUnreadable);
    }

    void answersAsItSays_data()
    {
        QTest::addColumn<QByteArrayList>("requests");
        QTest::addColumn<QList<int>>("statuses");
        QTest::addColumn<QByteArray>("sign"); // in the last answer
        const QByteArray own = "own calendar";
        addRow("healthy", {"anonymous", own, "calendar of room1"}, {401, 200, 200}, ">NoError<");
        addRow("basic-off", {"pox", own, "anonymous"}, {200, 401, 401}, "WWW-Authenticate: NTLM");
        // What they do with NTLM itself is in tst_ntlmexchange and tst_ntlmverdicts.
        for (const char *name : {"ntlm-binding-required", "ntlm-blocked", "ntlm-garbage", "ntlm-not-kept",
                                 "ntlm-off", "ntlm-tls-ends-elsewhere", "ntlm-tls-ends-elsewhere-required"})
            addRow(name, {"pox", own, "anonymous"}, {200, 401, 401}, "WWW-Authenticate: NTLM");
        addRow("ntlm-wrong-password", {"pox", own}, {401, 401}, "WWW-Authenticate: NTLM");
        addRow("kerberos-only", {"pox", own}, {200, 401}, "WWW-Authenticate: Negotiate");
        addRow("wrong-password", {"pox", own}, {401, 401}, "Basic realm=\"mail.contoso.test\"");
        addRow("account-locked", {own}, {401}, "Basic realm=\"mail.contoso.test\"");
        addRow("user-name-needs-domain", {own, "own calendar as askcody", "own calendar as CONTOSO\\askcody"},
               {401, 401, 200}, ">NoError<");
        addRow("user-name-bare", {own, "own calendar as CONTOSO\\askcody", "own calendar as askcody"},
               {401, 401, 200}, ">NoError<");
        addRow("login-page", {"anonymous"}, {200}, "type=\"password\"");
        addRow("owa-redirect", {"anonymous"}, {302},
               "Location: https://mail.contoso.test/owa/auth/logon.aspx");
        addRow("preauth-redirect", {"anonymous"}, {302}, "Location: https://sso.contoso.test/");
        addRow("generic-error-once", {"anonymous", own, own}, {401, 302, 200}, ">NoError<");
        addRow("generic-error-always", {own, own}, {302, 302},
               "genericerrorpage.htm?aspxerrorpath=/EWS/Exchange.asmx");
        addRow("waf-block", {"anonymous"}, {403}, "Request Rejected");
        addRow("not-found-404", {"anonymous"}, {404}, "Microsoft-IIS");
        addRow("proxy-block-page", {"anonymous"}, {403}, "Via: 1.1 proxy.contoso.test");
        addRow("busy-once", {own, own}, {500, 200}, ">NoError<");
        addRow("busy-always", {own, own}, {500, 500}, "<t:Value Name=\"BackOffMilliseconds\">297749<");
        addRow("busy-inner", {own, own}, {200, 200}, ">NoError<");
        addRow("version-2007", {"room lists of 2010", "old calendar"}, {500, 200},
               "MajorVersion=\"8\" MinorVersion=\"1\"");
        addRow("version-2010", {"room lists", "room lists of 2010"}, {500, 200},
               "MajorVersion=\"14\" MinorVersion=\"3\"");
        addRow("version-2010-rtm", {"own calendar of 2010 SP1", "room lists of 2010"}, {500, 200},
               "MajorVersion=\"14\" MinorVersion=\"0\"");
        addRow("version-2013-cu3", {own, "own calendar of 2013"}, {500, 200},
               "MajorVersion=\"15\" MinorVersion=\"0\" MajorBuildNumber=\"775\"");
        addRow("version-2013", {"own calendar of 2016", own}, {500, 200},
               "MajorVersion=\"15\" MinorVersion=\"0\"");
        addRow("version-2016", {"own calendar of 2016"}, {200}, "MajorVersion=\"15\" MinorVersion=\"1\"");
        addRow("version-2019", {"own calendar of 2016"}, {200},
               "MajorVersion=\"15\" MinorVersion=\"2\" MajorBuildNumber=\"1748\"");
        addRow("version-too-new", {own, "own calendar of 2016"}, {200, 500}, ">ErrorInvalidServerVersion<");
        addRow("no-mailbox", {"calendar of room1", "pox", own}, {200, 200, 200},
               ">ErrorMissingEmailAddress<");
        addRow("impersonation-denied", {own, "free/busy", "calendar of room1"}, {200, 200, 500},
               ">ErrorImpersonateUserDenied<");
        addRow("impersonation-too-wide", {"calendar of room1", "calendar of ceo"}, {200, 200}, ">NoError<");
        addRow("no-room-lists", {"room lists"}, {200}, "<m:RoomLists/>");
        addRow("no-freebusy", {"free/busy"}, {200}, "<t:FreeBusyViewType>None<");
        addRow("mailbox-moved-to-cloud", {"calendar of room2", "calendar of room1"}, {200, 500},
               "No mailbox with such guid.");
        addRow("autodiscover-only-internal-url", {"pox"}, {200},
               "<EwsUrl>https://exch01.contoso.local/EWS/Exchange.asmx<");
        addRow("autodiscover-wrong-site", {own, "pox"}, {200, 404}, "<h1>Page not found</h1>");
        addRow("autodiscover-redirect-loop", {"pox"}, {200}, "<RedirectAddr>askcody@exchange.contoso.test<");
        addRow("autodiscover-redirect-foreign-host", {"port 80"}, {302},
               "Location: https://autodiscover.hoster.test/autodiscover/");
        addRow("dtd-answer", {"anonymous", own}, {401, 200}, "<!DOCTYPE");
        addRow("empty-answer", {own}, {200}, "Content-Length: 0");
        addRow("truncated-answer", {own}, {200}, "ServerVersionInfo");
        addRow("huge-answer", {own}, {200}, "Content-Length: 9000000");
        addRow("service-unavailable", {"anonymous"}, {503}, "HTTP Error 503");
        addRow("service-unavailable-once", {own, own}, {503, 200}, ">NoError<");
        addRow("ews-disabled-403", {"anonymous", own}, {401, 403},
               "X-EWS-Policy-Reason: EWS is disabled for this user or tenant");
        addRow("iis-500-html", {"anonymous", own}, {401, 500}, "Runtime Error");
    }
    void answersAsItSays()
    {
        QFETCH(QByteArrayList, requests);
        QFETCH(QList<int>, statuses);
        QFETCH(QByteArray, sign);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        m_tried.insert(name);
        SimulatedWorld world(load(name));
        QByteArray last;
        for (qsizetype i = 0; i < requests.size(); ++i) {
            const RawAnswer answer = ask(world, requests.at(i));
            QCOMPARE(answer.status, statuses.at(i));
            last = text(answer);
        }
        QVERIFY2(last.contains(sign), last.left(2000).constData());
    }

    void breaksTheHandshake_data()
    {
        QTest::addColumn<int>("error");
        QTest::newRow("cert-expired") << int(QSslError::CertificateExpired);
        QTest::newRow("cert-not-yet-valid") << int(QSslError::CertificateNotYetValid);
        QTest::newRow("cert-wrong-name") << int(QSslError::HostNameMismatch);
        QTest::newRow("cert-self-signed") << int(QSslError::SelfSignedCertificate);
        QTest::newRow("cert-unknown-issuer") << int(QSslError::UnableToGetLocalIssuerCertificate);
        QTest::newRow("tls-inspected") << int(QSslError::UnableToGetLocalIssuerCertificate);
        QTest::newRow("cert-intermediate-missing") << int(QSslError::UnableToGetLocalIssuerCertificate);
        QTest::newRow("tls-old") << int(QSslError::NoError);
        QTest::newRow("tls-client-certificate") << int(QSslError::NoError);
    }
    void breaksTheHandshake()
    {
        QFETCH(int, error);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        m_tried.insert(name);
        SimulatedWorld world(load(name));
        RawClient client(world, mail);
        QCOMPARE(client.ews(calendar()).status, 0);
        QList<int> errors;
        for (const QSslError &one : client.socket().sslHandshakeErrors())
            errors.append(one.error());
        QCOMPARE(errors.isEmpty(), error == QSslError::NoError);
        QVERIFY(errors.isEmpty() || errors.contains(error));
        QCOMPARE(world.server(mail)->requestCount(), 0);
        QCOMPARE(ask(world, "pox").status, 200); // the other host is well
    }

    void leadsNowhere()
    {
        m_tried.unite({u"dns-missing"_s, u"dns-servfail"_s, u"tcp-refused"_s, u"tcp-blackhole"_s,
                       u"autodiscover-missing"_s});
        const QString name = u"mail.contoso.test"_s;
        const WorldTable missing = SimulatedWorld(load(u"dns-missing"_s)).table();
        QVERIFY(!missing.dns.contains(name) && !missing.brokenNames.contains(name));
        const WorldTable broken = SimulatedWorld(load(u"dns-servfail"_s)).table();
        QVERIFY(!broken.dns.contains(name) && broken.brokenNames.contains(name));
        const WorldTable refused = SimulatedWorld(load(u"tcp-refused"_s)).table();
        QVERIFY(refused.dns.contains(name) && !refused.loopbackPorts.contains(mail)
                && refused.blackHoles.isEmpty());
        const WorldTable blackHole = SimulatedWorld(load(u"tcp-blackhole"_s)).table();
        QCOMPARE(blackHole.blackHoles, QStringList{mail});
        QVERIFY(!blackHole.loopbackPorts.contains(mail));
        const WorldTable noDiscovery = SimulatedWorld(load(u"autodiscover-missing"_s)).table();
        QVERIFY(!noDiscovery.dns.contains(u"autodiscover.contoso.test"_s)
                && noDiscovery.loopbackPorts.contains(mail));
    }

    void srvRecordLeadsToTheMailServer()
    {
        m_tried.insert(u"autodiscover-srv-only"_s);
        const WorldTable table = SimulatedWorld(load(u"autodiscover-srv-only"_s)).table();
        const QList<WorldRecord> records = table.dns.value(u"_autodiscover._tcp.contoso.test"_s);
        QCOMPARE(records.size(), 1);
        QCOMPARE(records.first().type, u"SRV"_s);
        QCOMPARE(records.first().value, u"mail.contoso.test"_s);
        QCOMPARE(records.first().port, 443);
        QVERIFY(!table.loopbackPorts.contains(autodiscover));
    }

    void clockIsAhead()
    {
        m_tried.insert(u"clock-skew"_s);
        SimulatedWorld world(load(u"clock-skew"_s));
        const QByteArray date = ask(world, "anonymous").header("Date");
        const QDateTime told =
            QLocale::c().toDateTime(QString::fromLatin1(date), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        QVERIFY2(told.isValid(), date.constData());
        const qint64 ahead = QDateTime::currentDateTimeUtc().secsTo(inUtc(told.date(), told.time()));
        QVERIFY(ahead >= 595 && ahead <= 600);
    }

    void everythingIsSlow()
    {
        m_tried.insert(u"slow"_s);
        SimulatedWorld world(load(u"slow"_s));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(ask(world, "own calendar").status, 200);
        QVERIFY(timer.elapsed() >= 700);
    }

    void notificationsBreakOffOrComeInTornPieces_data()
    {
        QTest::addColumn<int>("envelopes");
        QTest::addColumn<bool>("torn");
        QTest::newRow("streaming-cut") << 1 << false;
        QTest::newRow("streaming-split") << 4 << true;
    }
    void notificationsBreakOffOrComeInTornPieces()
    {
        QFETCH(int, envelopes);
        QFETCH(bool, torn);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        m_tried.insert(name);
        SimulatedWorld world(load(name));
        RawClient client(world, mail);
        const QByteArray id =
            client
                .ews("<m:Subscribe><m:StreamingSubscriptionRequest><t:EventTypes><t:EventType>CreatedEvent"
                     "</t:EventType></t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>")
                .value("SubscriptionId");
        const QByteArray body =
            RawClient::envelope("<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>" + id
                                    + "</t:SubscriptionId></m:SubscriptionIds><m:ConnectionTimeout>1"
                                      "</m:ConnectionTimeout></m:GetStreamingEvents>",
                                RawClient::version());
        client.socket().write("POST /EWS/Exchange.asmx HTTP/1.1\r\nContent-Type: text/xml\r\n"
                              + RawClient::basic() + "\r\nContent-Length: " + QByteArray::number(body.size())
                              + "\r\n\r\n" + body);
        QTRY_COMPARE(client.socket().peek(100000).count("</s:Envelope>"), envelopes);
        const QByteArray bytes = client.socket().readAll();
        QCOMPARE(bytes.contains("<s:En\r\n"), torn);
        if (!torn) {
            QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
            QVERIFY(!bytes.endsWith("0\r\n\r\n"));
        }
    }

    void noFileWasForgotten()
    {
        if (m_tried.isEmpty())
            QSKIP("Only together with the others.");
        const QStringList names = Scenario::names();
        for (const QString &name : names)
            QVERIFY2(m_tried.contains(name), qPrintable(name));
        QCOMPARE(m_tried.size(), names.size());
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestScenarios)
#include "tst_scenarios.moc"
