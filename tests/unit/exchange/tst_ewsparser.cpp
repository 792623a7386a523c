// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/xmltext.h"
#include "exchange/envelopesplitter.h"
#include "exchange/ewsparser.h"

#include <QStringEncoder>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QByteArray version =
    R"(<h:ServerVersionInfo xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"
    MajorVersion="15" MinorVersion="2" MajorBuildNumber="2562" MinorBuildNumber="53" Version="V2017_07_11"/>)";

QByteArray envelope(const QByteArray &body)
{
    return R"(<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>)"
        + version
        + R"(</s:Header><s:Body xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages")"
          R"( xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">)"
        + body + "</s:Body></s:Envelope>";
}

QByteArray responseMessage(const QByteArray &operation, const QByteArray &inside,
                           const QByteArray &responseClass = "Success")
{
    return envelope("<m:" + operation + "Response><m:ResponseMessages><m:" + operation
                    + "ResponseMessage ResponseClass=\"" + responseClass + "\">" + inside + "</m:" + operation
                    + "ResponseMessage></m:ResponseMessages></m:" + operation + "Response>");
}

QByteArray fault(const QByteArray &inside)
{
    return R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>)" + inside
        + "</s:Fault></s:Body></s:Envelope>";
}

const QByteArray busyFault = fault(
    R"(<faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:ErrorServerBusy</faultcode>)"
    R"(<faultstring xml:lang="en-US">Busy</faultstring><detail>)"
    R"(<e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">ErrorServerBusy</e:ResponseCode>)"
    R"(<e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">The server cannot do it now.</e:Message>)"
    R"(<t:MessageXml xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">)"
    R"(<t:Value Name="BackOffMilliseconds">297749</t:Value></t:MessageXml></detail>)");

// QXmlStreamReader compares each with all before it: given so many, it is busy for minutes.
QByteArray many(const QByteArray &name, const QByteArray &rest)
{
    QByteArray all;
    for (int i = 0; i < 200'000; ++i)
        all += ' ' + name + QByteArray::number(i, 36) + rest;
    return all;
}

QByteArray streamed(const QByteArray &inside)
{
    return responseMessage("GetStreamingEvents", "<m:ResponseCode>NoError</m:ResponseCode>" + inside);
}

} // namespace

class TestEwsParser : public QObject
{
    Q_OBJECT

private slots:
    void folderIsFound();
    void resolutionsAreRead();
    void roomListsAndRoomsAreRead();
    void anEmptyRoomListIsASuccess();
    void freeBusyIsReadPerMailbox();
    void subscriptionIdIsVerbatim();
    void everyMessageIsRead();
    void faults_data();
    void faults();
    void valuesOfAFaultAreFacts();
    void unknownCodesAreKeptAsText();
    void successWithAnotherCodeIsNone();
    void hostileInput_data();
    void hostileInput();
    void anyCutIsSurvived();
    void streamsAreSplitAnywhere();
    void whiteSpaceBetweenEnvelopesIsNothing();
    void anUnfinishedEnvelopeWaits();
    void markupInsideAStreamDoesNotConfuse();
};

void TestEwsParser::folderIsFound()
{
    const auto answer = parseEwsAnswer(
        responseMessage("GetFolder",
                        R"(<m:ResponseCode>NoError</m:ResponseCode><m:Folders><t:CalendarFolder>)"
                        R"(<t:FolderId Id="AAMk" ChangeKey="x"/></t:CalendarFolder></m:Folders>)"));
    QVERIFY(answer.hasValue());
    QVERIFY(answer->folderFound);
    QVERIFY(!answer->problem());
    QCOMPARE(answer->build, (ExchangeBuild{15, 2, 2562, 53}));
    QCOMPARE(answer->schemaVersion, u"V2017_07_11"_s);
    QCOMPARE(answer->response, u"GetFolderResponse"_s);
}

