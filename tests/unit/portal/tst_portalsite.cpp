// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "portal/portaldiscovery.h"
#include "portal/portalidentity.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/portal/portalworld.h"

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QJsonObject discoveryJson()
{
    return {{u"version"_s, 1},
            {u"region"_s, u"eu"_s},
            {u"api"_s, u"https://api.askcody.test/v1"_s},
            {u"issuer"_s, u"https://login.askcody.test/"_s},
            {u"clientId"_s, u"askcody-exchange-setup"_s},
            {u"scopes"_s, QJsonArray{u"openid"_s, u"integrations.manage"_s}},
            {u"deviceAuthorization"_s, true},
            {u"signInClientId"_s, u"00000002-0000-0ff1-ce00-000000000001"_s},
            {u"exchangeApp"_s,
             QJsonObject{{u"clientId"_s, u"app-1"_s},
                         {u"displayName"_s, u"AskCody"_s},
                         {u"cloud"_s, u"worldwide"_s}}},
            {u"keys"_s, u"https://portal.askcody.test/keys"_s}};
}

Result<DiscoveredPortal> discovered(PortalWorld &world)
{
    PortalDiscovery discovery(world.door, world.site, {u"portal.discovery"_s, 1}, world.deadline);
    return outcomeOf<DiscoveredPortal>(discovery);
}

} // namespace

class TestPortalSite : public QObject
{
    Q_OBJECT

private slots:
    void theTwoRegionsAreKnown();
    void anyOtherPortalMustBeAccepted();
    void anIdentitySurvivesItsText();
    void anIdentityIsRecognised_data();
    void anIdentityIsRecognised();
    void aPolicyMayForbidOthers();
    void originsAreOneSpelling_data();
    void originsAreOneSpelling();
    void brokenListsAreRefused();
    void aPortalDescribesItself();
    void descriptionsAreJudged_data();
    void descriptionsAreJudged();
    void theAppIsKnownOrNot();
    void newerVersionsAreSaidToBeNewer();
    void anotherRegionIsNotTheChosenOne();
    void whatIsNoDescriptionIsTheHandOff_data();
    void whatIsNoDescriptionIsTheHandOff();
    void whatHidesThePortalIsAProblem_data();
    void whatHidesThePortalIsAProblem();
    void nothingOfWorthIsSent();
    void hugeDescriptionsAreCutOff();
    void discoveryKeepsTheContract();
};

void TestPortalSite::theTwoRegionsAreKnown()
{
    const PortalDirectory &directory = PortalDirectory::builtIn();
    QCOMPARE(directory.known().size(), 2);
    const auto site = directory.site(QUrl(u"https://app.onaskcody.com/manager/admin_center/"_s));
    QVERIFY(site && site->trust == PortalSite::Trust::Known);
    QCOMPARE(site->region, u"eu"_s);
    QCOMPARE(site->discoveryAddress(), QUrl(u"https://app.onaskcody.com/.well-known/askcody-setup"_s));
    QCOMPARE(directory.site(QUrl(u"https://APP.goaskcody.com:443"_s))->region, u"us"_s);
}

void TestPortalSite::anyOtherPortalMustBeAccepted()
{
    const PortalDirectory &directory = PortalDirectory::builtIn();
    const QUrl portal(u"https://portal.contoso.com"_s);
    QVERIFY(!directory.site(portal)->isConfirmed());
    QVERIFY(!directory.site(portal, {{u"https://portal.contoso.com.evil.test"_s}, false})->isConfirmed());
    QVERIFY(!directory.site(portal, {{u"http://portal.contoso.com"_s}, false})->isConfirmed());
    const auto site = directory.site(portal, {{u" https://PORTAL.contoso.com/ "_s}, false});
    QVERIFY(site->trust == PortalSite::Trust::Accepted);
    QVERIFY(site->region.isEmpty() && site->listedOrigins.isEmpty());
    QCOMPARE(notConfirmed(*site).facts["portal"_L1].toString(), u"https://portal.contoso.com"_s);
    QCOMPARE(codeOf(directory.site(QUrl(u"http://portal.contoso.com"_s))), u"INPUT_URL"_s);
}

