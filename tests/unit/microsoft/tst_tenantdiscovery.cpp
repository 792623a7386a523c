// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "microsoft/tenantdiscovery.h"
#include "support/outcome.h"
#include "unit/microsoft/entradouble.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// A tenant of one cloud; the others do not know it.
void liveIn(EntraDouble &entra, const QString &cloudId, const QString &subScope = {})
{
    entra.metadataAnswer = [cloudId, subScope](const ExchangeQuery &query) -> Result<ExchangeAnswer> {
        const Cloud &cloud = *Clouds::standard().find(cloudId);
        if (query.url.host() == cloud.authority)
            return EntraDouble::json(EntraDouble::metadata(cloud, subScope));
        return EntraDouble::refusal(u"invalid_tenant"_s, 90002);
    };
}

} // namespace

class TestTenantDiscovery : public QObject
{
    Q_OBJECT

private slots:
    void whileSomebodyTypesNoRequestTellsTheAddress();
    void theWholeAddressOnRequestOnly();
    void cloudsAreAskedInTurn_data();
    void cloudsAreAskedInTurn();
    void noTenantAnywhere();
    void aTenantOfAnotherCloudIsAskedThere();
    void twoCloudsThatNameEachOther();
    void dnsOnlyHints();
    void aRealmThatFailsHarmsNothing();
    void anUnreachableAuthorityIsAProblem();
    void anUnreachableGuessIsNone();
};

void TestTenantDiscovery::whileSomebodyTypesNoRequestTellsTheAddress()
{
    EntraDouble entra;
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant && tenant->exists);
    QCOMPARE(tenant->tenantId, EntraDouble::tenant());
    QCOMPARE(tenant->cloud, u"worldwide"_s);
    QCOMPARE(tenant->issuer, EntraDouble::issuer());
    QVERIFY(tenant->realm->kind == Realm::Kind::Managed);
    QCOMPARE(tenant->realm->brand.text(), u"Fabrikam"_s);
    for (const ExchangeQuery &query : std::as_const(entra.asked)) {
        QVERIFY(!query.credential);
        QVERIFY(!query.url.toString().contains(u"admin"_s));
    }
    QCOMPARE(entra.asked.size(), 2);
}

void TestTenantDiscovery::theWholeAddressOnRequestOnly()
{
    EntraDouble entra;
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s, u"admin+x@fabrikam.test"_s});
    QVERIFY(outcomeOf<TenantAnswer>(discovery));
    QCOMPARE(entra.asked.last().url.query(QUrl::FullyEncoded), u"login=admin%2Bx%40fabrikam.test&json=1"_s);
    QVERIFY(!entra.asked.first().url.toString().contains(u"admin"_s));
}

void TestTenantDiscovery::cloudsAreAskedInTurn_data()
{
    QTest::addColumn<QString>("cloud");
    QTest::addColumn<QString>("subScope");
    QTest::addColumn<int>("asked");
    QTest::newRow("worldwide") << u"worldwide"_s << QString() << 1;
    QTest::newRow("GCC") << u"worldwide"_s << u"GCC"_s << 1;
    QTest::newRow("GCC High") << u"gccHigh"_s << u"DODCON"_s << 2;
    QTest::newRow("DoD") << u"dod"_s << u"DOD"_s << 2;
    QTest::newRow("21Vianet") << u"china"_s << QString() << 3;
}

void TestTenantDiscovery::cloudsAreAskedInTurn()
{
    QFETCH(const QString, cloud);
    QFETCH(const QString, subScope);
    QFETCH(const int, asked);
    EntraDouble entra;
    liveIn(entra, cloud, subScope);
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant && tenant->exists);
    QCOMPARE(tenant->cloud, cloud);
    QCOMPARE(tenant->regionSubScope, subScope);
    QCOMPARE(tenant->asked.size(), asked);
    QCOMPARE(entra.asked.last().url.host(), Clouds::standard().find(cloud)->authority); // the realm, too
}

