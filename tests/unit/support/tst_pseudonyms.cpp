// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/randomsource.h"
#include "net/recording.h"
#include "recordedrun.h"
#include "support/certificatemask.h"
#include "support/undernames.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestPseudonyms : public QObject
{
    Q_OBJECT

private slots:
    void sameNameSamePseudonym();
    void domainsKeepTheirShape_data();
    void domainsKeepTheirShape();
    void everybodysNamesStay();
    void addressesKeepTheirKind();
    void namesInBinaryKeepTheirPlace();
    void aCertificateIsJudgedAsBefore();
    void ourOwnWordsStay();
    void itReplaysToTheSameFindings_data();
    void itReplaysToTheSameFindings();
    void noTwoAreAlike();
};

namespace {

CustomerNames contoso()
{
    CustomerNames names = CustomerNames::in({});
    names.hosts = {u"mail.contoso.co.uk"_s, u"srv-ex01.contoso.co.uk"_s, u"contoso.co.uk"_s,
                   u"exchange.com"_s, u"mail.exchange.com"_s};
    names.servers = {u"ex01"_s};
    names.mailboxes = {u"svc-askcody@contoso.co.uk"_s, u"room1@contoso.co.uk"_s};
    names.users = {u"svc-askcody"_s};
    names.titles = {u"Contoso & Søn A/S"_s};
    names.addresses = {u"10.1.2.3"_s, u"192.0.2.77"_s, u"2001:db8:1::7"_s, u"fd00::1"_s, u"127.0.0.1"_s};
    return names;
}

} // namespace

void TestPseudonyms::sameNameSamePseudonym()
{
    SystemRandomSource random;
    const Pseudonyms names(contoso(), random);
    const QString domain = names.applied(u"contoso.co.uk"_s);
    QVERIFY(domain.endsWith(u".co.uk"_s));
    const QString own = domain.section(u'.', 0, 0);
    QVERIFY(own != "contoso"_L1);
    QCOMPARE(own.size(), 7);
    QCOMPARE(names.applied(u"mail.contoso.co.uk"_s), u"mail."_s + domain);
    QCOMPARE(names.applied(u"https://mail.contoso.co.uk:443/EWS/Exchange.asmx?x=y"_s),
             u"https://mail."_s + domain + u":443/EWS/Exchange.asmx?x=y"_s);
    QCOMPARE(names.applied(u"_autodiscover._tcp.contoso.co.uk SRV"_s),
             u"_autodiscover._tcp."_s + domain + u" SRV"_s);
    QCOMPARE(names.applied(u"CONTOSO"_s), own.toUpper());
    QVERIFY(names.applied(u"CONTOSO\\svc-askcody"_s).startsWith(own.toUpper() + u'\\'));
    QCOMPARE(names.applied(u"Contoso Root CA"_s).toLower(), own + u" root ca"_s);
    const QString mailbox = names.applied(u"svc-askcody@contoso.co.uk"_s);
    QVERIFY(mailbox.endsWith(u'@' + domain));
    QVERIFY(!mailbox.startsWith("svc-askcody"_L1) || mailbox.startsWith("svc-"_L1));
    QCOMPARE(names.applied(u"email=svc-askcody%40contoso.co.uk&"_s),
             u"email="_s + QString(mailbox).replace(u"@"_s, u"%40"_s) + u'&');
    QCOMPARE(names.applied(u"<t:EmailAddress>room1@contoso.co.uk</t:EmailAddress>"_s),
             u"<t:EmailAddress>"_s + names.applied(u"room1@contoso.co.uk"_s) + u"</t:EmailAddress>"_s);
    QCOMPARE(names.applied(u"contosoft"_s), u"contosoft"_s); // another word
    QVERIFY(names.applied(u"Contoso &amp; Søn A/S"_s).contains("&amp;"_L1));
    QVERIFY(!names.applied(u"srv-ex01.contoso.co.uk EX01"_s).contains("ex01"_L1, Qt::CaseInsensitive));
}

void TestPseudonyms::domainsKeepTheirShape_data()
{
    QTest::addColumn<QString>("host");
    for (const auto &host :
         {u"mail.contoso.co.uk"_s, u"srv-ex01.contoso.co.uk"_s, u"exchange.com"_s, u"mail.exchange.com"_s})
        QTest::newRow(qPrintable(host)) << host;
}