void TestPortalSite::anIdentitySurvivesItsText()
{
    const auto certificates =
        QSslCertificate::fromPath(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/certificate.pem"));
    QVERIFY(!certificates.isEmpty());
    const auto identity = PortalIdentity::of(certificates.first());
    QVERIFY(!identity.isNull() && !identity.issuer.isEmpty());
    QCOMPARE(PortalIdentity::fromText(identity.toText()), identity);
    const PortalIdentity strange{QString(64, u'0'), u"A, B 100 % \u202e\n"_s};
    QCOMPARE(PortalIdentity::fromText(strange.toText()), strange);
    for (const auto &text : {QString(), u"abc O"_s, QString(64, u'g') + u" O"_s, QString(64, u'0')})
        QVERIFY2(PortalIdentity::fromText(text).isNull(), qPrintable(text));
    QVERIFY(PortalIdentity::of(QSslCertificate()).isNull());
}

void TestPortalSite::anIdentityIsRecognised_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<bool>("isRecognised");
    QTest::newRow("the same") << u"k1"_s << u"Contoso CA"_s << true;
    QTest::newRow("renewed") << u"k2"_s << u"Contoso CA"_s << true;
    QTest::newRow("another issuer, the old key") << u"k1"_s << u"Fabrikam CA"_s << true;
    QTest::newRow("another issuer, another key") << u"k2"_s << u"Fabrikam CA"_s << false;
    QTest::newRow("no issuer, another key") << u"k2"_s << QString() << false;
}

void TestPortalSite::anIdentityIsRecognised()
{
    QFETCH(const QString, key);
    QFETCH(const QString, issuer);
    QFETCH(const bool, isRecognised);
    const PortalIdentity confirmed{u"k1"_s, u"Contoso CA"_s};
    QCOMPARE(confirmed.isSucceededBy({key, issuer}), isRecognised);
    const PortalIdentity nameless{u"k1"_s, {}};
    QCOMPARE(nameless.isSucceededBy({key, {}}), key == u"k1"_s);
}

void TestPortalSite::aPolicyMayForbidOthers()
{
    const PortalAcceptance onlyKnown{{u"https://portal.contoso.com"_s}, true};
    const PortalDirectory &directory = PortalDirectory::builtIn();
    QCOMPARE(codeOf(directory.site(QUrl(u"https://portal.contoso.com"_s), onlyKnown)),
             u"PORTAL_CUSTOM_FORBIDDEN"_s);
    QVERIFY(directory.site(QUrl(u"https://app.onaskcody.com"_s), onlyKnown).hasValue());
}

void TestPortalSite::originsAreOneSpelling_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    QTest::newRow("upper case") << u"https://Portal.Contoso.COM/x?y#z"_s << u"https://portal.contoso.com"_s;
    QTest::newRow("usual port") << u"https://portal.contoso.com:443"_s << u"https://portal.contoso.com"_s;
    QTest::newRow("other port") << u"https://portal.contoso.com:8443"_s
                                << u"https://portal.contoso.com:8443"_s;
    QTest::newRow("IDN") << u"https://bücher.test"_s << u"https://xn--bcher-kva.test"_s;
    QTest::newRow("IPv6") << u"https://[2001:DB8::1]:444/"_s << u"https://[2001:db8::1]:444"_s;
    QTest::newRow("http") << u"http://portal.contoso.com"_s << QString();
    QTest::newRow("a login in it") << u"https://portal.contoso.com@evil.test"_s << QString();
    QTest::newRow("no host") << u"https:///x"_s << QString();
}

void TestPortalSite::originsAreOneSpelling()
{
    QFETCH(const QString, url);
    QTEST(portalOrigin(QUrl(url)), "origin");
}

void TestPortalSite::brokenListsAreRefused()
{
    for (
        const auto *json :
        {"", "[]", R"({"portals":[{}]})",
         R"({"portals":[{"region":"eu","origin":"http://a.test","listedOrigins":[],"keySigners":[],"exchangeApps":[]}]})",
         R"({"portals":[{"region":"eu","origin":"https://a.test","listedOrigins":[],"keySigners":["short"],"exchangeApps":[]}]})"})
        QCOMPARE(codeOf(PortalDirectory::parse(json)), u"FILE_MALFORMED"_s);
}

void TestPortalSite::aPortalDescribesItself()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, discoveryJson()));
    const auto found = discovered(world);
    QVERIFY(found && found->description);
    const PortalDescription &description = *found->description;
    QCOMPARE(description.api, QUrl(u"https://api.askcody.test/v1"_s));
    QCOMPARE(description.issuer, u"https://login.askcody.test/"_s);
    QCOMPARE(description.scopes.size(), 2);
    QVERIFY(description.offersDeviceCode && !description.offersClientCredentials);
    QVERIFY(!description.exchangeApp->isKnown);
    QCOMPARE(found->facts["requestId"_L1].toString(), u"req-4711"_s);
    QCOMPARE(world.door.exchanges.first().url,
             QUrl(u"https://portal.askcody.test/.well-known/askcody-setup"_s));
}

