// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/utctime.h"
#include "exchange/ewsrequest.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr auto xsdVariable = "SETUP_EWS_XSD_DIR";

QList<EwsRequest> everyRequest()
{
    const QDateTime from = inUtc(QDate(2026, 11, 23), QTime(8, 0));
    const QString hostile = u"a&<b>\"'\x01\u202E@contoso.com"_s;
    return {{Ews::GetFolder(), u"room1@contoso.com"_s},
            {Ews::GetFolder{u"room1@contoso.com"_s}},
            {Ews::ResolveNames{u"smtp:room1@contoso.com"_s}},
            {Ews::ResolveNames{hostile}, hostile},
            {Ews::GetRoomLists()},
            {Ews::GetRooms{u"rooms@contoso.com"_s}},
            {Ews::GetUserAvailability{{u"room1@contoso.com"_s, hostile}, from, from.addDays(1)}},
            {Ews::GetUserAvailability{{u"room1@contoso.com"_s}, from, from.addDays(1), 100'000},
             u"a@contoso.com"_s},
            {Ews::Subscribe(), u"room1@contoso.com"_s},
            {Ews::GetStreamingEvents{u"JwBz+/="_s, 0}, u"room1@contoso.com"_s},
            {Ews::Unsubscribe{u"JwBz+/="_s}, u"room1@contoso.com"_s}};
}

// The schemas of Exchange describe the header elements and the body; the envelope is SOAP's. This one stands
// in for it.
const QByteArray envelopeSchema =
    "<?xml version='1.0'?>\n"
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' "
    "targetNamespace='http://schemas.xmlsoap.org/soap/envelope/'\n"
    "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' elementFormDefault='qualified'>\n"
    "<xs:import namespace='http://www.w3.org/XML/1998/namespace' schemaLocation='xml.xsd'/>\n"
    "<xs:import namespace='http://schemas.microsoft.com/exchange/services/2006/messages' "
    "schemaLocation='messages.xsd'/>\n"
    "<xs:import namespace='http://schemas.microsoft.com/exchange/services/2006/types' "
    "schemaLocation='types.xsd'/>\n"
    "<xs:element name='Envelope'><xs:complexType><xs:sequence>\n"
    "<xs:element name='Header'><xs:complexType><xs:sequence><xs:any processContents='strict' "
    "maxOccurs='unbounded'/></xs:sequence></xs:complexType></xs:element>\n"
    "<xs:element name='Body'><xs:complexType><xs:sequence><xs:any "
    "processContents='strict'/></xs:sequence></xs:complexType></xs:element>\n"
    "</xs:sequence></xs:complexType></xs:element>\n"
    "</xs:schema>\n";

// types.xsd imports the namespace of xml:lang without saying where it is.
const QByteArray xmlSchema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' "
                             "targetNamespace='http://www.w3.org/XML/1998/namespace'>"
                             "<xs:attribute name='lang' type='xs:language'/></xs:schema>";

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestEwsRequest : public QObject
{
    Q_OBJECT

private slots:
    void everyRequestIsWellFormed();
    void everyRequestMatchesTheSchemas();
    void contentIsNeverAskedFor();
    void impersonationStandsInTheHeader();
    void timeZoneContextIsForAvailability();
    void operationsHaveTheirNames();
};

void TestEwsRequest::everyRequestIsWellFormed()
{
    for (const EwsRequest &request : everyRequest()) {
        for (const ExchangeVersion version : allExchangeVersions()) {
            const QByteArray xml = toSoap(request, version);
            QXmlStreamReader reader(xml);
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QVERIFY(xml.contains("Version=\"" + toString(version).toUtf8() + "\""));
            QVERIFY(xml.contains(":" + request.operation().toUtf8()));
        }
    }
}

void TestEwsRequest::everyRequestMatchesTheSchemas()
{
    const QString folder = qEnvironmentVariable(xsdVariable);
    if (folder.isEmpty())
        QSKIP("SETUP_EWS_XSD_DIR does not say where messages.xsd and types.xsd are");
    const QString xmllint = QStandardPaths::findExecutable(u"xmllint"_s);
    QVERIFY2(!xmllint.isEmpty(), "xmllint is missing");
    QTemporaryDir work;
    for (const QString &name : {u"messages.xsd"_s, u"types.xsd"_s})
        QVERIFY(QFile::copy(folder + u'/' + name, work.filePath(name)));
    const QString schema = work.filePath(u"envelope.xsd"_s);
    QVERIFY(writeFile(schema, envelopeSchema) && writeFile(work.filePath(u"xml.xsd"_s), xmlSchema));
    QStringList arguments{u"--nonet"_s, u"--noout"_s, u"--schema"_s, schema};
    for (const EwsRequest &request : everyRequest()) {
        for (const ExchangeVersion version : allExchangeVersions()) {
            const QString path = work.filePath(u"%1-%2.xml"_s.arg(arguments.size()).arg(request.operation()));
            QVERIFY(writeFile(path, toSoap(request, version)));
            arguments.append(path);
        }
    }
    QProcess judge;
    judge.start(xmllint, arguments);
    QVERIFY(judge.waitForFinished(30'000));
    QVERIFY2(judge.exitCode() == 0, judge.readAllStandardError().left(2'000).constData());
    // And the judge does judge: a namespace with https, as printed in Microsoft's documentation, is refused.
    const QString wrong = work.filePath(u"wrong.xml"_s);
    QVERIFY(writeFile(wrong,
                      toSoap({Ews::GetRoomLists()}, ExchangeVersion::V2013Sp1)
                          .replace("http://schemas.microsoft.com/", "https://schemas.microsoft.com/")));
    judge.start(xmllint, arguments.first(4) + QStringList{wrong});
    QVERIFY(judge.waitForFinished(30'000));
    QVERIFY(judge.exitCode() != 0);
}

void TestEwsRequest::contentIsNeverAskedFor()
{
    for (const EwsRequest &request : everyRequest()) {
        const QByteArray xml = toSoap(request, ExchangeVersion::V2013Sp1);
        QVERIFY(!xml.contains("Subject") && !xml.contains("AllProperties") && !xml.contains("Detailed"));
        QVERIFY(!xml.contains("CreateItem") && !xml.contains("DeleteItem") && !xml.contains("UpdateItem"));
    }
    QVERIFY(toSoap({Ews::GetFolder()}, ExchangeVersion::V2013Sp1).contains("IdOnly"));
    QVERIFY(toSoap({Ews::GetUserAvailability{{u"a@b.example"_s}, {}, {}}}, ExchangeVersion::V2013Sp1)
                .contains("MergedOnly"));
}

void TestEwsRequest::impersonationStandsInTheHeader()
{
    const QByteArray with = toSoap({Ews::GetFolder(), u"room1@contoso.com"_s}, ExchangeVersion::V2013Sp1);
    QVERIFY(with.contains("<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>room1@contoso.com<"
                          "/t:PrimarySmtpAddress>"));
    QVERIFY(with.indexOf("ExchangeImpersonation") < with.indexOf("Body"));
    QVERIFY(!toSoap({Ews::GetFolder()}, ExchangeVersion::V2013Sp1).contains("Impersonation"));
}

void TestEwsRequest::timeZoneContextIsForAvailability()
{
    const EwsRequest request{Ews::GetUserAvailability{{u"a@b.example"_s}, {}, {}}};
    QVERIFY(toSoap(request, ExchangeVersion::V2010).contains("TimeZoneContext"));
    QVERIFY(!toSoap(request, ExchangeVersion::V2007Sp1).contains("TimeZoneContext"));
    QVERIFY(!toSoap({Ews::GetFolder()}, ExchangeVersion::V2013Sp1).contains("TimeZoneContext"));
}

void TestEwsRequest::operationsHaveTheirNames()
{
    QStringList names;
    for (const EwsRequest &request : everyRequest()) {
        if (!names.contains(request.operation()))
            names.append(request.operation());
    }
    QCOMPARE(names.size(), 8);
    QVERIFY(EwsRequest{Ews::Subscribe()}.needsAffinity());
    QVERIFY(!EwsRequest{Ews::Subscribe()}.isStream());
    QVERIFY(!EwsRequest{Ews::GetFolder()}.needsAffinity());
}

QTEST_GUILESS_MAIN(TestEwsRequest)
#include "tst_ewsrequest.moc"