void TestPseudonyms::domainsKeepTheirShape()
{
    QFETCH(const QString, host);
    SystemRandomSource random;
    const QString made = Pseudonyms(contoso(), random).applied(host);
    QVERIFY(made != host);
    QCOMPARE(made.count(u'.'), host.count(u'.'));
    const QStringList before = host.split(u'.');
    const QStringList after = made.split(u'.');
    for (qsizetype i = 0; i < before.size(); ++i) {
        QCOMPARE(after.at(i).size(), before.at(i).size());
        QCOMPARE(after.at(i).count(u'-'), before.at(i).count(u'-'));
    }
    QCOMPARE(after.constLast(), before.constLast());
}

void TestPseudonyms::everybodysNamesStay()
{
    SystemRandomSource random;
    const Pseudonyms names(contoso(), random);
    for (const auto &text :
         {u"https://outlook.office365.com/EWS/Exchange.asmx"_s, u"https://login.microsoftonline.com/common"_s,
          u"http://schemas.microsoft.com/exchange/services/2006/messages"_s,
          u"/autodiscover/autodiscover.svc"_s, u"Exchange Server 2019 15.2.1748.10"_s,
          u"Basic realm=\"mail\""_s, u"ErrorImpersonateUserDenied"_s, u"2026-11-23T09:00:00.000Z"_s})
        QCOMPARE(names.applied(text), text);
    QVERIFY(CustomerNames::isEverybodys(u"outlook.office365.com"_s));
    QVERIFY(!CustomerNames::isEverybodys(u"contoso.onmicrosoft.com"_s));
    QVERIFY(!CustomerNames::isEverybodys(u"contoso-com.mail.protection.outlook.com"_s));
}

void TestPseudonyms::addressesKeepTheirKind()
{
    SystemRandomSource random;
    const Pseudonyms names(contoso(), random);
    QVERIFY(
        QHostAddress(names.applied(u"10.1.2.3"_s)).isInSubnet(QHostAddress::parseSubnet(u"10.0.0.0/8"_s)));
    QVERIFY(names.applied(u"10.1.2.3"_s) != "10.1.2.3"_L1);
    QVERIFY(names.applied(u"fd00::1"_s).startsWith("fd00:"_L1));
    QVERIFY(names.applied(u"2001:db8:1::7"_s).startsWith("2001:db8::"_L1));
    QCOMPARE(names.applied(u"127.0.0.1"_s), u"127.0.0.1"_s);
    QVERIFY(!QHostAddress(names.applied(u"192.0.2.77"_s)).isNull());
    QCOMPARE(names.applied(u"mail at 10.1.2.3:443"_s),
             u"mail at "_s + names.applied(u"10.1.2.3"_s) + u":443"_s);
    QCOMPARE(names.applied(u"110.1.2.3"_s), u"110.1.2.3"_s);
}

// The target information of NTLM: lengths and offsets stand in front of the names.
void TestPseudonyms::namesInBinaryKeepTheirPlace()
{
    SystemRandomSource random;
    const Pseudonyms names(contoso(), random);
    QByteArray blob("NTLMSSP\0\2\0\0\0", 12);
    for (const QChar unit : u"CONTOSO"_s)
        blob.append(unit.toLatin1()).append('\0');
    blob.append("\3\0", 2);
    for (const QChar unit : u"mail.contoso.co.uk"_s)
        blob.append(unit.toLatin1()).append('\0');
    const QByteArray made = names.appliedToUtf16(blob);
    QCOMPARE(made.size(), blob.size());
    QCOMPARE(made.left(12), blob.left(12));
    const QByteArray plain = QByteArray(made).replace(QByteArrayView("\0", 1), QByteArrayView());
    QVERIFY(!plain.toLower().contains("contoso"));
    QVERIFY(plain.contains(names.applied(u"CONTOSO"_s).toLatin1()));
    QVERIFY(plain.contains(names.applied(u"mail.contoso.co.uk"_s).toLatin1()));
}