void TestPortalSite::descriptionsAreJudged_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QString &member, const QJsonValue &value,
                        const QString &reason = u"member"_s) {
        QTest::newRow(name) << member << value << reason;
    };
    for (const char *member : {"version", "region", "api", "issuer", "clientId", "scopes", "keys"})
        QTest::addRow("no %s", member)
            << QString::fromLatin1(member) << QJsonValue(QJsonValue::Undefined) << u"member"_s;
    row("version as text", u"version"_s, u"1"_s);
    row("version with a fraction", u"version"_s, 1.5);
    row("api by http", u"api"_s, u"http://portal.askcody.test/api"_s);
    row("api with a login", u"api"_s, u"https://a@portal.askcody.test/api"_s);
    row("api with a query", u"api"_s, u"https://portal.askcody.test/api?x=1"_s);
    row("api with a slash", u"api"_s, u"https://portal.askcody.test/api/"_s);
    row("api elsewhere", u"api"_s, u"https://evil.test/api"_s, u"origin"_s);
    row("api on a look-alike", u"api"_s, u"https://api.askcody.test.evil.test"_s, u"origin"_s);
    row("api on another port", u"api"_s, u"https://portal.askcody.test:444/api"_s, u"origin"_s);
    row("keys elsewhere", u"keys"_s, u"https://evil.test/keys"_s, u"origin"_s);
    row("long issuer", u"issuer"_s, QString(u"https://a.test/"_s + QString(600, u'x')));
    row("issuer by http", u"issuer"_s, u"http://login.askcody.test"_s);
    row("no openid", u"scopes"_s, QJsonArray{u"integrations"_s});
    row("a scope with a blank", u"scopes"_s, QJsonArray{u"openid"_s, u"a b"_s});
    row("many scopes", u"scopes"_s, QJsonArray::fromStringList(QStringList(30, u"openid"_s)));
    row("device code as text", u"deviceAuthorization"_s, u"yes"_s);
    row("strange app", u"exchangeApp"_s, QJsonObject{{u"clientId"_s, u"x y"_s}});
    row("app as text", u"exchangeApp"_s, u"AskCody"_s);
}

void TestPortalSite::descriptionsAreJudged()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    PortalWorld world;
    world.answer(jsonAnswer(200, withMember(discoveryJson(), member, value)));
    const auto found = discovered(world);
    QCOMPARE(codeOf(found), u"PORTAL_DISCOVERY_UNUSABLE"_s);
    QTEST(found.problem().facts["reason"_L1].toString(), "reason");
    QCOMPARE(found.problem().facts["member"_L1].toString(), member);
}

void TestPortalSite::theAppIsKnownOrNot()
{
    PortalWorld world;
    world.site.exchangeApps = {u"app-1"_s};
    world.answer(jsonAnswer(200, discoveryJson()));
    QVERIFY(discovered(world)->description->exchangeApp->isKnown);
    world.answer(jsonAnswer(200, withMember(discoveryJson(), u"exchangeApp"_s, QJsonValue::Undefined)));
    QVERIFY(!discovered(world)->description->exchangeApp);
}

void TestPortalSite::newerVersionsAreSaidToBeNewer()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, {{u"version"_s, 2}, {u"anything"_s, u"else"_s}}));
    const auto found = discovered(world);
    QCOMPARE(codeOf(found), u"PORTAL_VERSION_UNKNOWN"_s);
    QCOMPARE(found.problem().facts["version"_L1].toInt(), 2);
}

void TestPortalSite::anotherRegionIsNotTheChosenOne()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, withMember(discoveryJson(), u"region"_s, u"us"_s)));
    const auto found = discovered(world);
    QCOMPARE(codeOf(found), u"PORTAL_WRONG_REGION"_s);
    QCOMPARE(found.problem().facts["wanted"_L1].toString(), u"eu"_s);
    world.site.region.clear(); // nobody chose one
    QVERIFY(discovered(world).hasValue());
}

