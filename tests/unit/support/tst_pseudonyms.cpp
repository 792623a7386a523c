// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/randomsource.h"
#include "net/recording.h"
#include "recordedrun.h"
#include "setup/found.h"
#include "setup/microsoftaccess.h"
#include "support/certificatemask.h"
#include "support/companyca.h"
#include "support/microsoftpath.h"
#include "support/undernames.h"

#include <QDir>
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
    void itReplaysFromExchangeOnline_data();
    void itReplaysFromExchangeOnline();
    void whatAPortIsCalledStays();
    void aSignInReplays_data();
    void aSignInReplays();
    void tenantsLeaveMicrosoftItsNames_data();
    void tenantsLeaveMicrosoftItsNames();
    void titlesGoHoweverTheyAreWritten();
    void wordsOfOurOwnStay();
    void theCompanysAuthorityGoes();
    void leftOversInCertificatesAreFound();
    void whatOnlyTheCustomerHasGoes();
    void noTwoAreAlike();
    void aNameInTwoFormsIsOne();
    void whatOthersWroteGoes();
    void whatIsEverybodysInHeadersStays();
    void peoplesNumbersGo();
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
    const qsizetype left = made->har().indexOf("direct@");
    QVERIFY2(left < 0, made->har().mid(left - 200, 400).constData());
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

void TestPseudonyms::itReplaysFromExchangeOnline_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("email");
    for (const auto &scenario : {u"healthy"_s, u"mailbox-moved-to-cloud"_s, u"microsoft/ews-off"_s,
                                 u"microsoft/consented"_s, u"microsoft/no-room-lists"_s})
        for (const auto &email : {u"admin@fabrikam.test"_s, u"admin@adatum.test"_s})
            QTest::addRow("%s, %s", qPrintable(scenario), qPrintable(email)) << scenario << email;
}

void TestPseudonyms::itReplaysFromExchangeOnline()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, email);
    TestedWorld tested(scenario);
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    ExchangeOnline online;
    online.email = email;
    integration.exchange = online;
    session->setIntegration(integration);
    session->microsoft().setMayAsk(false);
    TestedWorld::runToEnd(*session);
    const auto har = session->recording();
    QVERIFY(har);
    SystemRandomSource random;
    const auto made = Pseudonymised::of(*har, random);
    QVERIFY(made);
    QVERIFY(!made->har().contains(email.section(u'@', 1).section(u'.', 0, 0).toUtf8()));
    const QString difference = differenceUnderNames(tested.workbench, *har, session->findings(),
                                                    tested.drafts.filePath(u"names.har"_s));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    const auto replay = tested.workbench.openBundle(tested.drafts.filePath(u"names.har"_s));
    QVERIFY(replay);
    TestedWorld::runToEnd(**replay);
    QVERIFY(!session->found().location.isEmpty());
    QCOMPARE((*replay)->found().location, session->found().location);
    QCOMPARE((*replay)->found().locationReasons.size(), session->found().locationReasons.size());
}

// "microsoft.way" could be the name of a host, and its observation is found again by it.
void TestPseudonyms::whatAPortIsCalledStays()
{
    Recording recording;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QJsonObject integration{{u"type"_s, u"exchangeOnline"_s}, {u"email"_s, u"admin@oauth.dk"_s}};
    recording.beginRun({now, u"UTC"_s, {{u"integration"_s, integration}}, {}});
    const QStringList ports{u"microsoft.way"_s, u"microsoft.accountIsTyped"_s, u"oauth.browser"_s,
                            u"oauth.identity"_s, u"portal.token"_s};
    const auto add = [&](OperationKind kind, const QString &target, const Outcome &outcome) {
        recording.add({{1, u"microsoft.signin"_s, 1, kind, target, 1}, now, {}, outcome});
    };
    for (const QString &port : ports)
        add(OperationKind::Port, port, Note{QJsonObject{{u"seenBy"_s, u"oauth.dk"_s}}});
    add(OperationKind::Connect, u"oauth.dk:443"_s, Result<ConnectAnswer>(ConnectAnswer()));
    const auto har = recording.toHar();
    QVERIFY(har);
    SystemRandomSource random;
    const auto made = Pseudonymised::of(*har, random);
    QVERIFY2(made, made ? "" : qPrintable(made.problem().facts["where"_L1].toString()));
    const auto again = Recording::fromHar(made->har());
    QVERIFY(again);
    QStringList kept;
    for (const Observation &observation : again->observations()) {
        if (observation.key.kind == OperationKind::Port)
            kept.append(observation.key.target);
        else
            QVERIFY(observation.key.target != "oauth.dk:443"_L1);
    }
    QCOMPARE(kept, ports);
    QVERIFY(!made->har().contains("oauth.dk"));
}

