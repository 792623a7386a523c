// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unit/simulators/rawclient.h"

#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString mail = u"mail.contoso.test:443"_s;
const QByteArray asmx = "/EWS/Exchange.asmx";
const QByteArray getCalendar =
    "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
    "<m:FolderIds><t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds></m:GetFolder>";
const QByteArray subscribe =
    "<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds><t:DistinguishedFolderId "
    "Id=\"calendar\"/></t:FolderIds><t:EventTypes><t:EventType>CreatedEvent</t:EventType>"
    "</t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>";

QByteArray findItem(const QByteArray &from, const QByteArray &to)
{
    return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
           "<m:CalendarView MaxEntriesReturned=\"2\" StartDate=\""
        + from + "\" EndDate=\"" + to
        + "\"/><m:ParentFolderIds><t:DistinguishedFolderId "
          "Id=\"calendar\"/></m:ParentFolderIds></m:FindItem>";
}

QByteArray availability(const QByteArray &address, const QByteArray &until = "2026-11-24T00:00:00")
{
    return "<m:GetUserAvailabilityRequest><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>" + address
        + "</t:Address></t:Email><t:AttendeeType>Room</t:AttendeeType></t:MailboxData></m:MailboxDataArray>"
          "<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-11-23T00:00:00</t:StartTime><t:EndTime>"
        + until
        + "</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>60</"
          "t:MergedFreeBusyIntervalInMinutes>"
          "<t:RequestedView>DetailedMerged</t:RequestedView></t:FreeBusyViewOptions></"
          "m:GetUserAvailabilityRequest>";
}

QByteArray streamingEvents(const QByteArray &id, const QByteArray &minutes = "1")
{
    return "<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>" + id
        + "</t:SubscriptionId></m:SubscriptionIds><m:ConnectionTimeout>" + minutes
        + "</m:ConnectionTimeout></m:GetStreamingEvents>";
}

QByteArray identity(const QByteArray &identities)
{
    return RawClient::version() + "<t:ExchangeImpersonation><t:ConnectingSID>" + identities
        + "</t:ConnectingSID></t:ExchangeImpersonation>";
}

} // namespace