void TestPseudonyms::aCertificateIsJudgedAsBefore()
{
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/certificate.pem"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pem = file.readAll();
    const QSslCertificate before = QSslCertificate::fromData(pem).value(0);
    const auto renamed = [](const QString &name) {
        return QString(name).replace(u"contoso"_s, u"kemavid"_s);
    };
    const QByteArray masked = maskedCertificate(pem, renamed);
    const auto all = QSslCertificate::fromData(masked);
    QCOMPARE(all.size(), 1);
    const QSslCertificate after = all.constFirst();
    QCOMPARE(after.effectiveDate(), before.effectiveDate());
    QCOMPARE(after.expiryDate(), before.expiryDate());
    QCOMPARE(after.subjectDisplayName(), renamed(before.subjectDisplayName()));
    QCOMPARE(after.issuerDisplayName(), renamed(before.issuerDisplayName()));
    QCOMPARE(QStringList(after.subjectAlternativeNames().values()).join(u' '),
             renamed(QStringList(before.subjectAlternativeNames().values()).join(u' ')));
    if (masked != pem) {
        QVERIFY(after.serialNumber() != before.serialNumber());
        QVERIFY(after.publicKey().toPem() != before.publicKey().toPem());
    }
    QCOMPARE(maskedCertificate(pem, [](const QString &name) { return name; }), pem);
    QCOMPARE(maskedCertificate("no certificate", renamed), QByteArray("no certificate"));
}

// A reader knows these words alone, also where a mailbox has the name.
void TestPseudonyms::ourOwnWordsStay()
{
    RecordedSession recorded(u"healthy"_s);
    QByteArray har = recorded.har();
    const qsizetype direct = har.count("\"route\": \"direct\"");
    QVERIFY(direct > 0);
    har.replace("room1@", "direct@").replace("ceo@", "extraRoot@").replace("room2@", "presented@");
    SystemRandomSource random;
    const auto made = Pseudonymised::of(har, random);
    QVERIFY2(made, made ? "" : qPrintable(made.problem().facts["where"_L1].toString()));
    QCOMPARE(made->har().count("\"route\": \"direct\""), direct);
    QVERIFY(!made->har().contains("direct@"));
}

void TestPseudonyms::itReplaysToTheSameFindings_data()
{
    QTest::addColumn<QString>("scenario");
    for (const auto &name :
         {u"healthy"_s, u"wrong-password"_s, u"basic-off"_s, u"impersonation-denied"_s, u"cert-wrong-name"_s,
          u"cert-self-signed"_s, u"dns-missing"_s, u"ews-disabled-403"_s, u"no-room-lists"_s,
          u"autodiscover-redirect-foreign-host"_s, u"waf-block"_s, u"preauth-redirect"_s,
          u"user-name-needs-domain"_s, u"mailbox-moved-to-cloud"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestPseudonyms::itReplaysToTheSameFindings()
{
    QFETCH(const QString, scenario);
    RecordedSession recorded(scenario);
    SystemRandomSource random;
    const auto made = Pseudonymised::of(recorded.har(), random);
    QVERIFY2(made, made ? "" : qPrintable(made.problem().facts["where"_L1].toString()));
    QVERIFY2(made->leftOver().isEmpty(), qPrintable(made->leftOver().join(u' ')));
    const QString text = QString::fromUtf8(made->har());
    // The name of the product may stay: it says nothing of the customer.
    for (const auto &name : {u"contoso"_s, u"room1@"_s, u"ceo@"_s, u"Headquarters"_s})
        QVERIFY2(!text.contains(name, Qt::CaseInsensitive),
                 qPrintable(text.mid(text.indexOf(name, 0, Qt::CaseInsensitive) - 200, 400)));
    const QString difference =
        differenceUnderNames(recorded.tested.workbench, recorded.har(), recorded.session->findings(),
                             recorded.tested.drafts.filePath(u"names.har"_s));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestPseudonyms::noTwoAreAlike()
{
    RecordedSession recorded(u"healthy"_s);
    SystemRandomSource random;
    const auto one = Pseudonymised::of(recorded.har(), random);
    const auto other = Pseudonymised::of(recorded.har(), random);
    QVERIFY(one && other);
    QVERIFY(one->table().value(u"contoso.test"_s) != other->table().value(u"contoso.test"_s));
    QVERIFY(!Pseudonymised::of("no bundle", random));
}

QTEST_GUILESS_MAIN(TestPseudonyms)
#include "tst_pseudonyms.moc"
