// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consolecodes.h"
#include "core/utctime.h"
#include "core/xmltext.h"
#include "exchange/consolerequest.h"
#include "exchange/ewssamples.h"
#include "exchange/indentedxml.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// What may be sent by hand, and how what comes back is shown.
class TestConsole : public QObject
{
    Q_OBJECT

private slots:
    void samplesAreWhatTheChecksAsk();
    void whatIsHarmlessGoes_data();
    void whatIsHarmlessGoes();
    void whatIsNotGoesNowhere_data();
    void whatIsNotGoesNowhere();
    void thePlaceOfAMistakeIsTold();
    void anotherMailboxIsPutIn();
    void answersAreIndented();
    void hostileAnswersAreHarmless_data();
    void hostileAnswersAreHarmless();
};

namespace {

SampleNames names()
{
    return {u"svc@contoso.test"_s, u"room1@contoso.test"_s, {}, {}, inUtc(QDate(2026, 11, 23), QTime(9, 0))};
}

QString envelope(const QString &body, const QString &header = {})
{
    return uR"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
  xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
<s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/>%1</s:Header><s:Body>%2</s:Body></s:Envelope>)"_s
        .arg(header, body);
}

QString codeOf(const QString &xml)
{
    const auto judged = readConsoleRequest(xml);
    return judged ? QString() : judged.problem().code;
}

} // namespace

void TestConsole::samplesAreWhatTheChecksAsk()
{
    const QList<EwsSample> samples = ewsSamples(names(), ExchangeVersion::V2013Sp1);
    QStringList operations;
    for (const EwsSample &sample : samples) {
        operations.append(sample.operation);
        const auto judged = readConsoleRequest(sample.xml);
        QVERIFY2(judged, qPrintable(sample.xml));
        QCOMPARE(judged->operation, sample.operation);
        QCOMPARE(judged->mailbox, u"room1@contoso.test"_s);
        QVERIFY(sample.xml.count(u'\n') > 8);
    }
    QCOMPARE(
        operations,
        (QStringList{u"GetFolder"_s, u"ResolveNames"_s, u"GetRoomLists"_s, u"GetRooms"_s,
                     u"GetUserAvailability"_s, u"Subscribe"_s, u"GetStreamingEvents"_s, u"Unsubscribe"_s}));
    QCOMPARE(operations.size(), qsizetype(std::variant_size_v<EwsBody>)); // all that there is
    QVERIFY(samples.at(4).xml.contains(u"<t:StartTime>2026-11-23T00:00:00</t:StartTime>"_s));
    QVERIFY(readConsoleRequest(samples.at(6).xml)->isStream());
    // The words are those of the writer of the checks' own requests.
    QString written =
        QString::fromUtf8(toSoap({Ews::GetFolder{}, u"room1@contoso.test"_s}, ExchangeVersion::V2013Sp1));
    written.remove(QRegularExpression(u"<\\?.*\\?>"_s));
    QCOMPARE(samples.at(0).xml.simplified().remove(u' '), written.simplified().remove(u' '));
}

void TestConsole::whatIsHarmlessGoes_data()
{
    QTest::addColumn<QString>("xml");
    const auto row = [](const char *name, const QString &body, const QString &header = {}) {
        QTest::newRow(name) << envelope(body, header);
    };
    row("with a permission set",
        u"<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape>"
        "<m:FolderIds><t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds></m:GetFolder>"_s);
    row("members of a list",
        u"<m:ExpandDL><m:Mailbox><t:EmailAddress>a@b.test</t:EmailAddress></m:Mailbox></m:ExpandDL>"_s);
    row("busy times",
        u"<m:GetUserAvailabilityRequest><t:FreeBusyViewOptions><t:RequestedView>FreeBusyMerged"
        "</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>"_s);
    row("in another language", u"<m:GetRoomLists/>"_s, u"<t:MailboxCulture>de-DE</t:MailboxCulture>"_s);
    row("with a comment", u"<!-- CreateItem --><m:GetRoomLists/>"_s);
    QTest::newRow("with a declaration")
        << u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"_s + envelope(u"<m:GetRoomLists/>"_s);
}

void TestConsole::whatIsHarmlessGoes()
{
    QFETCH(const QString, xml);
    const auto judged = readConsoleRequest(xml);
    QVERIFY2(judged, judged ? "" : qPrintable(judged.problem().code));
    QCOMPARE(judged->soap, xml.toUtf8());
}