void TestEwsParser::resolutionsAreRead()
{
    const auto answer = parseEwsAnswer(responseMessage(
        "ResolveNames",
        R"(<m:MessageText>Several</m:MessageText><m:ResponseCode>ErrorNameResolutionMultipleResults</m:ResponseCode>)"
        R"(<m:ResolutionSet TotalItemsInView="2"><t:Resolution><t:Mailbox><t:Name>Room One</t:Name>)"
        R"(<t:EmailAddress>room1@contoso.com</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType>)"
        R"(<t:MailboxType>Mailbox</t:MailboxType></t:Mailbox><t:Contact><t:DisplayName>no</t:DisplayName></t:Contact>)"
        R"(</t:Resolution><t:Resolution><t:Mailbox><t:Name>Room Two</t:Name></t:Mailbox></t:Resolution></m:ResolutionSet>)",
        "Warning"));
    QVERIFY(answer.hasValue());
    QCOMPARE(answer->resolutions.size(), 2);
    QCOMPARE(answer->resolutions[0],
             (EwsMailbox{ForeignText(u"Room One"_s), u"room1@contoso.com"_s, u"SMTP"_s, u"Mailbox"_s}));
    QCOMPARE(answer->resolutions[1].name.text(), u"Room Two"_s);
    QCOMPARE(answer->problem()->code, u"ErrorNameResolutionMultipleResults"_s);
    QCOMPARE(answer->problem()->facts[u"responseClass"_s].toString(), u"Warning"_s);
    QVERIFY(answer->hasCode(u"ErrorNameResolutionMultipleResults"));
}

void TestEwsParser::roomListsAndRoomsAreRead()
{
    const auto lists = parseEwsAnswer(envelope(
        R"(<m:GetRoomListsResponse ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:RoomLists>)"
        R"(<t:Address><t:Name>House A</t:Name><t:EmailAddress>a@contoso.com</t:EmailAddress></t:Address>)"
        R"(<t:Address><t:Name>House B</t:Name><t:EmailAddress>b@contoso.com</t:EmailAddress></t:Address>)"
        R"(</m:RoomLists></m:GetRoomListsResponse>)"));
    QVERIFY(lists.hasValue());
    QCOMPARE(lists->roomLists.size(), 2);
    QCOMPARE(lists->roomLists[1].address, u"b@contoso.com"_s);
    const auto rooms = parseEwsAnswer(envelope(
        R"(<m:GetRoomsResponse ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Rooms>)"
        R"(<t:Room><t:Id><t:Name>R1</t:Name><t:EmailAddress>r1@contoso.com</t:EmailAddress></t:Id></t:Room>)"
        R"(<t:Room><t:Id><t:Name>R2</t:Name><t:EmailAddress>r2@contoso.com</t:EmailAddress></t:Id></t:Room>)"
        R"(</m:Rooms></m:GetRoomsResponse>)"));
    QVERIFY(rooms.hasValue());
    QCOMPARE(rooms->rooms.size(), 2);
    QCOMPARE(rooms->rooms[0].name.text(), u"R1"_s);
}

void TestEwsParser::anEmptyRoomListIsASuccess()
{
    const auto answer = parseEwsAnswer(envelope(
        R"(<m:GetRoomListsResponse ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:RoomLists/></m:GetRoomListsResponse>)"));
    QVERIFY(answer.hasValue());
    QVERIFY(!answer->problem());
    QVERIFY(answer->roomLists.isEmpty());
}

void TestEwsParser::freeBusyIsReadPerMailbox()
{
    const auto answer = parseEwsAnswer(envelope(
        R"(<m:GetUserAvailabilityResponse><m:FreeBusyResponseArray>)"
        R"(<m:FreeBusyResponse><m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage>)"
        R"(<m:FreeBusyView><t:FreeBusyViewType>MergedOnly</t:FreeBusyViewType><t:MergedFreeBusy>0022</t:MergedFreeBusy>)"
        R"(<t:CalendarEventArray><t:CalendarEvent><t:Subject>secret</t:Subject></t:CalendarEvent></t:CalendarEventArray>)"
        R"(</m:FreeBusyView></m:FreeBusyResponse>)"
        R"(<m:FreeBusyResponse><m:ResponseMessage ResponseClass="Error"><m:MessageText>Not found</m:MessageText>)"
        R"(<m:ResponseCode>ErrorMailRecipientNotFound</m:ResponseCode></m:ResponseMessage></m:FreeBusyResponse>)"
        R"(</m:FreeBusyResponseArray></m:GetUserAvailabilityResponse>)"));
    QVERIFY(answer.hasValue());
    QCOMPARE(answer->freeBusy.size(), 2);
    QCOMPARE(answer->freeBusy[0].merged, u"0022"_s);
    QCOMPARE(answer->freeBusy[0].viewType, u"MergedOnly"_s);
    QVERIFY(answer->freeBusy[0].message.isSuccess());
    QCOMPARE(answer->freeBusy[1].message.code, u"ErrorMailRecipientNotFound"_s);
    QCOMPARE(answer->problem()->code, u"ErrorMailRecipientNotFound"_s);
}