void TestPseudonyms::aSignInReplays_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("signsInAs");
    QTest::addColumn<QString>("decision");
    QTest::addColumn<bool>("withPortal");
    const QString same;
    QTest::newRow("by the browser") << u"healthy"_s << same << u"allow"_s << false;
    QTest::newRow("with a portal") << u"healthy"_s << same << u"allow"_s << true;
    QTest::newRow("denied") << u"healthy"_s << same << u"deny"_s << false;
    QTest::newRow("as somebody else")
        << u"healthy"_s << u"exchangeadmin@fabrikam.test"_s << u"allow"_s << false;
    QTest::newRow("EWS is off") << u"microsoft/ews-off"_s << same << u"allow"_s << false;
}

void TestPseudonyms::aSignInReplays()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, signsInAs);
    QFETCH(const QString, decision);
    QFETCH(const bool, withPortal);
    MicrosoftPath path(*Scenario::load(scenario), {u"admin@fabrikam.test"_s, signsInAs, decision});
    QVERIFY(!withPortal || path.connectToPortal());
    // The second time the login is held, and nobody is asked.
    for (int time = 1; time <= 2; ++time) {
        QVERIFY(path.run());
        QCOMPARE(path.said(u"microsoft.signin"_s) == "pass"_L1, decision == "allow"_L1);
        const auto har = path.session().recording();
        QVERIFY(har);
        TestedWorld elsewhere;
        const QString difference = differenceUnderNames(elsewhere.workbench, *har, path.session().findings(),
                                                        elsewhere.drafts.filePath(u"names.har"_s));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
}

void TestPseudonyms::tenantsLeaveMicrosoftItsNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("stays");
    QTest::newRow("mail") << u"contoso-com.mail.protection.outlook.com"_s
                          << u".mail.protection.outlook.com"_s;
    QTest::newRow("mail, DNSSEC") << u"contoso-com.x-v1.mx.microsoft"_s << u".mx.microsoft"_s;
    QTest::newRow("tenant") << u"contoso.onmicrosoft.com"_s << u".onmicrosoft.com"_s;
    QTest::newRow("hybrid") << u"contoso.mail.onmicrosoft.com"_s << u".mail.onmicrosoft.com"_s;
    QTest::newRow("China") << u"contoso.partner.onmschina.cn"_s << u".partner.onmschina.cn"_s;
    QTest::newRow("SharePoint") << u"contoso.sharepoint.com"_s << u".sharepoint.com"_s;
}

void TestPseudonyms::tenantsLeaveMicrosoftItsNames()
{
    QFETCH(const QString, host);
    QFETCH(const QString, stays);
    CustomerNames names = CustomerNames::in({});
    names.hosts = {host};
    SystemRandomSource random;
    const Pseudonyms pseudonyms(names, random);
    const QString made = pseudonyms.applied(host);
    QVERIFY2(made.endsWith(stays), qPrintable(made));
    QVERIFY2(!made.contains(u"contoso"_s), qPrintable(made));
    for (const auto &everybodys : {u"autodiscover.outlook.com"_s, u"outlook.office365.com"_s, stays.mid(1)})
        QCOMPARE(pseudonyms.applied(everybodys), everybodys);
}