void TestPortalSite::whatIsNoDescriptionIsTheHandOff_data()
{
    QTest::addColumn<ExchangeAnswer>("answer");
    QTest::addColumn<QString>("because");
    const QByteArray website = "<!DOCTYPE html><html><head><title>AskCody</title></head><body></body></html>";
    QTest::newRow("404") << page(404, website) << u"notFound"_s;
    QTest::newRow("404 with a log-on form")
        << page(404, "<html><input type=password></html>") << u"notFound"_s;
    QTest::newRow("a web site that answers everything") << page(200, website) << u"notJson"_s;
    QTest::newRow("a log-on page") << page(200, "<html><title>Log in</title></html>") << u"notJson"_s;
    QTest::newRow("JSON by another name")
        << httpAnswer(200, "{}", {{"Content-Type", "text/plain"}}) << u"notJson"_s;
    QTest::newRow("redirect to the log-on")
        << httpAnswer(302, {}, {{"Location", "/login?returnUrl=x"}}) << u"redirect"_s;
    QTest::newRow("401") << httpAnswer(401) << u"refused"_s;
    QTest::newRow("empty") << httpAnswer(200) << u"notJson"_s;
}

void TestPortalSite::whatIsNoDescriptionIsTheHandOff()
{
    QFETCH(const ExchangeAnswer, answer);
    PortalWorld world;
    world.answer(answer);
    const auto found = discovered(world);
    QVERIFY2(found.hasValue(), qPrintable(codeOf(found)));
    QVERIFY(!found->description);
    QTEST(found->handOffBecause, "because");
    QCOMPARE(found->facts["status"_L1].toInt(), answer.status);
}

void TestPortalSite::whatHidesThePortalIsAProblem_data()
{
    QTest::addColumn<ExchangeAnswer>("answer");
    QTest::addColumn<QString>("code");
    QTest::newRow("maintenance page") << page(503, "<html>Back soon</html>") << u"PORTAL_MAINTENANCE"_s;
    QTest::newRow("maintenance") << problemAnswer(503, u"maintenance"_s) << u"PORTAL_MAINTENANCE"_s;
    QTest::newRow("firewall") << page(403, "<html>The request is blocked.</html>") << u"PORTAL_WAF"_s;
    QTest::newRow("hot spot") << page(511, "<html>Sign in to the network</html>") << u"PORTAL_CAPTIVE_PAGE"_s;
    QTest::newRow("proxy") << page(403, "<html></html>", {{"Server", "squid/5.7"}}) << u"PROXY_BLOCK_PAGE"_s;
    QTest::newRow("too many") << httpAnswer(429) << u"PORTAL_TOO_MANY_REQUESTS"_s;
    QTest::newRow("gateway") << page(502, "<html>Bad Gateway</html>") << u"PORTAL_FAILED"_s;
    QTest::newRow("no JSON object") << httpAnswer(200, "[1]", {{"Content-Type", "application/json"}})
                                    << u"PORTAL_DISCOVERY_UNUSABLE"_s;
}

void TestPortalSite::whatHidesThePortalIsAProblem()
{
    QFETCH(const ExchangeAnswer, answer);
    PortalWorld world;
    world.answer(answer);
    QTEST(codeOf(discovered(world)), "code");
}

void TestPortalSite::nothingOfWorthIsSent()
{
    PortalWorld world;
    world.site.trust = PortalSite::Trust::Unconfirmed;
    world.answer(httpAnswer(404));
    QVERIFY(discovered(world).hasValue());
    const ExchangeQuery &query = world.door.exchanges.first();
    QVERIFY(!query.credential && query.body.isEmpty());
    QCOMPARE(query.method, QByteArray("GET"));
}

void TestPortalSite::hugeDescriptionsAreCutOff()
{
    PortalWorld world;
    ExchangeAnswer huge = jsonAnswer(200, {});
    huge.body.clear();
    world.door.onExchange = [huge](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{huge,
                                         std::chrono::milliseconds(0),
                                         false,
                                         {"{\"x\":\"", QByteArray(70'000, 'x'), QByteArray(10, 'y')}};
    };
    const auto found = discovered(world);
    QCOMPARE(codeOf(found), u"PORTAL_DISCOVERY_UNUSABLE"_s);
    QCOMPARE(found.problem().facts["reason"_L1].toString(), u"tooLarge"_s);
}

void TestPortalSite::discoveryKeepsTheContract()
{
    PortalWorld world;
    PortalWorld quiet;
    world.answer(jsonAnswer(200, discoveryJson()));
    quiet.beSilent();
    const auto make = [](PortalWorld &in) {
        return std::make_unique<PortalDiscovery>(in.door, in.site, OperationTag{}, in.deadline);
    };
    OperationContract<DiscoveryOperation>([&] { return make(world); }, [&] { return make(quiet); })
        .verify(Code::HttpTimeout);
}

QTEST_GUILESS_MAIN(TestPortalSite)
#include "tst_portalsite.moc"
