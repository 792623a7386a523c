// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostiletexts.h"
#include "matrixcommand.h"
#include "matrixworld.h"
#include "support/harmless.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// As it can stand in XML 1.0 (2.2): what it cannot hold no server can send that way.
QString xmlText(const QString &text)
{
    QString kept;
    for (const QChar c : text.toHtmlEscaped())
        if (c == u'\t' || c == u'\n' || c == u'\r' || (c >= u' ' && !c.isSurrogate() && c < QChar(0xfffe)))
            kept += c;
    return kept;
}

// As it can stand in one header line; the rest would end it.
QString headerText(QString text)
{
    return text.remove(u'\r').remove(u'\n').remove(u'\0').left(4'000);
}

QJsonObject rule(const QJsonObject &match, const QString &kind, const QJsonObject &what)
{
    return {{u"match"_s, match}, {kind, what}};
}

QJsonObject healthy()
{
    return {{u"title"_s, u"Hostile words"_s},
            {u"description"_s, u"Of servers and of what stands before them."_s}};
}

// In the certificate.
QJsonObject subjectWorld(const QString &text)
{
    QJsonObject world = healthy();
    world.insert(u"hosts"_s,
                 QJsonArray{QJsonObject{{u"name"_s, u"mail.contoso.test"_s},
                                        {u"certificate"_s, u"selfSigned"_s},
                                        {u"subject"_s, text.left(60)}}});
    return world;
}

// In what is said before anybody signs in: headers, where a redirect leads, a page.
QJsonObject headerWorld(const QString &text)
{
    const QString line = headerText(text);
    const QJsonObject headers{{u"Server"_s, line},
                              {u"Via"_s, line},
                              {u"X-FEServer"_s, line},
                              {u"request-id"_s, line},
                              {u"Location"_s, u"https://sso.contoso.test/adfs/ls/"_s + line}};
    QJsonObject world = healthy();
    world.insert(u"http"_s,
                 QJsonArray{rule({{u"path"_s, u"/EWS/"_s}}, u"reply"_s,
                                 {{u"status"_s, 302},
                                  {u"reason"_s, line},
                                  {u"headers"_s, headers},
                                  {u"body"_s, u"<title>%1</title>"_s.arg(text)}})});
    return world;
}

// In what Exchange says to whom it knows: messages, names of rooms and folders.
QJsonObject messageWorld(const QString &text)
{
    const QString room =
        u"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
        "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\" "
        "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Body>"
        "<m:GetRoomsResponse ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode><m:Rooms>"
        "<t:Room><t:Id><t:Name>%1</t:Name><t:EmailAddress>%1@contoso.test</t:EmailAddress>"
        "<t:RoutingType>SMTP</t:RoutingType><t:MailboxType>Mailbox</t:MailboxType></t:Id></t:Room>"
        "</m:Rooms></m:GetRoomsResponse></s:Body></s:Envelope>"_s.arg(xmlText(text));
    const QJsonObject fault{{u"match"_s, QJsonObject{{u"mailbox"_s, u"room1@contoso.test"_s}}},
                            {u"code"_s, u"ErrorImpersonateUserDenied"_s},
                            {u"message"_s, xmlText(text)}};
    QJsonObject world = healthy();
    world.insert(u"exchange"_s, QJsonObject{{u"faults"_s, QJsonArray{fault}}});
    world.insert(u"http"_s,
                 QJsonArray{rule(
                     {{u"operation"_s, u"GetRooms"_s}}, u"reply"_s,
                     {{u"headers"_s, QJsonObject{{u"Content-Type"_s, u"text/xml"_s}}}, {u"body"_s, room}})});
    return world;
}

} // namespace

// Everything that comes from outside, hostile in every way that we know: nothing of it commands a terminal,
// turns what is read, or adds to a report what is not its own. Other makers' parsers judge what is left here.
class TestHostileWorld : public QObject
{
    Q_OBJECT

private slots:
    void nothingRunsAndNothingMisleads_data();
    void nothingRunsAndNothingMisleads();
};

void TestHostileWorld::nothingRunsAndNothingMisleads_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QJsonObject>("world");
    const auto texts = hostileTexts();
    QVERIFY(texts.size() > 60);
    int number = 0;
    for (const auto &[name, text] : texts) {
        ++number;
        const auto row = [&, name = name](const char *where, const char *code, const QJsonObject &world) {
            QTest::addRow("%s: %s", where, qPrintable(name))
                << u"%1-%2"_s.arg(QString::fromLatin1(where)).arg(number) << QString::fromLatin1(code)
                << world;
        };
        row("subject", "TLS_SELF_SIGNED", subjectWorld(text));
        row("headers", "", headerWorld(text));
        row("messages", "ErrorImpersonateUserDenied", messageWorld(text));
    }
}

void TestHostileWorld::nothingRunsAndNothingMisleads()
{
    QFETCH(const QString, name);
    QFETCH(const QString, code);
    QFETCH(const QJsonObject, world);
    const auto scenario = Scenario::fromJson(QJsonDocument(world).toJson(), name);
    QVERIFY2(scenario, qPrintable(scenario ? QString() : scenario.problem().detail));
    MatrixRow row;
    row.scenario = *scenario;
    row.integration = QJsonObject{{u"type"_s, u"exchangeServer"_s},
                                  {u"email"_s, u"askcody@contoso.test"_s},
                                  {u"ewsUrl"_s, u"https://mail.contoso.test/EWS/Exchange.asmx"_s},
                                  {u"testMailbox"_s, u"room1@contoso.test"_s}};
    MatrixWorld around(row);
    QString said;
    const QByteArray printed =
        runCommand(around, {u"check"_s, around.file, u"--password-stdin"_s, u"--format"_s, u"json"_s}, said);
    const QJsonObject report = QJsonDocument::fromJson(printed).object();
    QVERIFY2(!report.isEmpty(), qPrintable(said));
    QVERIFY(code.isEmpty() || printed.contains(code.toUtf8()));
    QCOMPARE(harmIn(said.toUtf8()), QString());
    for (const QString &format : reportFormatNames())
        QCOMPARE(harmIn(report, *reportFormatFromString(format)), QString());
    QCOMPARE(checkLines(renderText(report)), report["checks"_L1].toArray().size());
    QVERIFY(leaveForJudges(name, report));
}

QTEST_MAIN(TestHostileWorld)
#include "tst_hostileworld.moc"