void TestPseudonyms::titlesGoHoweverTheyAreWritten()
{
    CustomerNames names = CustomerNames::in({});
    names.titles = {u"Nordic Timber Holding"_s, u"Large meeting room Ægir"_s};
    SystemRandomSource random;
    const Pseudonyms pseudonyms(names, random);
    for (const auto &text :
         {u"Nordic Timber Holding"_s, u"Nordic%20Timber%20Holding"_s, u"nordic+timber+holding"_s,
          u"NORDIC-TIMBER"_s, u"the Timber people"_s, u"of Nordic, the"_s}) {
        const QString made = pseudonyms.applied(text);
        QVERIFY2(!made.contains(u"nordic"_s, Qt::CaseInsensitive)
                     && !made.contains(u"timber"_s, Qt::CaseInsensitive),
                 qPrintable(made));
    }
    QVERIFY(!pseudonyms.applied(u"%C3%86gir room=Large%20meeting%20room%20%C3%86gir"_s).contains(u"Ægir"_s));
    QVERIFY(!pseudonyms.applied(u"Large%20meeting%20room%20%C3%86gir"_s).contains(u"%C3%86gir"_s));
    QCOMPARE(pseudonyms.applied(u"a large meeting"_s), u"a large meeting"_s); // anybody's
}

// A mailbox may be called like something that we write into every recording.
void TestPseudonyms::wordsOfOurOwnStay()
{
    for (const auto &word : {u"direct"_s, u"system"_s, u"none"_s, u"pass"_s, u"auto"_s, u"server"_s,
                             u"checked"_s, u"exchangeServer"_s, u"online"_s}) {
        TestedWorld tested;
        const auto session = tested.workbench.newSession();
        Integration integration = TestedWorld::integration();
        integration.server()->testMailboxes.append(word + u"@contoso.test"_s);
        session->setIntegration(integration);
        session->setPassword(SimulatedWorld::password());
        TestedWorld::runToEnd(*session);
        const auto har = session->recording();
        QVERIFY(har);
        const QString difference = differenceUnderNames(tested.workbench, *har, session->findings(),
                                                        tested.drafts.filePath(u"names.har"_s));
        QVERIFY2(difference.isEmpty(), qPrintable(word + u": "_s + difference));
    }
}

namespace {

QByteArray handshakeWith(const QList<QSslCertificate> &chain, const QString &email)
{
    Recording recording;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QJsonObject integration{{u"type"_s, u"exchangeServer"_s}, {u"email"_s, email}};
    recording.beginRun({now, u"UTC"_s, {{u"integration"_s, integration}}, {}});
    HandshakeAnswer answer;
    answer.protocol = u"TLSv1.3"_s;
    answer.chain = chain;
    Observation observation;
    observation.key.check = u"net.tls"_s;
    observation.key.kind = OperationKind::Handshake;
    observation.key.target = u"mail.nt-corp.dk:443"_s;
    observation.startedAt = now;
    observation.outcome = Result<HandshakeAnswer>(answer);
    recording.add(observation);
    const auto har = recording.toHar();
    return har ? *har : QByteArray();
}

} // namespace

void TestPseudonyms::theCompanysAuthorityGoes()
{
    const CompanyCa company;
    const QSslCertificate server = company.server("mail.nt-corp.dk", "http://pki.nt-corp.dk/list.crl");
    QVERIFY(server.toDer().contains("pki.nt-corp.dk"));
    SystemRandomSource random;
    const auto made =
        Pseudonymised::of(handshakeWith({server, company.root()}, u"askcody@nt-corp.dk"_s), random);
    QVERIFY2(made, made ? "" : qPrintable(made.problem().code));
    QVERIFY2(made->leftOver().isEmpty(), qPrintable(made->leftOver().join(u' ')));
    QByteArray all = made->har();
    const auto again = Recording::fromHar(made->har());
    QVERIFY(again);
    QCOMPARE(again->observations().size(), 1);
    const auto &answer = **std::get_if<Result<HandshakeAnswer>>(&again->observations().constFirst().outcome);
    QCOMPARE(answer.chain.size(), 2);
    QCOMPARE(answer.chain.at(0).issuerDisplayName(), answer.chain.at(1).subjectDisplayName());
    for (const QSslCertificate &certificate : answer.chain)
        all += certificate.toDer() + certificate.toText().toUtf8();
    for (const char *telling : {"nt-corp", "Nordic", "Timber", "Platform"})
        QVERIFY2(!all.contains(telling), telling);
}

