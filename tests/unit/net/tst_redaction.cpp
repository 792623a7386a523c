// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redaction.h"
#include "net/redactionbody.h"
#include "net/redactionheaders.h"
#include "net/redactiontoken.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringEncoder>
#include <QTest>
#include <QXmlStreamReader>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Stands wherever nothing may be kept.
const QByteArray canary = "Canary-7f3a";

QByteArray ewsEnvelope(const QByteArray &body)
{
    return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
           " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
           " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Body>"
        + body + "</s:Body></s:Envelope>";
}

QXmlStreamReader::Error xmlError(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    return reader.error();
}

QByteArray type2Message(const QByteArray &challenge)
{
    return QByteArray("NTLMSSP\0\2\0\0\0\x0e\0\x0e\0\x38\0\0\0\x05\x82\x89\xa2", 24) + challenge
        + QByteArray(8, '\0') + QByteArray("C\0O\0N\0T\0O\0S\0O\0", 14);
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private slots:
    void requestHeaders_data();
    void requestHeaders();
    void answerHeaders_data();
    void answerHeaders();
    void strangeHeadersAreTamed();
    void type2MessagesKeepTheirNames();
    void addresses_data();
    void addresses();
    void theCredentialLeavesItsScheme();
    void untrustedStepKeepsLocationOnly();
    void keptXml_data();
    void keptXml();
    void removedXml_data();
    void removedXml();
    void faultCodesKeepTheirNamespace();
    void idsAreShortenedButTold();
    void xmlKeepsItsShape_data();
    void xmlKeepsItsShape();
    void encodingsAreRead_data();
    void encodingsAreRead();
    void pagesKeepTheirTitle_data();
    void pagesKeepTheirTitle();
    void aHeadingIsKeptWhereItGoesOnWithTheTitle();
    void jsonByMember();
    void thePortalsJsonByMember();
    void thePortalsJsonIsBounded();
    void theFormForATokenByField();
    void tokensKeepThatTheyWereThere();
    void whatAnIssuerPublishesIsKept();
    void claimsByTheirList();
    void bodiesOfNoKindKeepTheirSize();
};

void TestRedaction::requestHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("listed") << QByteArray("Content-Type") << QByteArray("text/xml") << QByteArray("text/xml");
    QTest::newRow("in another case") << QByteArray("x-anchormailbox") << QByteArray("room1@contoso.test")
                                     << QByteArray("room1@contoso.test");
    QTest::newRow("not listed") << QByteArray("X-Api-Key") << canary
                                << QByteArray("«removed: header, 11 bytes»");
    QTest::newRow("basic") << QByteArray("Authorization") << QByteArray("Basic " + canary)
                           << QByteArray("Basic");
    QTest::newRow("empty bearer") << QByteArray("authorization") << QByteArray("Bearer")
                                  << QByteArray("Bearer");
    QTest::newRow("no scheme") << QByteArray("Authorization") << canary
                               << QByteArray("«removed: credential, 11 bytes»");
    QTest::newRow("proxy") << QByteArray("Proxy-Authorization") << QByteArray("Basic " + canary)
                           << QByteArray("Basic");
    QTest::newRow("cookies") << QByteArray("Cookie") << QByteArray("a=" + canary + "; b=2")
                             << QByteArray("a=«removed: cookie, 11 bytes»; b=«removed: cookie, 1 bytes»");
}

void TestRedaction::requestHeaders()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, kept);
    const HttpHeaders headers = redactedRequestHeaders({{name, value}});
    QCOMPARE(headers.fields().size(), 1);
    QCOMPARE(headers.fields().at(0).first, name);
    QCOMPARE(headers.fields().at(0).second, kept);
}

void TestRedaction::answerHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("kept");
    const QByteArray bearer =
        "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", "
        "trusted_issuers=\"00000001-0000-0000-c000-000000000000@tid,b\", error=\"invalid_token\"";
    for (const QByteArray &same :
         {QByteArray("Basic realm=\"mail.contoso.test\""), QByteArray("NTLM"), QByteArray("Negotiate, NTLM"),
          QByteArray("Basic realm=\"a, b\", charset=\"UTF-8\", Negotiate"), bearer,
          QByteArray("Bearer error=invalid_token")})
        QTest::newRow(QByteArray("challenge " + same.left(30)).constData())
            << QByteArray("WWW-Authenticate") << same << same;
    QTest::newRow("negotiate blob") << QByteArray("WWW-Authenticate")
                                    << QByteArray("Negotiate oYG2MIGzoAMKAQE=")
                                    << QByteArray("Negotiate removed-blob-16");
    QTest::newRow("nonce") << QByteArray("Proxy-Authenticate")
                           << QByteArray("Digest realm=\"x\", nonce=\"abcd\"")
                           << QByteArray("Digest realm=\"x\", nonce=\"«removed: parameter, 6 characters»\"");
    QTest::newRow("no challenge") << QByteArray("WWW-Authenticate") << QByteArray("one two three")
                                  << QByteArray("removed-challenge-13");
    QTest::newRow("cookie") << QByteArray("Set-Cookie")
                            << QByteArray("X-BackEndCookie=" + canary + "; path=/EWS; secure; x=" + canary)
                            << QByteArray("X-BackEndCookie=«removed: cookie, 11 bytes»; path=/EWS; secure");
    QTest::newRow("nameless cookie") << QByteArray("Set-Cookie") << canary
                                     << QByteArray("«removed: cookie, 11 bytes»");
    QTest::newRow("diagnostics") << QByteArray("X-EWS-Policy-Reason")
                                 << QByteArray("EWS is disabled for this user or tenant")
                                 << QByteArray("EWS is disabled for this user or tenant");
    QTest::newRow("server") << QByteArray("X-FEServer") << QByteArray("EX01") << QByteArray("EX01");
    QTest::newRow("not listed") << QByteArray("X-Session") << canary
                                << QByteArray("«removed: header, 11 bytes»");
    QTest::newRow("location") << QByteArray("Location") << QByteArray("/owa/auth/logon.aspx")
                              << QByteArray("/owa/auth/logon.aspx");
    QTest::newRow("location with a query")
        << QByteArray("Location")
        << QByteArray("https://u:p@h.test/a;jsessionid=" + canary + "?token=" + canary + "&reason=2#f")
        << QByteArray(
               "https://h.test/a?token=%C2%ABremoved:%20query%20value,%2011%20characters%C2%BB&reason=2");
}