void TestEwsParser::subscriptionIdIsVerbatim()
{
    const auto answer = parseEwsAnswer(responseMessage(
        "Subscribe",
        "<m:ResponseCode>NoError</m:ResponseCode><m:SubscriptionId>JwBz+/=&amp;x</m:SubscriptionId>"));
    QCOMPARE(answer->subscriptionId, u"JwBz+/=&x"_s);
}

void TestEwsParser::everyMessageIsRead()
{
    const auto answer = parseEwsAnswer(envelope(
        R"(<m:GetFolderResponse><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass="Success">)"
        R"(<m:ResponseCode>NoError</m:ResponseCode></m:GetFolderResponseMessage>)"
        R"(<m:GetFolderResponseMessage ResponseClass="Error"><m:ResponseCode>ErrorAccessDenied</m:ResponseCode>)"
        R"(</m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse>)"));
    QCOMPARE(answer->messages.size(), 2);
    QCOMPARE(answer->problem()->code, u"ErrorAccessDenied"_s);
}

void TestEwsParser::faults_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("code");
    const QByteArray types = R"(xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types")";
    const QByteArray wcf = R"(xmlns:a="http://schemas.microsoft.com/ws/2005/05/addressing/none")";
    QTest::newRow("detail") << busyFault << u"ErrorServerBusy"_s;
    QTest::newRow("faultcode alone") << fault("<faultcode " + types
                                              + ">a:ErrorInvalidServerVersion</faultcode>")
                                     << u"ErrorInvalidServerVersion"_s;
    QTest::newRow("prefix bound above")
        << "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' " + types
            + "><s:Body><s:Fault><faultcode>a:ErrorAccessDenied</faultcode></s:Fault></s:Body></s:Envelope>"
        << u"ErrorAccessDenied"_s;
    QTest::newRow("detail wins over faultcode")
        << fault("<faultcode " + types
                 + ">a:ErrorInternalServerError</faultcode><detail><ResponseCode>ErrorImpersonateUserDenied</"
                   "ResponseCode></detail>")
        << u"ErrorImpersonateUserDenied"_s;
    QTest::newRow("foreign namespace") << fault("<faultcode " + wcf + ">a:ActionNotSupported</faultcode>")
                                       << QString(Code::SoapActionNotSupported);
    QTest::newRow("dispatcher") << fault("<faultcode " + wcf + ">a:InternalServiceFault</faultcode>")
                                << QString(Code::SoapInternalServiceFault);
    QTest::newRow("deserialisation") << fault("<faultcode " + wcf + ">a:DeserializationFailed</faultcode>")
                                     << QString(Code::SoapDeserializationFailed);
    QTest::newRow("EWS name in a foreign namespace")
        << fault("<faultcode " + wcf + ">a:ErrorServerBusy</faultcode>") << QString(Code::SoapUnknownFault);
    QTest::newRow("plain SOAP") << fault("<faultcode>s:Client</faultcode><faultstring>no</faultstring>")
                                << QString(Code::SoapUnknownFault);
    QTest::newRow("empty") << fault({}) << QString(Code::SoapUnknownFault);
    QTest::newRow("code that is none")
        << fault("<detail><ResponseCode>DROP TABLE</ResponseCode></detail>") << QString(Code::EwsUnknownCode);
}

void TestEwsParser::faults()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, code);
    const auto answer = parseEwsAnswer(xml);
    QVERIFY(answer.hasValue());
    QVERIFY(answer->isFault);
    QCOMPARE(answer->messages.size(), 1);
    QCOMPARE(answer->problem()->code, code);
}

void TestEwsParser::valuesOfAFaultAreFacts()
{
    const auto answer = parseEwsAnswer(busyFault);
    QCOMPARE(answer->problem()->facts[u"BackOffMilliseconds"_s].toString(), u"297749"_s);
    QCOMPARE(answer->problem()->facts[u"message"_s].toString(), u"The server cannot do it now."_s);
    const auto schema = parseEwsAnswer(
        fault("<detail><ResponseCode>ErrorSchemaValidation</ResponseCode><MessageXml><LineNumber>1</"
              "LineNumber><Violation>bad</Violation></MessageXml></detail>"));
    QCOMPARE(schema->messages.first().values.value(u"LineNumber"_s).text(), u"1"_s);
    QCOMPARE(schema->messages.first().values.value(u"Violation"_s).text(), u"bad"_s);
}