void TestTenantDiscovery::noTenantAnywhere()
{
    EntraDouble entra;
    entra.metadataAnswer = [](const ExchangeQuery &) {
        return EntraDouble::refusal(u"invalid_tenant"_s, 90002);
    };
    entra.realmAnswer = [] { return EntraDouble::json({{u"NameSpaceType"_s, u"Unknown"_s}}); };
    TenantDiscovery discovery(entra, {u"contoso.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant);
    QVERIFY(!tenant->exists);
    QCOMPARE(tenant->asked, Clouds::standard().authorities());
    QVERIFY(tenant->realm->kind == Realm::Kind::Unknown);
    QCOMPARE(toJson(*tenant)[u"exists"_s].toBool(true), false);
}

// As the worldwide metadata of a tenant of the US government name the other authority.
void TestTenantDiscovery::aTenantOfAnotherCloudIsAskedThere()
{
    EntraDouble entra;
    const Cloud &dod = *Clouds::standard().find(u"dod");
    entra.metadataAnswer = [&dod](const ExchangeQuery &) {
        return EntraDouble::json(EntraDouble::metadata(dod, u"DOD"_s));
    };
    TenantDiscovery discovery(entra, {u"fabrikam-dod.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant && tenant->exists);
    QCOMPARE(tenant->cloud, u"dod"_s);
    QCOMPARE(tenant->asked, (QStringList{u"login.microsoftonline.com"_s, dod.authority}));
}

void TestTenantDiscovery::twoCloudsThatNameEachOther()
{
    EntraDouble entra;
    entra.metadataAnswer = [](const ExchangeQuery &query) {
        const bool isWorld = query.url.host() == u"login.microsoftonline.com"_s;
        return EntraDouble::json(
            EntraDouble::metadata(*Clouds::standard().find(isWorld ? u"gccHigh"_s : u"worldwide"_s)));
    };
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s});
    QCOMPARE(codeOf(outcomeOf<TenantAnswer>(discovery)), Code::AnswerUnexpected);
    QCOMPARE(entra.asked.size(), 2);
}

void TestTenantDiscovery::dnsOnlyHints()
{
    EntraDouble entra;
    LookUpAnswer records;
    records.records = {{u"fabrikam-test.mail.protection.outlook.com"_s, 0, 0, 0}};
    entra.records = records;
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant->hints.mxAtMicrosoft);
    QVERIFY(!tenant->hints.autodiscoverAtMicrosoft); // that name is none of Autodiscover
    QCOMPARE(tenant->hints.mx.size(), 1);
}

void TestTenantDiscovery::aRealmThatFailsHarmsNothing()
{
    EntraDouble entra;
    entra.realmAnswer = []() -> Result<ExchangeAnswer> { return Problem{Code::HttpTimeout, {}, {}}; };
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant && tenant->exists);
    QVERIFY(!tenant->realm);
}

void TestTenantDiscovery::anUnreachableAuthorityIsAProblem()
{
    EntraDouble entra;
    entra.metadataAnswer = [](const ExchangeQuery &) -> Result<ExchangeAnswer> {
        return Problem{Code::TcpTimeout, {}, {}};
    };
    TenantDiscovery discovery(entra, {u"fabrikam.test"_s});
    QCOMPARE(codeOf(outcomeOf<TenantAnswer>(discovery)), Code::TcpTimeout);
    entra.metadataAnswer = [](const ExchangeQuery &) { return EntraDouble::json({}, 503); };
    QCOMPARE(codeOf(outcomeOf<TenantAnswer>(discovery)), Code::HttpUnexpectedStatus);
}

// Behind a firewall that lets the worldwide cloud pass alone.
void TestTenantDiscovery::anUnreachableGuessIsNone()
{
    EntraDouble entra;
    LookUpAnswer records;
    records.records = {{u"mail.contoso.test"_s, 0, 0, 0}};
    entra.records = records;
    entra.metadataAnswer = [](const ExchangeQuery &query) -> Result<ExchangeAnswer> {
        if (query.url.host() == u"login.microsoftonline.com"_s)
            return EntraDouble::refusal(u"invalid_tenant"_s, 90002);
        return Problem{Code::TcpTimeout, {}, {}};
    };
    TenantDiscovery discovery(entra, {u"contoso.test"_s});
    const auto tenant = outcomeOf<TenantAnswer>(discovery);
    QVERIFY(tenant && !tenant->exists);
    QCOMPARE(tenant->notAsked, Clouds::standard().authorities().mid(1));
    QCOMPARE(tenant->hints.mx.size(), 1);
    QVERIFY(tenant->realm);
    for (const ExchangeQuery &query : std::as_const(entra.asked))
        if (tenant->notAsked.contains(query.url.host()))
            QVERIFY(query.deadline < entra.asked.first().deadline / 2);
}

QTEST_GUILESS_MAIN(TestTenantDiscovery)
#include "tst_tenantdiscovery.moc"