void TestRedaction::answerHeaders()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, kept);
    const HttpHeaders headers = redactedAnswerHeaders({{name, value}});
    QCOMPARE(headers.fields().at(0).first, name);
    QCOMPARE(headers.fields().at(0).second, kept);
}

void TestRedaction::strangeHeadersAreTamed()
{
    HttpHeaders headers{{QByteArray(500, 'n'), "v"},
                        {"bad name", "v"},
                        {"Server", QByteArray(100'000, 's')},
                        {"Server", "\xff\xfe"},
                        {"Server", ""}};
    for (int i = 0; i < 1000; ++i)
        headers.append("Via", "x");
    const HttpHeaders kept = redactedAnswerHeaders(headers);
    QCOMPARE(kept.fields().size(), 200);
    QCOMPARE(kept.fields().at(0).first, QByteArray("x-removed-name"));
    QCOMPARE(kept.fields().at(1).first, QByteArray("x-removed-name"));
    QCOMPARE(kept.fields().at(2).second, QByteArray("«removed: header, 100000 bytes»"));
    QCOMPARE(kept.fields().at(3).second, QByteArray("«removed: header, 2 bytes»"));
    QCOMPARE(kept.fields().at(4).second, QByteArray());
}

void TestRedaction::type2MessagesKeepTheirNames()
{
    const QByteArray sent = type2Message("12345678");
    const HttpHeaders kept = redactedAnswerHeaders({{"WWW-Authenticate", "NTLM " + sent.toBase64()}});
    const QByteArray value = kept.value("WWW-Authenticate");
    QVERIFY(value.startsWith("NTLM "));
    const QByteArray message = QByteArray::fromBase64(value.mid(5));
    QCOMPARE(message, type2Message(QByteArray(8, '\0')));
    QVERIFY(message.contains(QByteArray("C\0O\0N\0T\0O\0S\0O\0", 14)));

    // A type 3 message is somebody's proof of identity.
    QByteArray type3 = sent;
    type3[8] = '\3';
    const HttpHeaders gone = redactedAnswerHeaders({{"WWW-Authenticate", "NTLM " + type3.toBase64()}});
    QVERIFY(gone.value("WWW-Authenticate").startsWith("NTLM removed-blob"));
}

void TestRedaction::addresses_data()
{
    QTest::addColumn<QUrl>("address");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const QString &address, const QString &kept) {
        QTest::newRow(name) << QUrl(address) << kept;
    };
    row("plain", u"https://h.test/EWS/Exchange.asmx"_s, u"https://h.test/EWS/Exchange.asmx"_s);
    row("user info", u"https://user:pass@h.test:8443/a"_s, u"https://h.test:8443/a"_s);
    row("fragment", u"https://h.test/a#access_token=1"_s, u"https://h.test/a"_s);
    row("listed query", u"https://h.test/a/room1@contoso.test?Protocol=EWS&Email=a@b.test"_s,
        u"https://h.test/a/room1@contoso.test?Protocol=EWS&Email=a@b.test"_s);
    row("escaped path", u"https://h.test/a%2Fb%20c;v=1/d"_s, u"https://h.test/a%2Fb%20c/d"_s);
    row("parameter before a slash", u"https://h.test/a/;jsessionid=T/b"_s, u"https://h.test/a//b"_s);
    row("query without values", u"https://h.test/a?wsdl"_s, u"https://h.test/a?wsdl"_s);
}

void TestRedaction::addresses()
{
    QFETCH(const QUrl, address);
    QFETCH(const QString, kept);
    QCOMPARE(redactedUrl(address).toString(QUrl::FullyEncoded), kept);
    QCOMPARE(redactedUrl(redactedUrl(address)), redactedUrl(address));
    const QUrl error(u"https://login.microsoftonline.com/error?code=7000218"_s);
    QCOMPARE(redactedUrl(error), error);
    QVERIFY(!redactedUrl(QUrl(u"https://h.test/?code=123456789"_s)).toString().contains(u"123456789"_s));
    const QUrl tokens = redactedUrl(QUrl(u"https://h.test/?code=abc&code=def"_s));
    QVERIFY(!tokens.toString().contains(u"abc"_s));
    QVERIFY(!tokens.toString().contains(u"def"_s));
    // A query may be the token itself.
    for (const QString &query :
         {u"eyJhbGciOi.e30.c2ln"_s, u"1f0c33e9"_s, QString(60, u'f') + u"=1"_s, u"a&f00d="_s}) {
        const QByteArray location = redactedAddress("https://gw.test/my.policy?" + query.toUtf8());
        QVERIFY2(!location.contains(query.section(u'=', 0, 0).section(u'&', -1).toUtf8()),
                 location.constData());
        QVERIFY(location.startsWith("https://gw.test/my.policy?"));
    }
}

void TestRedaction::theCredentialLeavesItsScheme()
{
    ExchangeQuery query;
    query.url = QUrl(u"https://h.test/"_s);
    query.credential = Credential{Credential::Scheme::Basic, u"a"_s, u"u"_s, Secret(canary)};
    const RecordedExchange kept = redact(query, ExchangeAnswer());
    QCOMPARE(kept.request.headers.value("Authorization"), QByteArray("Basic"));
}

void TestRedaction::untrustedStepKeepsLocationOnly()
{
    ExchangeQuery query;
    query.url = QUrl(u"http://autodiscover.contoso.test/autodiscover/autodiscover.xml"_s);
    query.withoutSecrets = true;
    query.bodyKind = BodyKind::AutodiscoverXml;
    const ExchangeAnswer answer{
        302,      "Found", {{"Server", "x"}, {"Location", "https://h.test/a"}, {"Set-Cookie", "a=b"}},
        "<html>", true,    {}};
    const RecordedExchange kept = redact(query, answer);
    QCOMPARE(kept.answer->status, 302);
    QCOMPARE(kept.answer->headers, HttpHeaders({{"Location", "https://h.test/a"}}));
    QVERIFY(kept.answer->body.isEmpty());
    QCOMPARE(kept.answerSize, 6);
}

void TestRedaction::keptXml_data()
{
    QTest::addColumn<BodyKind>("kind");
    QTest::addColumn<QByteArray>("xml");
    const auto ews = [](const char *name, const QByteArray &body) {
        QTest::newRow(name) << BodyKind::Ews << ewsEnvelope(body);
    };
    ews("room lists",
        "<m:GetRoomListsResponse "
        "ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode><m:RoomLists>"
        "<t:Address><t:Name>Building &amp; 1 ä</t:Name><t:EmailAddress>b1@contoso.test</t:EmailAddress>"
        "<t:RoutingType>SMTP</t:RoutingType><t:MailboxType>PublicDL</t:MailboxType></t:Address>"
        "</m:RoomLists></m:GetRoomListsResponse>");
    ews("rooms",
        "<m:GetRoomsResponse ResponseClass=\"Success\"><m:Rooms><t:Room><t:Id><t:Name>Room 1</t:Name>"
        "<t:EmailAddress>room1@contoso.test</t:EmailAddress></t:Id></t:Room></m:Rooms></m:GetRoomsResponse>");
    ews("error",
        "<m:GetFolderResponse><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass=\"Error\">"
        "<m:MessageText>The account may not impersonate room1.</m:MessageText>"
        "<m:ResponseCode>ErrorImpersonateUserDenied</m:ResponseCode><m:DescriptiveLinkKey>0</"
        "m:DescriptiveLinkKey>"
        "<m:MessageXml><t:Value Name=\"BackOffMilliseconds\">2977</t:Value></m:MessageXml>"
        "</m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse>");
    ews("request",
        "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>"
        "<t:DistinguishedFolderId "
        "Id=\"calendar\"><t:Mailbox><t:EmailAddress>room1@contoso.test</t:EmailAddress>"
        "</t:Mailbox></t:DistinguishedFolderId></m:FolderIds></m:GetFolder>");
    ews("streaming",
        "<m:GetStreamingEventsResponse><m:ResponseMessages><m:GetStreamingEventsResponseMessage"
        " ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode><m:ConnectionStatus>OK"
        "</m:ConnectionStatus></m:GetStreamingEventsResponseMessage></m:ResponseMessages>"
        "</m:GetStreamingEventsResponse>");
    QTest::newRow("version") << BodyKind::Ews
                             << QByteArray(
                                    "<Envelope><Header><ServerVersionInfo MajorVersion=\"15\""
                                    " MinorVersion=\"2\" MajorBuildNumber=\"2562\" MinorBuildNumber=\"53\""
                                    " Version=\"V2017_07_11\"/></Header><Body/></Envelope>");
    QTest::newRow("pox")
        << BodyKind::AutodiscoverXml
        << QByteArray("<Autodiscover><Response><Account><AccountType>email</AccountType>"
                      "<Action>settings</Action><MicrosoftOnline>False</MicrosoftOnline>"
                      "<Protocol><Type>EXPR</Type><EwsUrl>https://mail.contoso.test/EWS/Exchange.asmx"
                      "</EwsUrl></Protocol></Account></Response></Autodiscover>");
    QTest::newRow("pox error") << BodyKind::AutodiscoverXml
                               << QByteArray(
                                      "<Autodiscover><Response><Error Time=\"09:00\" Id=\"123\">"
                                      "<ErrorCode>600</ErrorCode><Message>Invalid Request</Message></Error>"
                                      "</Response></Autodiscover>");
    QTest::newRow("soap settings")
        << BodyKind::AutodiscoverXml
        << QByteArray(
               "<Envelope><Body><GetUserSettingsResponseMessage><Response><ErrorCode>NoError</ErrorCode>"
               "<UserResponses><UserResponse><ErrorCode>NoError</ErrorCode><RedirectTarget/><UserSettings>"
               "<UserSetting type=\"StringSetting\"><Name>ExternalEwsUrl</Name><Value>"
               "https://mail.contoso.test/EWS/Exchange.asmx</Value></UserSetting></UserSettings>"
               "</UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></Body></"
               "Envelope>");
}

void TestRedaction::keptXml()
{
    QFETCH(const BodyKind, kind);
    QFETCH(const QByteArray, xml);
    const RedactedBody kept = redactedBody(kind, xml);
    QCOMPARE(QString::fromUtf8(kept.body), QString::fromUtf8(xml));
    QCOMPARE(kept.derived["shape"_L1], QJsonValue(u"xml"_s));
}

void TestRedaction::removedXml_data()
{
    QTest::addColumn<BodyKind>("kind");
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QByteArray>("kept");
    const auto ews = [](const char *name, const QByteArray &body, const QByteArray &kept) {
        QTest::newRow(name) << BodyKind::Ews << ewsEnvelope(body) << ewsEnvelope(kept);
    };
    ews("event details",
        "<t:FreeBusyView><t:MergedFreeBusy>0220</t:MergedFreeBusy><t:CalendarEventArray><t:CalendarEvent>"
        "<t:StartTime>2026-11-23T09:00:00</t:StartTime><t:CalendarEventDetails><t:Subject>"
            + canary + "</t:Subject><t:Location>" + canary
            + "</t:Location></t:CalendarEventDetails></t:CalendarEvent></t:CalendarEventArray></"
              "t:FreeBusyView>",
        "<t:FreeBusyView><t:MergedFreeBusy>4444</t:MergedFreeBusy><t:CalendarEventArray><t:CalendarEvent>"
        "<t:StartTime>«removed: text, 19 characters»</t:StartTime><t:CalendarEventDetails>"
        "«removed: text, 22 characters»</t:CalendarEventDetails></t:CalendarEvent></t:CalendarEventArray>"
        "</t:FreeBusyView>");
    ews("attendees",
        "<t:CalendarEvent><t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>" + canary
            + "</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees></t:CalendarEvent>",
        "<t:CalendarEvent><t:RequiredAttendees>«removed: text, 11 characters»</t:RequiredAttendees>"
        "</t:CalendarEvent>");
    ews("names of people",
        "<t:Resolution><t:Mailbox><t:Name>" + canary
            + "</t:Name><t:EmailAddress>svc@contoso.test</t:EmailAddress>"
              "</t:Mailbox><t:Contact><t:JobTitle>"
            + canary + "</t:JobTitle></t:Contact></t:Resolution>",
        "<t:Resolution><t:Mailbox><t:Name>«removed: text, 11 "
        "characters»</t:Name><t:EmailAddress>svc@contoso.test"
        "</t:EmailAddress></t:Mailbox><t:Contact>«removed: text, 11 characters»</t:Contact></t:Resolution>");
    ews("text in a container", "<m:Rooms>" + canary + "<t:Room/></m:Rooms>",
        "<m:Rooms>«removed: text, 11 characters»<t:Room/></m:Rooms>");
    ews("attributes", "<m:Rooms secret=\"" + canary + "\" ResponseClass=\"Success\"/>",
        "<m:Rooms secret=\"«removed: attribute, 11 characters»\" ResponseClass=\"Success\"/>");
    ews("attributes of what is not listed", "<t:Unknown a=\"" + canary + "\"/>", "<t:Unknown/>");
    ews("values with other names",
        "<m:MessageXml><t:Value Name=\"Token\">" + canary + "</t:Value></m:MessageXml>",
        "<m:MessageXml><t:Value>«removed: text, 11 characters»</t:Value></m:MessageXml>");
    ews("comments and instructions", "<!-- " + canary + " --><?x " + canary + "?><m:Rooms/>", "<m:Rooms/>");
    ews("data sections", "<t:Subject><![CDATA[" + canary + "]]></t:Subject>",
        "<t:Subject>«removed: text, 11 characters»</t:Subject>");
    ews("bidirectional text", "<m:MessageText>a\u202Eb</m:MessageText>",
        "<m:MessageText>a‹U+202E›b</m:MessageText>");
    ews("long text", "<m:MessageText>" + QByteArray(9000, 'x') + "</m:MessageText>",
        "<m:MessageText>" + QByteArray(500, 'x') + "…</m:MessageText>");
    QTest::newRow("settings about people")
        << BodyKind::AutodiscoverXml
        << QByteArray("<Envelope><UserSettings><UserSetting><Name>UserDisplayName</Name><Value>" + canary
                      + "</Value></UserSetting></UserSettings></Envelope>")
        << QByteArray("<Envelope><UserSettings><UserSetting><Name>UserDisplayName</Name><Value>"
                      "«removed: text, 11 characters»</Value></UserSetting></UserSettings></Envelope>");
    QTest::newRow("legacy names")
        << BodyKind::AutodiscoverXml
        << QByteArray("<Autodiscover><Response><User><LegacyDN>" + canary
                      + "</LegacyDN></User></Response></Autodiscover>")
        << QByteArray("<Autodiscover><Response><User>«removed»</User></Response></Autodiscover>")
               .replace("«removed»", "<LegacyDN>«removed: text, 11 characters»</LegacyDN>");
    QTest::newRow("user info in addresses")
        << BodyKind::AutodiscoverXml
        << QByteArray("<Autodiscover><Protocol><EwsUrl>\n HTTPS://u:" + canary + "@h.test/EWS?token=" + canary
                      + " </EwsUrl><EwsUrl>ftp://u:" + canary + "@h.test/EWS</EwsUrl><EwsUrl>https://u:"
                      + canary + "@h.test/EWS</EwsUrl></Protocol></Autodiscover>")
        << QByteArray(
               "<Autodiscover><Protocol><EwsUrl>https://h.test/EWS?token=%C2%ABremoved:%20query%20value,"
               "%2011%20characters%C2%BB</EwsUrl><EwsUrl>ftp://h.test/EWS</EwsUrl>"
               "<EwsUrl>https://h.test/EWS</EwsUrl></Protocol></Autodiscover>");
}

void TestRedaction::removedXml()
{
    QFETCH(const BodyKind, kind);
    QFETCH(const QByteArray, xml);
    QFETCH(const QByteArray, kept);
    QCOMPARE(QString::fromUtf8(redactedBody(kind, xml).body), QString::fromUtf8(kept));
    QVERIFY(!redactedBody(kind, xml).body.contains(canary));
}

void TestRedaction::faultCodesKeepTheirNamespace()
{
    const QByteArray fault =
        "<s:Fault><faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
        "a:ErrorServerBusy</faultcode><faultstring xml:lang=\"en-US\">Busy.</faultstring><detail>"
        "<e:ResponseCode "
        "xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">ErrorServerBusy"
        "</e:ResponseCode></detail></s:Fault>";
    QCOMPARE(redactedBody(BodyKind::Ews, ewsEnvelope(fault)).body, ewsEnvelope(fault));
    const QByteArray odd = "<s:Fault xmlns:x=\"" + canary + "\"/>";
    QVERIFY(!redactedBody(BodyKind::Ews, ewsEnvelope(odd)).body.contains(canary));
}

void TestRedaction::idsAreShortenedButTold()
{
    const auto idOf = [](const QByteArray &id) {
        const QByteArray kept =
            redactedBody(BodyKind::Ews, ewsEnvelope("<m:SubscriptionId>" + id + "</m:SubscriptionId>")).body;
        const qsizetype start = kept.indexOf("Id>") + 3;
        return kept.mid(start, kept.indexOf("</", start) - start);
    };
    const QByteArray one(80, 'A');
    const QByteArray other = QByteArray(79, 'A') + "B";
    QVERIFY(idOf(one).size() < 20);
    QCOMPARE(idOf(one), idOf(one));
    QVERIFY(idOf(one) != idOf(other));
    QCOMPARE(idOf(idOf(one)), idOf(one)); // a replay sends what it was given
}

void TestRedaction::xmlKeepsItsShape_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("shape");
    const QByteArray whole = ewsEnvelope("<m:SubscriptionId>1</m:SubscriptionId>");
    QTest::newRow("two documents") << whole + "\r\n<?xml version=\"1.0\"?>" + whole << u"xml"_s;
    QTest::newRow("cut in the second") << whole + whole.chopped(30) << u"cutXml"_s;
    QTest::newRow("cut in a tag") << whole.left(20) << u"cutXml"_s;
    QTest::newRow("cut in the second's tag") << whole + whole.left(20) << u"cutXml"_s;
    QTest::newRow("cut in what is removed")
        << ewsEnvelope("<x><y>").replace("</s:Body></s:Envelope>", "") << u"cutXml"_s;
    QTest::newRow("wrong end tag") << whole + "<a></b>" << u"brokenXml"_s;
    QTest::newRow("text behind") << whole + " and so on" << u"brokenXml"_s;
    QTest::newRow("document type") << QByteArray("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"") + canary
            + "\">]><a>&b;</a>" << u"dtd"_s;
    QTest::newRow("too deep") << QByteArray("<Envelope>").repeated(200) << u"hugeXml"_s;
    QTest::newRow("too deep in what is removed")
        << "<Envelope>" + QByteArray("<x>").repeated(200) << u"hugeXml"_s;
    QTest::newRow("too many") << "<Envelope>" + QByteArray("<a/>").repeated(100'001) + "</Envelope>"
                              << u"hugeXml"_s;
    QTest::newRow("no xml") << QByteArray("Service Unavailable " + canary) << u"other"_s;
    QTest::newRow("json") << QByteArray("{\"a\":1}") << u"other"_s;
    QTest::newRow("broken bytes") << QByteArray("<Envelope>\xff</Envelope>") << u"other"_s;
}

void TestRedaction::xmlKeepsItsShape()
{
    QFETCH(const QByteArray, xml);
    QFETCH(const QString, shape);
    const RedactedBody kept = redactedBody(BodyKind::Ews, xml);
    QCOMPARE(kept.derived["shape"_L1].toString(), shape);
    QVERIFY(!kept.body.contains(canary));
    QVERIFY(!kept.body.isEmpty());
    // What follows the last whole document is broken in the same way as it was.
    const qsizetype end = kept.body.lastIndexOf("</s:Envelope>");
    const auto error = xmlError(end < 0 ? kept.body : kept.body.mid(end + 13));
    if (shape == "cutXml"_L1)
        QCOMPARE(error, QXmlStreamReader::PrematureEndOfDocumentError);
    if (shape == "brokenXml"_L1 || shape == "other"_L1)
        QCOMPARE(error, QXmlStreamReader::NotWellFormedError);
    if (shape == "dtd"_L1)
        QVERIFY(kept.body.contains("<!DOCTYPE"));
}

void TestRedaction::encodingsAreRead_data()
{
    QTest::addColumn<QByteArray>("xml");
    const QString text = u"<Envelope><MessageText>ø</MessageText></Envelope>"_s;
    QTest::newRow("UTF-8") << text.toUtf8();
    QTest::newRow("UTF-8 with a mark") << QByteArray("\xEF\xBB\xBF") + text.toUtf8();
    QTest::newRow("Latin 1") << "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + text.toLatin1();
    QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    QTest::newRow("UTF-16") << QByteArray(utf16(text));
}

void TestRedaction::encodingsAreRead()
{
    QFETCH(const QByteArray, xml);
    const QByteArray kept = redactedBody(BodyKind::Ews, xml).body;
    QCOMPARE(QString::fromUtf8(kept), u"<Envelope><MessageText>ø</MessageText></Envelope>"_s);
}

void TestRedaction::pagesKeepTheirTitle_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("asksForPassword");
    QTest::newRow("log-on") << QByteArray(
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD\">\n<html><head><title> Outlook\n</title>"
        "</head><body>Canary-7f3a<input id=a type=\"password\"></body></html>")
                            << u"Outlook"_s << true;
    QTest::newRow("IIS") << QByteArray("<html xmlns=\"x\"><TITLE>IIS 10.0 Detailed Error - 404.13</TITLE>")
                         << u"IIS 10.0 Detailed Error - 404.13"_s << false;
    QTest::newRow("with declaration")
        << QByteArray("<?xml version=\"1.0\"?>\n<!-- Canary-7f3a -->\n<!doctype html><p>") << QString()
        << false;
    QTest::newRow("hostile title") << QByteArray("<html><title>%1\xE2\x80\xAE</title>") << u"%1‹U+202E›"_s
                                   << false;
}

// What a web server adds to its title is kept for the judge; a heading of its own may name somebody.
void TestRedaction::aHeadingIsKeptWhereItGoesOnWithTheTitle()
{
    const QByteArray page = "<html><head><TITLE>Bad Request</TITLE></head><body><h2>%1</h2></body></html>";
    const auto kept = [&page](const QByteArray &heading) {
        return redactedBody(BodyKind::Ews, QByteArray(page).replace("%1", heading)).body;
    };
    QVERIFY(kept("Bad Request - Request Too Long").contains("<h1>Bad Request - Request Too Long</h1>"));
    QVERIFY(!kept("Welcome, Canary-7f3a").contains(canary));
    const QByteArray untitled = redactedBody(BodyKind::Ews, "<html><h1>503 Service Unavailable</h1>").body;
    QVERIFY(untitled.contains("<h1>503 Service Unavailable</h1>"));
    QCOMPARE(redactedBody(BodyKind::Ews, untitled).body.count("503 Service Unavailable"), 1);
}

void TestRedaction::pagesKeepTheirTitle()
{
    QFETCH(const QByteArray, page);
    QFETCH(const QString, title);
    QFETCH(const bool, asksForPassword);
    for (const BodyKind kind : {BodyKind::Ews, BodyKind::AutodiscoverXml, BodyKind::AutodiscoverJson}) {
        const RedactedBody kept = redactedBody(kind, page);
        QCOMPARE(kept.derived["shape"_L1].toString(), u"html"_s);
        QCOMPARE(kept.derived["title"_L1].toString(), title);
        QCOMPARE(kept.derived["asksForPassword"_L1].toBool(), asksForPassword);
        QVERIFY(kept.body.contains("<title>" + title.toUtf8() + "</title>"));
        QVERIFY(!kept.body.contains(canary));
        QCOMPARE(kept.body.startsWith("<!DOCTYPE html>"), page.toLower().contains("<!doctype"));
        QCOMPARE(redactedBody(kind, kept.body).derived, kept.derived); // a page is still one
    }
}

void TestRedaction::jsonByMember()
{
    const QByteArray json =
        "{\"Protocol\":\"EWS\",\"Url\":\"https://u:p@h.test/EWS\",\"ErrorCode\":\"UserNotFound\","
        "\"Token\":\""
        + canary + "\",\"List\":[\"" + canary + "\"],\"ErrorMessage\":{\"a\":\"b\"}}";
    const RedactedBody kept = redactedBody(BodyKind::AutodiscoverJson, json);
    QCOMPARE(QJsonDocument::fromJson(kept.body).object(),
             QJsonObject({{u"Protocol"_s, u"EWS"_s},
                          {u"Url"_s, u"https://h.test/EWS"_s},
                          {u"ErrorCode"_s, u"UserNotFound"_s},
                          {u"Token"_s, u"«removed: member, 11 characters»"_s},
                          {u"List"_s, u"«removed: member, 0 characters»"_s},
                          {u"ErrorMessage"_s, u"«removed: member, 0 characters»"_s}}));
    QCOMPARE(redactedBody(BodyKind::AutodiscoverJson, "[1]").derived["shape"_L1].toString(), u"other"_s);
    QVERIFY(redactedBody(BodyKind::AutodiscoverJson, "{")
                .body.startsWith("«removed: unparseable, 1 bytes, sha256 "));
}

void TestRedaction::thePortalsJsonByMember()
{
    const QJsonObject body{
        {u"clientReference"_s, u"6f9619ff"_s},
        {u"credential"_s, QString::fromLatin1(canary)},
        {u"ewsUrl"_s, QString::fromLatin1("https://u:" + canary + "@h.test/EWS?x=" + canary)},
        {u"displayName"_s, QString::fromLatin1(canary)},
        {u"account"_s, QString::fromLatin1(canary)},
        {u"signedKeys"_s, QString::fromLatin1(canary)},
        {u"organisation"_s, QJsonObject{{u"id"_s, u"org"_s}, {u"phone"_s, QString::fromLatin1(canary)}}},
        {u"access_token"_s, QJsonObject{{u"name"_s, QString::fromLatin1(canary)}}},
        {u"name"_s, QJsonObject{{u"id"_s, QString::fromLatin1(canary)}}},
        {u"roles"_s, QJsonArray{u"owner"_s, QJsonObject{{u"id"_s, QString::fromLatin1(canary)}}}},
        {u"rungs"_s,
         QJsonArray{
             QJsonObject{{u"id"_s, u"net.dns"_s},
                         {u"durationMs"_s, 12},
                         {u"facts"_s,
                          QJsonObject{{u"host"_s, u"h.test"_s}, {u"mail"_s, QString::fromLatin1(canary)}}}},
             QString::fromLatin1(canary)}}};
    const RedactedBody kept = redactedBody(BodyKind::Portal, QJsonDocument(body).toJson());
    QVERIFY2(!kept.body.contains(canary), kept.body.constData());
    QCOMPARE(kept.derived["shape"_L1].toString(), u"json"_s);
    const QJsonObject json = QJsonDocument::fromJson(kept.body).object();
    QCOMPARE(json["clientReference"_L1].toString(), u"6f9619ff"_s);
    QCOMPARE(json["credential"_L1].toString(), u"«removed: member, 11 characters»"_s);
    QVERIFY(json["ewsUrl"_L1].toString().startsWith("https://h.test/EWS?x="_L1));
    QCOMPARE(json["organisation"_L1]["id"_L1].toString(), u"org"_s);
    QCOMPARE(json["roles"_L1].toArray().size(), 2); // a list keeps its length
    const QJsonValue rung = json["rungs"_L1].toArray().first();
    QCOMPARE(rung["durationMs"_L1].toInt(), 12);
    QCOMPARE(rung["facts"_L1]["host"_L1].toString(), u"h.test"_s);
}

void TestRedaction::thePortalsJsonIsBounded()
{
    QByteArray deep = "{\"id\":\"" + canary + "\"}";
    for (int i = 0; i < 50; ++i)
        deep = "{\"facts\":" + deep + "}";
    QVERIFY(!redactedBody(BodyKind::Portal, deep).body.contains(canary));
    QJsonObject wide;
    for (int i = 0; i < 5000; ++i)
        wide.insert(QString::number(i), i);
    const RedactedBody kept = redactedBody(BodyKind::Portal, QJsonDocument(wide).toJson());
    QCOMPARE(QJsonDocument::fromJson(kept.body).object().size(), 200);
    QVERIFY(redactedBody(BodyKind::Portal, "[1]").body.startsWith("«removed: unparseable"));
    QVERIFY(!redactedBody(BodyKind::Portal, canary).body.contains(canary));
}

void TestRedaction::theFormForATokenByField()
{
    const QByteArray form = "grant_type=refresh_token&client_id=setup&scope=openid%20api&refresh_token="
        + canary + "&client_secret=" + canary + "%2B&code_verifier=" + canary;
    const RedactedBody kept = redactedBody(BodyKind::Token, form);
    QVERIFY2(!kept.body.contains(canary), kept.body.constData());
    QCOMPARE(kept.derived["shape"_L1].toString(), u"form"_s);
    QVERIFY(kept.body.startsWith(
        "grant_type=refresh_token&client_id=setup&scope=openid%20api&refresh_token=%C2"));
    const QList<Secret> secrets = secretsInTokenBody(form);
    QCOMPARE(secrets.size(), 3);
    QCOMPARE(secrets.at(1).bytes(), QByteArrayView(canary + "+"));
    for (const QByteArray &odd :
         {canary, "&" + canary, canary + "=x&" + QByteArray(100, 'n') + "=1", "grant_type=x&" + canary})
        QVERIFY2(!redactedBody(BodyKind::Token, odd).body.contains(canary)
                     || redactedBody(BodyKind::Token, odd).body.startsWith(canary + '='),
                 odd.constData());
}

void TestRedaction::tokensKeepThatTheyWereThere()
{
    const QJsonObject answer{{u"token_type"_s, u"Bearer"_s},
                             {u"access_token"_s, QString::fromLatin1(canary)},
                             {u"refresh_token"_s, QString::fromLatin1(canary)},
                             {u"id_token"_s, QString::fromLatin1(canary)},
                             {u"client_info"_s, QString::fromLatin1(canary)},
                             {u"user"_s, QJsonObject{{u"scope"_s, QString::fromLatin1(canary)}}},
                             {u"scope"_s, u"openid api"_s},
                             {u"expires_in"_s, 300}};
    const RedactedBody kept = redactedBody(BodyKind::Token, QJsonDocument(answer).toJson());
    QVERIFY2(!kept.body.contains(canary), kept.body.constData());
    const QJsonObject json = QJsonDocument::fromJson(kept.body).object();
    QCOMPARE(json["access_token"_L1].toString(), u"removed-access_token-11"_s);
    QCOMPARE(json["scope"_L1].toString(), u"openid api"_s);
    QCOMPARE(json["expires_in"_L1].toInt(), 300);
    QCOMPARE(secretsInTokenBody(QJsonDocument(answer).toJson()).size(), 3);
    QVERIFY(redactedBody(BodyKind::Token, "<html><title>x</title></html>").derived.contains("title"_L1));
}

void TestRedaction::whatAnIssuerPublishesIsKept()
{
    const QJsonObject metadata{{u"issuer"_s, u"https://id.test/{tenantid}/v2.0"_s},
                               {u"token_endpoint"_s, u"https://id.test/token"_s},
                               {u"registration_access_token"_s, QString::fromLatin1(canary)}};
    const RedactedBody kept = redactedBody(BodyKind::Issuer, QJsonDocument(metadata).toJson());
    QVERIFY(!kept.body.contains(canary));
    const QJsonObject json = QJsonDocument::fromJson(kept.body).object();
    QCOMPARE(json["issuer"_L1].toString(), u"https://id.test/{tenantid}/v2.0"_s);
    QCOMPARE(json["token_endpoint"_L1].toString(), u"https://id.test/token"_s);
    const QByteArray keys = R"({"keys":[{"kty":"RSA","kid":"k1","n":"AQAB","d":")" + canary + R"("}]})";
    const QByteArray kid = redactedBody(BodyKind::Issuer, keys).body;
    QVERIFY(!kid.contains(canary)); // of a private key somebody published by mistake
    QCOMPARE(QJsonDocument::fromJson(kid)["keys"_L1].toArray().first()["n"_L1].toString(), u"AQAB"_s);
}

void TestRedaction::claimsByTheirList()
{
    const QString name = QString::fromLatin1(canary);
    const QJsonObject kept = redactedClaims({{u"iss"_s, u"https://id.test/"_s},
                                             {u"aud"_s, u"setup"_s},
                                             {u"exp"_s, 1'800'000'000},
                                             {u"wids"_s, QJsonArray{u"62e90394"_s, 1}},
                                             {u"sub"_s, name},
                                             {u"name"_s, name},
                                             {u"preferred_username"_s, name},
                                             {u"tid"_s, QJsonObject{{u"name"_s, name}}}});
    QVERIFY(!QJsonDocument(kept).toJson().contains(canary));
    QCOMPARE(kept["iss"_L1].toString(), u"https://id.test/"_s);
    QCOMPARE(kept["exp"_L1].toInteger(), 1'800'000'000);
    QCOMPARE(kept["wids"_L1].toArray(), QJsonArray{u"62e90394"_s});
    QVERIFY(kept["sub"_L1].toString().startsWith("sha256:"_L1));
    QCOMPARE(kept["name"_L1].toString(), u"«removed: claim, 11 characters»"_s);
}

void TestRedaction::bodiesOfNoKindKeepTheirSize()
{
    QCOMPARE(redactedBody(BodyKind::None, canary).body, QByteArray("«removed: body, 11 bytes»"));
    QCOMPARE(redactedBody(BodyKind::None, {}).body, QByteArray());
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