// In a certificate that is nobody's, and where no name begins.
void TestPseudonyms::leftOversInCertificatesAreFound()
{
    const CompanyCa company;
    const QSslCertificate server = company.server("www.microsoft.com", "http://xnordictimber.dk/list.crl");
    SystemRandomSource random;
    const auto made = Pseudonymised::of(handshakeWith({server}, u"askcody@nordictimber.dk"_s), random);
    QVERIFY(made);
    QVERIFY(!made->har().contains("nordictimber"));
    QCOMPARE(made->leftOver(), QStringList{u"nordictimber.dk"_s});
}

// The integration's ids, the hash of what was asked, and where a file lies on the customer's computer.
void TestPseudonyms::whatOnlyTheCustomerHasGoes()
{
    TestedWorld tested;
    const QString folder = tested.drafts.filePath(u"Users/adele.vance"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile ca(folder + u"/ca.pem"_s);
    QVERIFY(ca.open(QIODevice::WriteOnly) && ca.write(CompanyCa().root().toPem()) > 0);
    ca.close();
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.server()->trustedCaFile = ca.fileName();
    session->setIntegration(integration);
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    const auto har = session->recording();
    QVERIFY(har);
    const auto draft = [](const QByteArray &document) {
        return QJsonDocument::fromJson(document).object()["log"_L1]["_setup"_L1]["journal"_L1]["draft"_L1];
    };
    const QString hash = draft(*har)["checkedInput"_L1].toString();
    QVERIFY(!hash.isEmpty());
    const QByteArray id = session->integration().id.toString(QUuid::WithoutBraces).toUtf8();
    QVERIFY(har->contains(id) && har->contains("adele.vance"));
    SystemRandomSource random;
    const auto made = Pseudonymised::of(*har, random);
    QVERIFY(made);
    QVERIFY(!made->har().contains("adele.vance"));
    QVERIFY(!made->har().contains(hash.toUtf8()));
    QVERIFY(!made->har().contains(id));
    const QString difference = differenceUnderNames(tested.workbench, *har, session->findings(),
                                                    tested.drafts.filePath(u"names.har"_s));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    // The certificates in that file stand in the recording, too.
    const QJsonObject input = QJsonDocument::fromJson(made->har())
                                  .object()["log"_L1]["_setup"_L1]["runs"_L1][0]["input"_L1]
                                  .toObject();
    const auto authorities = QSslCertificate::fromData(input["trustedCa"_L1].toString().toLatin1());
    QCOMPARE(authorities.size(), 1);
    QVERIFY(!authorities.constFirst().subjectDisplayName().contains(u"Timber"_s));
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

// With letters beyond ASCII: as it is read, as DNS has it, and in an address.
void TestPseudonyms::aNameInTwoFormsIsOne()
{
    const QJsonObject document{{u"email"_s, u"askcody@bücher.test"_s},
                               {u"url"_s, u"https://mail.xn--bcher-kva.test/EWS/Exchange.asmx"_s},
                               {u"ewsUrl"_s, u"https://mail.bücher.test/"_s}};
    SystemRandomSource random;
    const Pseudonyms names(CustomerNames::in(document), random);
    const QString domain = names.applied(u"bücher.test"_s);
    QVERIFY(!domain.contains(u"bücher"_s) && domain.endsWith(u".test"_s));
    QCOMPARE(names.applied(u"xn--bcher-kva.test"_s), domain);
    QCOMPARE(names.applied(u"https://mail.xn--bcher-kva.test/"_s), u"https://mail."_s + domain + u'/');
    QCOMPARE(names.applied(u"https://mail.bücher.test/"_s), u"https://mail."_s + domain + u'/');
    QCOMPARE(names.applied(u"?u=b%C3%BCcher.test&"_s).toLower(), u"?u="_s + domain + u'&');
    const QString mailbox = names.applied(u"askcody@bücher.test"_s);
    QVERIFY2(mailbox.endsWith(u'@' + domain) && !mailbox.contains("xn--"_L1), qPrintable(mailbox));
    QVERIFY(!names.applied(u"Bücher GmbH"_s).contains(u"bücher"_s, Qt::CaseInsensitive));
}

namespace {

QJsonObject answered(const QString &header, const QString &value)
{
    return {{u"headers"_s, QJsonArray{QJsonObject{{u"name"_s, header}, {u"value"_s, value}}}}};
}

} // namespace

void TestPseudonyms::whatOthersWroteGoes()
{
    struct Case
    {
        QJsonObject document;
        QStringList gone;
    };
    const QString tenant = u"6f1d8a52-1c7e-4d1b-9a42-0d4f3b6e5c11"_s;
    const QString fault = u"<m:MessageText>Mailbox '/o=Kraghede Holding/ou=Exchange Administrative Group "
                          "(FYDIBOHF23SPDLT)/cn=Recipients/cn=0815-Munkholm' is not on server HUBEX77."
                          "</m:MessageText>"_s;
    const QList<Case> cases{
        {answered(u"Via"_s, u"1.1 wsa01.corp-fabrix.local:80 (Cisco-WSA/12), HTTP/1.1 TMG01"_s),
         {u"wsa01"_s, u"corp-fabrix"_s, u"TMG01"_s}},
        {answered(u"X-Cache"_s, u"MISS from squidbox9.intern-zone.net:3128"_s), {u"intern-zone"_s}},
        {answered(u"X-MS-Proxy"_s, u"WAPSRV04"_s), {u"WAPSRV04"_s}},
        {answered(u"WWW-Authenticate"_s, u"Basic realm=\"exch77.corp-fabrix.local\""_s),
         {u"exch77"_s, u"corp-fabrix"_s}},
        {answered(u"WWW-Authenticate"_s,
                  u"Bearer trusted_issuers=\"00000001-0000-0000-c000-000000000000@"_s + tenant + u'"'),
         {tenant}},
        {{{u"text"_s, fault}}, {u"Kraghede"_s, u"Munkholm"_s, u"HUBEX77"_s}}};
    for (const Case &one : cases) {
        SystemRandomSource random;
        const Pseudonyms names(CustomerNames::in(one.document), random);
        const QString made =
            names.applied(QString::fromUtf8(QJsonDocument(one.document).toJson(QJsonDocument::Compact)));
        for (const QString &name : one.gone)
            QVERIFY2(!made.contains(name, Qt::CaseInsensitive), qPrintable(made));
        QVERIFY2(!made.contains("FYDIBOHF23SPDLT"_L1) == !one.gone.contains(u"HUBEX77"_s), qPrintable(made));
    }
}

// Products, versions, and what logins are called.
void TestPseudonyms::whatIsEverybodysInHeadersStays()
{
    for (const auto &[header, value] :
         {std::pair(u"Via"_s, u"1.1 varnish"_s),
          std::pair(u"WWW-Authenticate"_s, u"Basic realm=\"Exchange\""_s),
          std::pair(u"X-Cache"_s, u"HIT from cache"_s), std::pair(u"Server"_s, u"Microsoft-IIS/10.0"_s)}) {
        SystemRandomSource random;
        QCOMPARE(Pseudonyms(CustomerNames::in(answered(header, value)), random).applied(value), value);
    }
}

void TestPseudonyms::peoplesNumbersGo()
{
    const QString digest = u"sha256:1a2fa8bd52583952"_s;
    SystemRandomSource random;
    const Pseudonyms names(CustomerNames::in({{u"oid"_s, digest}}), random);
    const QString made = names.applied(digest);
    QVERIFY(made != digest && made.startsWith("sha256:"_L1));
    QCOMPARE(made.size(), digest.size());
    QCOMPARE(names.applied(u"\"%1\""_s.arg(digest)), u"\"%1\""_s.arg(made)); // the same wherever it stands
}

QTEST_GUILESS_MAIN(TestPseudonyms)
#include "tst_pseudonyms.moc"