void TestEwsParser::unknownCodesAreKeptAsText()
{
    const auto answer = parseEwsAnswer(responseMessage(
        "GetFolder", "<m:ResponseCode>Error<![CDATA[<b>]]>&#x202e;</m:ResponseCode>", "Error"));
    QCOMPARE(answer->problem()->code, QString(Code::EwsUnknownCode));
    QCOMPARE(answer->problem()->facts[u"serverCode"_s].toString(), u"Error<b>‹U+202E›"_s);
    const auto none = parseEwsAnswer(responseMessage("GetFolder", {}, "Error"));
    QCOMPARE(none->problem()->code, QString(Code::EwsUnknownCode));
}

void TestEwsParser::successWithAnotherCodeIsNone()
{
    const auto answer =
        parseEwsAnswer(responseMessage("GetFolder", "<m:ResponseCode>ErrorItemNotFound</m:ResponseCode>"));
    QCOMPARE(answer->problem()->code, u"ErrorItemNotFound"_s);
}

void TestEwsParser::hostileInput_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray() << QString(Code::AnswerEmpty);
    QTest::newRow("blank") << QByteArray(" \r\n\t") << QString(Code::AnswerEmpty);
    QTest::newRow("no XML") << QByteArray("hello") << QString(Code::AnswerMalformed);
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe<a>", 6) << QString(Code::AnswerMalformed);
    QTest::newRow("another document") << QByteArray("<Autodiscover/>") << QString(Code::AnswerUnexpected);
    QTest::newRow("empty envelope") << QByteArray("<Envelope/>") << QString(Code::AnswerUnexpected);
    QTest::newRow("no message") << envelope("<m:GetFolderResponse/>") << QString(Code::AnswerUnexpected);
    QTest::newRow("DTD") << QByteArray("<!DOCTYPE x [<!ENTITY a 'b'>]><Envelope>&a;</Envelope>")
                         << QString(Code::AnswerDtd);
    QTest::newRow("entity bomb") << QByteArray(
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><Envelope>&c;</Envelope>")
                                 << QString(Code::AnswerDtd);
    QTest::newRow("external DTD") << QByteArray("<!DOCTYPE x SYSTEM 'http://evil.example/x.dtd'><Envelope/>")
                                  << QString(Code::AnswerDtd);
    QTest::newRow("undeclared entity")
        << QByteArray("<Envelope><Body>&x;</Body></Envelope>") << QString(Code::AnswerMalformed);
    QTest::newRow("depth") << "<Envelope><Body>" + QByteArray("<a>").repeated(100'000)
                           << QString(Code::AnswerTooLarge);
    QTest::newRow("elements") << "<Envelope><Body><R>" + QByteArray("<a/>").repeated(200'000)
            + "</R></Body></Envelope>"
                              << QString(Code::AnswerTooLarge);
    QTest::newRow("attributes") << "<Envelope" + many("a", "=\"\"") + "/>" << QString(Code::AnswerTooLarge);
    QTest::newRow("declarations") << "<Envelope" + many("xmlns:a", "=\"u\"") + "/>"
                                  << QString(Code::AnswerTooLarge);
    QStringEncoder utf16(QStringEncoder::Utf16BE, QStringEncoder::Flag::WriteBom);
    QTest::newRow("attributes in UTF-16") << QByteArray(
        utf16(u"<Envelope>\x3e3e\x2222<Body"_s + QString::fromLatin1(many("a", "=\"\"")) + u"/>"_s))
                                          << QString(Code::AnswerTooLarge);
    QTest::newRow("tag") << "<Envelope a='" + QByteArray(XmlText::MaximumTag, 'x') + "'/>"
                         << QString(Code::AnswerTooLarge);
    QTest::newRow("attributes in a DTD")
        << "<!DOCTYPE x [<!ATTLIST x" + many("a", " CDATA ''") + ">]><Envelope/>" << QString(Code::AnswerDtd);
    QTest::newRow("two roots") << QByteArray("<Envelope/><Envelope/>") << QString(Code::AnswerMalformed);
    QTest::newRow("cut") << busyFault.chopped(20) << QString(Code::AnswerTruncated);
    QTest::newRow("tags crossed") << QByteArray("<Envelope><Body></Envelope></Body>")
                                  << QString(Code::AnswerMalformed);
}

void TestEwsParser::hostileInput()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, code);
    const auto answer = parseEwsAnswer(xml);
    QVERIFY(!answer.hasValue());
    QCOMPARE(answer.problem().code, code);
    const auto stream = parseEwsStream(xml);
    QVERIFY(!stream.hasValue());
}