void TestConsole::whatIsNotGoesNowhere_data()
{
    QTest::addColumn<QString>("xml");
    QTest::addColumn<QString>("code");
    const auto refused = [](const char *name, const QString &body, const QString &header = {}) {
        QTest::newRow(name) << envelope(body, header) << QString(Code::ConsoleRequestRefused);
    };
    for (const char *operation : {"CreateItem",
                                  "DeleteItem",
                                  "SendItem",
                                  "UpdateItem",
                                  "MoveItem",
                                  "CopyItem",
                                  "EmptyFolder",
                                  "CreateFolder",
                                  "DeleteFolder",
                                  "UpdateFolder",
                                  "AddDelegate",
                                  "UpdateDelegate",
                                  "SetUserOofSettings",
                                  "UpdateInboxRules",
                                  "UploadItems",
                                  "ExportItems",
                                  "MarkAsJunk",
                                  "ApplyConversationAction",
                                  "CreateAttachment",
                                  "GetItem",
                                  "FindItem",
                                  "GetAttachment",
                                  "SyncFolderItems",
                                  "FindConversation",
                                  "GetConversationItems",
                                  "FindPeople",
                                  "GetPersona",
                                  "GetPasswordExpirationDate",
                                  "GetClientAccessToken",
                                  "getfolder",
                                  "NobodyKnows"})
        refused(operation, u"<m:%1/>"_s.arg(QLatin1StringView(operation)));
    refused("subjects of appointments",
            u"<m:GetUserAvailabilityRequest><t:FreeBusyViewOptions><t:RequestedView> Detailed"
            " </t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>"_s);
    refused("the same in pieces",
            u"<m:GetUserAvailabilityRequest><t:RequestedView>Deta<!-- -->iledMerged</t:RequestedView>"
            "</m:GetUserAvailabilityRequest>"_s);
    refused("the same as data",
            u"<m:GetUserAvailabilityRequest><t:RequestedView><![CDATA[Detailed]]></t:RequestedView>"
            "</m:GetUserAvailabilityRequest>"_s);
    refused("the same by numbers",
            u"<m:GetUserAvailabilityRequest><t:RequestedView>&#68;etailed</t:RequestedView>"
            "</m:GetUserAvailabilityRequest>"_s);
    refused("details of people", u"<m:ResolveNames ReturnFullContactData=\"true\"/>"_s);
    refused("details of people by default", u"<m:ResolveNames/>"_s);
    refused("a push to elsewhere",
            u"<m:Subscribe><m:PushSubscriptionRequest><t:URL>https://evil.test</t:URL>"
            "</m:PushSubscriptionRequest></m:Subscribe>"_s);
    refused("a pull that stays", u"<m:Subscribe><m:PullSubscriptionRequest/></m:Subscribe>"_s);
    refused("a login in the header", u"<m:GetRoomLists/>"_s,
            u"<w:Security xmlns:w=\"urn:w\"><w:Password>secret</w:Password></w:Security>"_s);
    refused("a header in disguise", u"<m:GetRoomLists/>"_s,
            u"<w:MailboxCulture xmlns:w=\"urn:w\"><w:Password>secret</w:Password></w:MailboxCulture>"_s);
    const QString notEws(Code::ConsoleNotEws);
    QTest::newRow("nothing in it") << envelope({}) << notEws;
    QTest::newRow("two at once") << envelope(u"<m:GetRoomLists/><m:GetRoomLists/>"_s) << notEws;
    QTest::newRow("two bodies") << envelope(u"<m:GetRoomLists/></s:Body><s:Body><m:GetRoomLists/>"_s)
                                << notEws;
    QTest::newRow("in another namespace") << envelope(u"<t:GetRoomLists/>"_s) << notEws;
    QTest::newRow("SOAP 1.2") << envelope(u"<m:GetRoomLists/>"_s)
                                     .replace(u"http://schemas.xmlsoap.org/soap/envelope/"_s,
                                              u"http://www.w3.org/2003/05/soap-envelope"_s)
                              << notEws;
    QTest::newRow("another document") << u"<html/>"_s << notEws;
    QTest::newRow("a DTD") << u"<!DOCTYPE s [<!ENTITY a \"b\">]>"_s + envelope(u"<m:GetRoomLists/>"_s)
                           << notEws;
    QTest::newRow("another encoding")
        << u"<?xml version=\"1.0\" encoding=\"utf-16\"?>"_s + envelope(u"<m:GetRoomLists/>"_s) << notEws;
    QTest::newRow("huge") << envelope(u"<m:GetRoomLists>%1</m:GetRoomLists>"_s.arg(QString(300'000, u' ')))
                          << notEws;
    QTest::newRow("deep") << envelope(u"<m:GetRoomLists>"_s + u"<a>"_s.repeated(70) + u"</a>"_s.repeated(70)
                                      + u"</m:GetRoomLists>"_s)
                          << notEws;
    const QString malformed(Code::ConsoleXmlMalformed);
    QTest::newRow("empty") << QString() << malformed;
    QTest::newRow("words") << u"please"_s << malformed;
    QTest::newRow("not closed") << envelope(u"<m:GetRoomLists>"_s) << malformed;
    QTest::newRow("an unknown prefix") << envelope(u"<x:GetRoomLists/>"_s) << malformed;
    QTest::newRow("an unknown entity") << envelope(u"<m:GetRoomLists>&who;</m:GetRoomLists>"_s) << malformed;
}

void TestConsole::whatIsNotGoesNowhere()
{
    QFETCH(const QString, xml);
    QFETCH(const QString, code);
    QCOMPARE(codeOf(xml), code);
    const Problem problem = readConsoleRequest(xml).problem();
    QVERIFY(problem.facts["line"_L1].toInt() >= 1);
    QVERIFY(problem.facts["column"_L1].toInt() >= 1);
}

void TestConsole::thePlaceOfAMistakeIsTold()
{
    const auto judged = readConsoleRequest(u"<a>\n  <b>\n  </c>\n</a>"_s);
    QVERIFY(!judged);
    QCOMPARE(judged.problem().facts["line"_L1].toInt(), 1); // no envelope: told before what comes later
    const auto wrong = readConsoleRequest(envelope(u"\n<m:GetRoomLists>\n</m:GetRooms>"_s));
    QVERIFY(!wrong);
    QCOMPARE(wrong.problem().code, QString(Code::ConsoleXmlMalformed));
    QCOMPARE(wrong.problem().facts["line"_L1].toInt(), 6);
    QVERIFY(wrong.problem().facts["column"_L1].toInt() > 2);
    QVERIFY(!wrong.problem().facts["reason"_L1].toString().isEmpty());
}

void TestConsole::anotherMailboxIsPutIn()
{
    const QString sample = ewsSamples(names(), ExchangeVersion::V2013Sp1).at(0).xml;
    const auto other = actingAs(sample, u"room2@contoso.test"_s);
    QVERIFY(other);
    QCOMPARE(*other, QString(sample).replace(u"room1"_s, u"room2"_s));
    const auto nobody = actingAs(sample, {});
    QVERIFY(nobody && !nobody->contains(u"ExchangeImpersonation"_s));
    QCOMPARE(*actingAs(*nobody, u"room1@contoso.test"_s), sample);
    QVERIFY(actingAs(sample, u"<b>&\"x"_s)->contains(u"&lt;b&gt;&amp;"_s));
    QVERIFY(!actingAs(u"<a>"_s, u"room2@contoso.test"_s));
}

void TestConsole::answersAreIndented()
{
    QCOMPARE(indentedXml("<a><b c=\"1\">x</b></a>"), u"<a>\n  <b c=\"1\">x</b>\n</a>"_s);
    QCOMPARE(indentedXml("<?xml version=\"1.0\"?><a/><a/>"), u"<a/>\n\n<a/>"_s); // a stream
    QCOMPARE(indentedXml("<a/><b>not at its end"), u"<a/>\n\n<b>not at its end"_s);
    QCOMPARE(indentedXml("no XML\nat all"), u"no XML\nat all"_s);
    QCOMPARE(indentedXml({}), QString());
    const QByteArray many = "<a" + QByteArray(" b=\"\"").repeated(XmlText::MaximumAttributes + 1) + "/>";
    QCOMPARE(indentedXml(many), QString::fromLatin1(many)); // as it came: no reader sees it
}

void TestConsole::hostileAnswersAreHarmless_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("deep") << QByteArray("<a>").repeated(500'000);
    QTest::newRow("deep and closed") << QByteArray("<a>").repeated(2'000)
            + QByteArray("</a>").repeated(2'000);
    QTest::newRow("long") << "<a>" + QByteArray(8'000'000, 'x') + "</a>";
    QTest::newRow("many") << QByteArray("<a/>").repeated(2'000'000);
    QTest::newRow("many lines") << QByteArray(8'000'000, '\n');
    QTest::newRow("laughs") << QByteArray(
        "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>");
    QTest::newRow("terminal") << QByteArray("<a>\x1b[31m\xe2\x80\xae</a>");
    QTest::newRow("script") << QByteArray("<script>alert(1)</script>");
    QTest::newRow("no UTF-8") << QByteArray("<a>\xff\xfe\x80</a>");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
}

void TestConsole::hostileAnswersAreHarmless()
{
    QFETCH(const QByteArray, body);
    QElapsedTimer timer;
    timer.start();
    const QString shown = indentedXml(body);
    QVERIFY(timer.elapsed() < 10'000);
    QVERIFY(shown.size() < 250'000);
    for (const QChar character : {QChar(0x1b), QChar(0x202e), QChar(0)})
        QVERIFY(!shown.contains(character));
    QVERIFY(!shown.contains(u"hahaha"_s));
}

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