class TestExchangeSimulator : public QObject
{
    Q_OBJECT

private:
    SimulatedWorld m_world{*Scenario::load(u"healthy"_s)};

private slots:
    void anonymousRequestsGetTheOffers()
    {
        RawClient client(m_world, mail);
        const RawAnswer answer = client.post(asmx, "<x/>");
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.headerValues("WWW-Authenticate"),
                 (QByteArrayList{"Negotiate", "NTLM", "Basic realm=\"mail.contoso.test\""}));
        QVERIFY(!answer.header("request-id").isEmpty());
        QCOMPARE(answer.header("X-FEServer"), "EXCH01");
        QVERIFY(answer.header("X-BEServer").isEmpty());
    }

    void spellingsOfTheUserName_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<int>("status");
        const QByteArray right = SimLogon::password();
        QTest::newRow("address") << QByteArray("askcody@contoso.test") << right << 200;
        QTest::newRow("address in capitals") << QByteArray("ASKCODY@CONTOSO.TEST") << right << 200;
        QTest::newRow("NetBIOS domain") << QByteArray("CONTOSO\\askcody") << right << 200;
        QTest::newRow("DNS domain") << QByteArray("contoso.test\\askcody") << right << 200;
        QTest::newRow("bare") << QByteArray("askcody") << right << 200;
        QTest::newRow("other domain") << QByteArray("FABRIKAM\\askcody") << right << 401;
        QTest::newRow("other user") << QByteArray("anna@contoso.test") << right << 401;
        QTest::newRow("wrong password") << QByteArray("askcody") << QByteArray("wrong") << 401;
        QTest::newRow("password in another case") << QByteArray("askcody") << right.toLower() << 401;
        QTest::newRow("no password") << QByteArray("askcody") << QByteArray() << 401;
    }
    void spellingsOfTheUserName()
    {
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, password);
        QFETCH(int, status);
        const int refused = m_world.exchange().refusedLogins();
        RawClient client(m_world, mail);
        const RawAnswer answer = client.post(asmx, RawClient::envelope(getCalendar, RawClient::version()),
                                             {RawClient::basic(user, password)});
        QCOMPARE(answer.status, status);
        QCOMPARE(m_world.exchange().refusedLogins() - refused, status == 401 ? 1 : 0);
    }

    void ntlmGetsAChallengeWithNamesAndIsThenRefused_data()
    {
        QTest::addColumn<QByteArray>("scheme");
        QTest::newRow("NTLM") << QByteArray("NTLM");
        QTest::newRow("Negotiate") << QByteArray("Negotiate");
    }
    void ntlmGetsAChallengeWithNamesAndIsThenRefused()
    {
        QFETCH(QByteArray, scheme);
        RawClient client(m_world, mail);
        const QByteArray first = QByteArray("NTLMSSP\0\x01\0\0\0\x05\x82\x88\xa2", 16) + QByteArray(16, '\0');
        const RawAnswer challenge =
            client.post(asmx, {}, {"Authorization: " + scheme + ' ' + first.toBase64()});
        QCOMPARE(challenge.status, 401);
        const QByteArray offer = challenge.header("WWW-Authenticate");
        QVERIFY(offer.startsWith(scheme + ' '));
        const QByteArray message = QByteArray::fromBase64(offer.split(' ').at(1));
        QVERIFY(message.startsWith(QByteArray("NTLMSSP\0\x02\0\0\0", 12)));
        const auto utf16 = [](const QString &text) {
            return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        };
        QVERIFY(message.contains(utf16(u"CONTOSO"_s)));
        QVERIFY(message.contains(utf16(u"contoso.test"_s)));
        const QByteArray third = QByteArray("NTLMSSP\0\x03\0\0\0", 12) + QByteArray(52, '\0');
        const RawAnswer refusal =
            client.post(asmx, {}, {"Authorization: " + scheme + ' ' + third.toBase64()});
        QCOMPARE(refusal.status, 401);
        QCOMPARE(refusal.headerValues("WWW-Authenticate").size(), 3);
    }

    void theWebServerRefuses_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<int>("status");
        QTest::newRow("GET") << QByteArray("GET") << asmx << QByteArray("text/xml") << 405;
        QTest::newRow("SOAP 1.2's content type")
            << QByteArray("POST") << asmx << QByteArray("application/soap+xml; charset=utf-8") << 415;
        QTest::newRow("a form") << QByteArray("POST") << asmx
                                << QByteArray("application/x-www-form-urlencoded") << 415;
        QTest::newRow("wrong path") << QByteArray("POST") << QByteArray("/EWS/Exchange.asm")
                                    << QByteArray("text/xml") << 404;
        QTest::newRow("path in small letters")
            << QByteArray("POST") << QByteArray("/ews/exchange.asmx") << QByteArray("text/xml") << 200;
    }
    void theWebServerRefuses()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, contentType);
        QFETCH(int, status);
        RawClient client(m_world, mail);
        const QByteArray body = RawClient::envelope(getCalendar, RawClient::version());
        const RawAnswer answer =
            client.send(method + ' ' + target + " HTTP/1.1\r\nHost: mail.contoso.test\r\n"
                        + RawClient::basic() + "\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QCOMPARE(answer.status, status);
        if (status == 404)
            QVERIFY(answer.header("Content-Type").startsWith("text/html"));
    }

    void exchangeRefuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        const QByteArray good = RawClient::envelope(getCalendar, RawClient::version());
        const auto with = [](const QByteArray &operation) {
            return RawClient::envelope(operation, RawClient::version());
        };
        const auto changed = [&good](const char *from, const char *to) {
            return QByteArray(good).replace(from, to);
        };
        QTest::newRow("no body at all") << QByteArray() << QByteArray("ErrorInvalidRequest");
        QTest::newRow("empty SOAP body") << with({}) << QByteArray("ErrorInvalidRequest");
        QTest::newRow("not well-formed")
            << changed("</m:GetFolder>", "") << QByteArray("ErrorSchemaValidation");
        QTest::newRow("bare ampersand")
            << changed("Default<", "De&fault<") << QByteArray("ErrorSchemaValidation");
        QTest::newRow("a DTD") << changed("?>\n", "?><!DOCTYPE a [<!ENTITY b \"c\">]>")
                               << QByteArray("ErrorSchemaValidation");
        QTest::newRow("SOAP 1.2") << changed("http://schemas.xmlsoap.org/soap/envelope/",
                                             "http://www.w3.org/2003/05/soap-envelope")
                                  << QByteArray("DeserializationFailed");
        QTest::newRow("messages namespace with https")
            << changed("http://schemas.microsoft.com/exchange/services/2006/messages",
                       "https://schemas.microsoft.com/exchange/services/2006/messages")
            << QByteArray("ErrorSchemaValidation");
        QTest::newRow("unknown operation") << with("<m:GetEverything/>") << QByteArray("ActionNotSupported");
        QTest::newRow("order of elements")
            << with("<m:GetFolder><m:FolderIds><t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds>"
                    "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape></m:GetFolder>")
            << QByteArray("ErrorSchemaValidation");
        QTest::newRow("missing element") << with("<m:GetRooms/>") << QByteArray("ErrorSchemaValidation");
        QTest::newRow("missing attribute")
            << with("<m:ResolveNames><m:UnresolvedEntry>x</m:UnresolvedEntry></m:ResolveNames>")
            << QByteArray("ErrorSchemaValidation");
        QTest::newRow("unknown word")
            << changed("Default<", "Everything<") << QByteArray("ErrorSchemaValidation");
        QTest::newRow("types element in the messages namespace")
            << changed("t:DistinguishedFolderId", "m:DistinguishedFolderId")
            << QByteArray("ErrorSchemaValidation");
        QTest::newRow("time-out of an hour")
            << with(streamingEvents("x", "60")) << QByteArray("ErrorSchemaValidation");
        QTest::newRow("version too new")
            << RawClient::envelope(getCalendar, RawClient::version("Exchange2030"))
            << QByteArray("ErrorInvalidServerVersion");
        QTest::newRow("a product's name as version")
            << RawClient::envelope(getCalendar, RawClient::version("Exchange2019"))
            << QByteArray("ErrorInvalidServerVersion");
        QTest::newRow("element newer than the version")
            << RawClient::envelope("<m:GetRoomLists/>", RawClient::version("Exchange2007_SP1"))
            << QByteArray("ErrorIncorrectSchemaVersion");
        QTest::newRow("no version at all, new operation")
            << RawClient::envelope("<m:GetRoomLists/>", {}) << QByteArray("ErrorIncorrectSchemaVersion");
    }
    void exchangeRefuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        RawClient client(m_world, mail);
        const RawAnswer answer = client.post(asmx, body, {RawClient::basic()});
        QCOMPARE(answer.status, 500);
        QVERIFY(answer.header("Content-Type").startsWith("text/xml"));
        QCOMPARE(answer.value("faultcode"), "a:" + code);
        // What the framework says carries no code of Exchange.
        QCOMPARE(answer.value("ResponseCode"), code.startsWith("Error") ? code : QByteArray());
        QVERIFY(!answer.body.contains("ServerVersionInfo"));
        if (code == "ErrorSchemaValidation") {
            QVERIFY(answer.value("LineNumber").toInt() > 0);
            QVERIFY(answer.value("LinePosition").toInt() > 0);
            QVERIFY(!answer.value("Violation").isEmpty());
        }
    }

    void withoutAVersionOldOperationsWork()
    {
        RawClient client(m_world, mail);
        QCOMPARE(client.ews(getCalendar, {}).value("ResponseCode"), "NoError");
    }

    void impersonation_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto primary = [](const QByteArray &address) {
            return identity("<t:PrimarySmtpAddress>" + address + "</t:PrimarySmtpAddress>");
        };
        QTest::newRow("a room") << primary("room1@contoso.test") << 200 << QByteArray("NoError");
        QTest::newRow("an ordinary mailbox") << primary("anna@contoso.test") << 200 << QByteArray("NoError");
        QTest::newRow("by user principal name")
            << identity("<t:PrincipalName>room2@contoso.test</t:PrincipalName>") << 200
            << QByteArray("NoError");
        QTest::newRow("by any address")
            << identity("<t:SmtpAddress>Room3@Contoso.Test</t:SmtpAddress>") << 200 << QByteArray("NoError");
        QTest::newRow("by SID") << identity(
            "<t:SID>" + m_world.exchange().directory().rooms().first().sid.toLatin1() + "</t:SID>")
                                << 200 << QByteArray("NoError");
        QTest::newRow("outside the scope")
            << primary("ceo@contoso.test") << 500 << QByteArray("ErrorImpersonateUserDenied");
        QTest::newRow("unknown address")
            << primary("nobody@contoso.test") << 500 << QByteArray("ErrorNonExistentMailbox");
        QTest::newRow("unknown principal")
            << identity("<t:PrincipalName>nobody@contoso.test</t:PrincipalName>") << 500
            << QByteArray("ErrorInvalidUserPrincipalName");
        QTest::newRow("unknown SID") << identity("<t:SID>S-1-5-21-1</t:SID>") << 500
                                     << QByteArray("ErrorInvalidUserSid");
        QTest::newRow("nobody") << identity({}) << 500
                                << QByteArray("ErrorInvalidExchangeImpersonationHeaderData");
        QTest::newRow("an empty address")
            << primary({}) << 500 << QByteArray("ErrorInvalidExchangeImpersonationHeaderData");
        QTest::newRow("two at once") << identity(
            "<t:PrincipalName>room1@contoso.test</t:PrincipalName>"
            "<t:PrimarySmtpAddress>room1@contoso.test</t:PrimarySmtpAddress>")
                                     << 500 << QByteArray("ErrorInvalidExchangeImpersonationHeaderData");
        QTest::newRow("no ConnectingSID") << RawClient::version() + "<t:ExchangeImpersonation/>" << 500
                                          << QByteArray("ErrorSchemaValidation");
    }
    void impersonation()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        RawClient client(m_world, mail);
        const RawAnswer answer = client.ews(getCalendar, header);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.value("ResponseCode"), code);
    }

    void anothersCalendarNeedsImpersonation()
    {
        RawClient client(m_world, mail);
        const QByteArray request =
            QByteArray(getCalendar)
                .replace("Id=\"calendar\"/>",
                         "Id=\"calendar\"><t:Mailbox><t:EmailAddress>room1@contoso.test"
                         "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>");
        const RawAnswer answer = client.ews(request);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("ResponseCode"), "ErrorAccessDenied");
    }

    void calendarViews_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("code");
        const QByteArray monday = "2026-11-23T00:00:00Z";
        QTest::newRow("a week") << monday << QByteArray("2026-11-30T00:00:00Z") << QByteArray("NoError");
        QTest::newRow("backwards") << monday << QByteArray("2026-11-22T00:00:00Z")
                                   << QByteArray("ErrorCalendarEndDateIsEarlierThanStartDate");
        QTest::newRow("three years") << monday << QByteArray("2029-11-23T00:00:00Z")
                                     << QByteArray("ErrorCalendarViewRangeTooBig");
    }
    void calendarViews()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, code);
        RawClient client(m_world, mail);
        const RawAnswer answer =
            client.ews(findItem(from, to), RawClient::impersonating("room1@contoso.test"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("ResponseCode"), code);
        if (code == "NoError") {
            QCOMPARE(answer.body.count("<t:CalendarItem>"), 2);
            QVERIFY(answer.body.contains("TotalItemsInView=\"5\" IncludesLastItemInRange=\"false\""));
            QCOMPARE(answer.value("Start"), "2026-11-23T08:00:00Z");
        }
    }

    void availabilityTellsPerMailbox_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("a room") << availability("room1@contoso.test") << QByteArray("NoError");
        QTest::newRow("a stranger") << availability("nobody@contoso.test")
                                    << QByteArray("ErrorMailRecipientNotFound");
        QTest::newRow("two months") << availability("room1@contoso.test", "2027-01-24T00:00:00")
                                    << QByteArray("ErrorTimeIntervalTooBig");
        QTest::newRow("no time") << availability("room1@contoso.test", "2026-11-23T00:00:00")
                                 << QByteArray("ErrorInvalidTimeInterval");
    }
    void availabilityTellsPerMailbox()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, code);
        RawClient client(m_world, mail);
        const RawAnswer answer = client.ews(request);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("ResponseCode"), code);
        if (code == "NoError")
            QCOMPARE(answer.value("MergedFreeBusy"), QByteArray(8, '0') + '2' + QByteArray(15, '0'));
    }

    void aRoomListThatIsNone()
    {
        RawClient client(m_world, mail);
        const RawAnswer answer =
            client.ews("<m:GetRooms><m:RoomList><t:EmailAddress>anna@contoso.test</t:EmailAddress>"
                       "</m:RoomList></m:GetRooms>");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("ResponseCode"), "ErrorNameResolutionNoResults");
        QVERIFY(!answer.body.contains("ResponseMessages"));
    }

    void streamsNotificationsToWhoSubscribed()
    {
        RawClient client(m_world, mail);
        const QByteArray room1 = RawClient::impersonating("room1@contoso.test");
        const QByteArray id = client.ews(subscribe, room1).value("SubscriptionId");
        QVERIFY(!id.isEmpty());
        QCOMPARE(m_world.exchange().openSubscriptions(), 1);
        QCOMPARE(client.ews(streamingEvents(id), RawClient::impersonating("room2@contoso.test"))
                     .value("ResponseCode"),
                 "ErrorSubscriptionAccessDenied");
        QCOMPARE(client.ews(streamingEvents("bm9uZQ=="), room1).value("ResponseCode"),
                 "ErrorSubscriptionNotFound");

        RawClient stream(m_world, mail);
        const QByteArray body = RawClient::envelope(streamingEvents(id), room1);
        stream.socket().write("POST " + asmx
                              + " HTTP/1.1\r\nHost: mail.contoso.test\r\nContent-Type: text/xml\r\n"
                              + RawClient::basic() + "\r\nContent-Length: " + QByteArray::number(body.size())
                              + "\r\n\r\n" + body);
        QTRY_COMPARE(stream.socket().peek(20000).count("</s:Envelope>"), 2);
        const QByteArray bytes = stream.socket().readAll();
        QVERIFY(bytes.contains("Transfer-Encoding: chunked"));
        QVERIFY(bytes.indexOf("<m:ConnectionStatus>OK<") < bytes.indexOf("<t:ModifiedEvent>"));

        const QByteArray end =
            "<m:Unsubscribe><m:SubscriptionId>" + id + "</m:SubscriptionId></m:Unsubscribe>";
        QCOMPARE(client.ews(end, room1).value("ResponseCode"), "NoError");
        QCOMPARE(client.ews(end, room1).value("ResponseCode"), "ErrorSubscriptionNotFound");
        QCOMPARE(m_world.exchange().openSubscriptions(), 0);
    }

    void echoesTheClientsRequestIdWhenAsked()
    {
        RawClient client(m_world, mail);
        const QByteArray body = RawClient::envelope(getCalendar, RawClient::version());
        const RawAnswer told =
            client.post(asmx, body,
                        {RawClient::basic(), "client-request-id: 4711", "return-client-request-id: true",
                         "X-PreferServerAffinity: true"});
        QCOMPARE(told.header("client-request-id"), "4711");
        QVERIFY(told.header("Set-Cookie").startsWith("X-BackEndOverrideCookie="));
        QCOMPARE(told.header("X-CalculatedBETarget"), "exch01.contoso.test");
        const RawAnswer silent = client.post(asmx, body, {RawClient::basic(), "client-request-id: 4711"});
        QVERIFY(silent.header("client-request-id").isEmpty());
        QVERIFY(silent.header("Set-Cookie").isEmpty());
        QVERIFY(told.header("request-id") != silent.header("request-id"));
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestExchangeSimulator)
#include "tst_exchangesimulator.moc"