void TestEwsParser::anyCutIsSurvived()
{
    const QByteArray whole =
        responseMessage("GetFolder", "<m:ResponseCode>NoError</m:ResponseCode><m:Folders/>");
    for (const QByteArray &xml : {whole, busyFault}) {
        for (qsizetype length = 0; length < xml.size(); ++length) {
            const auto answer = parseEwsAnswer(xml.left(length));
            QVERIFY2(!answer.hasValue(), QByteArray::number(length).constData());
            const QString code = answer.problem().code;
            QVERIFY2(code == Code::AnswerEmpty || code == Code::AnswerTruncated
                         || code == Code::AnswerMalformed,
                     qPrintable(code));
        }
    }
}

void TestEwsParser::streamsAreSplitAnywhere()
{
    const QByteArray first = streamed("<m:ConnectionStatus>OK</m:ConnectionStatus>");
    const QByteArray second = streamed("<m:Notifications><m:Notification><t:SubscriptionId>x</"
                                       "t:SubscriptionId></m:Notification></m:Notifications>");
    const QByteArray both = first + second;
    for (qsizetype cut = 0; cut <= both.size(); ++cut) {
        EnvelopeSplitter splitter;
        auto documents = splitter.feed(both.left(cut));
        documents += splitter.feed(both.mid(cut));
        QCOMPARE(documents, (QList<QByteArray>{first, second}));
    }
    const auto answer = parseEwsStream(both);
    QVERIFY(answer.hasValue());
    QCOMPARE(answer->connectionStatus, QStringList{u"OK"_s});
    QCOMPARE(answer->notifications, 1);
    QCOMPARE(answer->messages.size(), 2);
}

// Microsoft's servers put nothing between the envelopes of a stream; devices in front of them may.
void TestEwsParser::whiteSpaceBetweenEnvelopesIsNothing()
{
    const QByteArray declared = streamed("<m:ConnectionStatus>OK</m:ConnectionStatus>");
    QVERIFY(declared.startsWith("<?xml "));
    for (const QByteArray &space : {QByteArray("\r\n"), QByteArray(" \t\n\n")}) {
        const auto answer = parseEwsStream(space + declared + space + declared + space);
        QVERIFY2(answer.hasValue(), answer ? "" : qPrintable(answer.problem().code));
        QCOMPARE(answer->messages.size(), 2);
    }
    EnvelopeSplitter splitter;
    QList<QByteArray> documents;
    for (const char c : QByteArray("\r\n<a> </a>\r\n<b/>\r\n"))
        documents += splitter.feed(QByteArray(1, c));
    QCOMPARE(documents, (QList<QByteArray>{"<a> </a>", "<b/>"}));
}

void TestEwsParser::anUnfinishedEnvelopeWaits()
{
    const QByteArray first = streamed("<m:ConnectionStatus>OK</m:ConnectionStatus>");
    const auto answer = parseEwsStream(first + first.left(100));
    QVERIFY(answer.hasValue());
    QCOMPARE(answer->messages.size(), 1);
    QCOMPARE(parseEwsStream(first.chopped(1)).problem().code, QString(Code::AnswerTruncated));
}

void TestEwsParser::markupInsideAStreamDoesNotConfuse()
{
    const QByteArray tricky =
        R"(<?xml version="1.0"?><!-- </a> > --><a x="/>" y='>'><b/><![CDATA[</a>]]><c d="1"/></a>)";
    EnvelopeSplitter splitter;
    QList<QByteArray> documents;
    for (const char c : tricky + "<!---->" + tricky)
        documents += splitter.feed(QByteArray(1, c));
    QCOMPARE(documents, (QList<QByteArray>{tricky, "<!---->" + tricky}));
}

QTEST_GUILESS_MAIN(TestEwsParser)
#include "tst_ewsparser.moc"
