// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "microsoft/accountjudgement.h"
#include "microsoft/clouds.h"
#include "microsoft/consentaddress.h"
#include "microsoft/graphreading.h"
#include "microsoft/mailboxlocation.h"
#include "microsoft/microsofterror.h"
#include "microsoft/tenantmetadata.h"
#include "oauth/oautherror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace Setup;
using namespace Qt::StringLiterals;

using Verdict = MailboxLocation::Verdict;

Q_DECLARE_METATYPE(Setup::MailboxEvidence)
Q_DECLARE_METATYPE(Setup::MailboxLocation::Verdict)

namespace {

const QString ours = u"f4b10000-0000-4000-8000-00000000fab1"_s;
const QString theirs = u"f4b10000-0000-4000-8000-00000000fab2"_s;

ExchangeAnswer json(const QJsonObject &object, int status = 200)
{
    return {status, {}, {}, QJsonDocument(object).toJson(), true, {}};
}

TokenSet tokensOf(const QJsonObject &claims)
{
    TokenSet tokens;
    tokens.identity = JwtClaims{{}, u"adele"_s, {}, {}, {}, claims};
    return tokens;
}

QStringList ids(const MailboxLocation &location)
{
    QStringList list;
    for (const LocationReason &reason : location.reasons)
        list.append(reason.id);
    return list;
}

} // namespace

// What this layer concludes without asking anybody.
class TestMicrosoftJudgements : public QObject
{
    Q_OBJECT

private slots:
    void everyCloudIsComplete();
    void cloudOfATenant_data();
    void cloudOfATenant();
    void namesOfAnotherDomainAreNoHints();
    void whereTheMailboxesLive_data();
    void whereTheMailboxesLive();
    void whoseTokensAreTaken_data();
    void whoseTokensAreTaken();
    void aLocationTellsWhy();
    void numbersOfEntra_data();
    void numbersOfEntra();
    void aPastedErrorIsRead();
    void whoseAccount_data();
    void whoseAccount();
    void guestsAreHints_data();
    void guestsAreHints();
    void anIssuerOfAnotherTenantIsNamed();
    void rolesAreHints_data();
    void rolesAreHints();
    void consentAddressIsEncoded();
    void consentIsRefusedByAnErrorFirst_data();
    void consentIsRefusedByAnErrorFirst();
    void silenceIsNoAnswer();
    void metadata_data();
    void metadata();
    void realms_data();
    void realms();
    void placesArePaged();
    void aNextPageElsewhereIsRefused_data();
    void aNextPageElsewhereIsRefused();
    void graphRefusals_data();
    void graphRefusals();
    void everyScheduleHasItsOwnError();
};

void TestMicrosoftJudgements::everyCloudIsComplete()
{
    const Clouds &clouds = Clouds::standard();
    QCOMPARE(clouds.all().size(), 4);
    for (const Cloud &cloud : clouds.all()) {
        QVERIFY2(!cloud.authority.isEmpty() && !cloud.graphHost.isEmpty() && !cloud.instances.isEmpty(),
                 qPrintable(cloud.id));
        QCOMPARE(clouds.find(cloud.id), &cloud);
        QCOMPARE(clouds.ofEwsHost(cloud.ewsHost.toUpper()), &cloud);
    }
    QVERIFY(!clouds.find(u"bleu"));
    QCOMPARE(clouds.authorities(),
             (QStringList{u"login.microsoftonline.com"_s, u"login.microsoftonline.us"_s,
                          u"login.partner.microsoftonline.cn"_s}));
    const Cloud &dod = *clouds.find(u"dod");
    QCOMPARE(dod.ewsUrl(), QUrl(u"https://outlook-dod.office365.us/EWS/Exchange.asmx"_s));
    QCOMPARE(dod.ewsScope(u".default"_s), u"https://outlook-dod.office365.us/.default"_s);
    QCOMPARE(dod.issuer(ours), u"https://login.microsoftonline.us/"_s + ours + u"/v2.0"_s);
}

void TestMicrosoftJudgements::cloudOfATenant_data()
{
    QTest::addColumn<QString>("instance");
    QTest::addColumn<QString>("subScope");
    QTest::addColumn<QString>("cloud");
    QTest::newRow("worldwide") << u"microsoftonline.com"_s << QString() << u"worldwide"_s;
    QTest::newRow("GCC moderate") << u"microsoftonline.com"_s << u"GCC"_s << u"worldwide"_s;
    QTest::newRow("GCC High") << u"microsoftonline.us"_s << u"DODCON"_s << u"gccHigh"_s;
    QTest::newRow("DoD") << u"microsoftonline.us"_s << u"DOD"_s << u"dod"_s;
    QTest::newRow("21Vianet") << u"partner.microsoftonline.cn"_s << QString() << u"china"_s;
    QTest::newRow("one of tomorrow") << u"login.sovcloud-identity.fr"_s << QString() << QString();
    QTest::newRow("a look-alike") << u"microsoftonline.com.contoso.test"_s << QString() << QString();
}

void TestMicrosoftJudgements::cloudOfATenant()
{
    QFETCH(const QString, instance);
    QFETCH(const QString, subScope);
    QFETCH(const QString, cloud);
    const Cloud *found = Clouds::standard().ofTenant(instance, subScope);
    QCOMPARE(found ? found->id : QString(), cloud);
}

void TestMicrosoftJudgements::namesOfAnotherDomainAreNoHints()
{
    const Clouds &clouds = Clouds::standard();
    QVERIFY(clouds.isMailHost(u"fabrikam-test.mail.protection.outlook.com"_s));
    QVERIFY(!clouds.isMailHost(u"mail.protection.outlook.com.contoso.test"_s));
    QVERIFY(!clouds.isMailHost(u"notmail.protection.outlook.com"_s));
    QVERIFY(clouds.isAutodiscoverName(u"autodiscover.outlook.com"_s));
    QVERIFY(!clouds.isAutodiscoverName(QString()));
}

void TestMicrosoftJudgements::whereTheMailboxesLive_data()
{
    QTest::addColumn<MailboxEvidence>("evidence");
    QTest::addColumn<Verdict>("verdict");
    const QStringList own{u"mail.contoso.test"_s};
    const QStringList microsoft{u"outlook.office365.com"_s};
    MailboxEvidence none;
    QTest::newRow("nothing is known") << none << Verdict::Unknown;

    MailboxEvidence server;
    server.hasTenant = false;
    QTest::newRow("no tenant") << server << Verdict::Server;
    server.ewsHosts = own;
    server.hasOwnExchange = true;
    QTest::newRow("no tenant, own host") << server << Verdict::Server;
    server.hasTenant = true;
    server.realm = u"managed"_s;
    QTest::newRow("a tenant for Teams alone") << server << Verdict::Server;
    server.tokens = TokenSource::Entra;
    QTest::newRow("hybrid modern authentication") << server << Verdict::Server;
    server.tokens = TokenSource::Adfs;
    QTest::newRow("AD FS") << server << Verdict::Server;
    server.microsoftNamesItself = true;
    QTest::newRow("own host, and Microsoft names itself") << server << Verdict::Server;
    server.mxAtMicrosoft = true;
    QTest::newRow("own host, mail through Microsoft's filter") << server << Verdict::Server;
    server.autodiscoverAtMicrosoft = true;
    QTest::newRow("own host, autodiscover at Microsoft") << server << Verdict::Both;

    MailboxEvidence online;
    online.hasTenant = true;
    online.realm = u"federated"_s;
    QTest::newRow("a tenant and nothing else") << online << Verdict::Unknown;
    online.mxAtMicrosoft = true;
    QTest::newRow("a tenant and its mail") << online << Verdict::Online;
    online.ewsHosts = microsoft;
    QTest::newRow("EWS at Microsoft") << online << Verdict::Online;
    online.ewsHosts = {u"outlook-dod.office365.us"_s};
    QTest::newRow("EWS in another cloud") << online << Verdict::Online;
    online.hasOwnExchange = true;
    QTest::newRow("EWS at Microsoft, an Exchange of their own") << online << Verdict::Both;
    online.hasOwnExchange = false;
    online.ewsHosts = microsoft + own;
    QTest::newRow("it differs per mailbox") << online << Verdict::Both;
    online.ewsHosts.clear();
    online.answersAsOnline = true;
    QTest::newRow("the version says Online") << online << Verdict::Online;
    online.answersAsOnline = false;
    QTest::newRow("the version says Server") << online << Verdict::Server;
    online.ewsHosts = microsoft;
    QTest::newRow("a version speaks for its own server alone") << online << Verdict::Both;
    online.answersAsOnline = true;
    online.hasOwnExchange = true;
    online.ewsHosts = own;
    QTest::newRow("Exchange Online under a name of their own") << online << Verdict::Online;
}

void TestMicrosoftJudgements::whereTheMailboxesLive()
{
    QFETCH(const MailboxEvidence, evidence);
    QFETCH(const Verdict, verdict);
    QCOMPARE(toString(mailboxLocation(evidence).verdict), toString(verdict));
}

void TestMicrosoftJudgements::whoseTokensAreTaken_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QStringList>("issuers");
    QTest::addColumn<int>("source");
    const auto row = [](const char *name, const QString &host, const QStringList &issuers,
                        TokenSource source) {
        QTest::newRow(name) << host << issuers << static_cast<int>(source);
    };
    const QStringList entra{u"00000001-0000-0000-c000-000000000000@f4b10000-0000-4000-8000-00000000fab1"_s};
    row("nothing is told", {}, {}, TokenSource::Unknown);
    row("somebody else is trusted", {}, {u"00000002-0000-0000-c000-000000000000@contoso.test"_s},
        TokenSource::Unknown);
    row("Microsoft's issuer is trusted", {}, entra, TokenSource::Entra);
    row("one of several", {}, QStringList{u"x@contoso.test"_s} + entra, TokenSource::Entra);
    row("people sign in at Microsoft", u"login.windows.net"_s, {}, TokenSource::Entra);
    row("in another cloud", u"login.microsoftonline.us"_s, {}, TokenSource::Entra);
    row("in China, by an older name", u"login.chinacloudapi.cn"_s, {}, TokenSource::Entra);
    row("at their own", u"adfs.contoso.test"_s, {}, TokenSource::Adfs);
    row("at their own, and Microsoft is trusted", u"adfs.contoso.test"_s, entra, TokenSource::Adfs);
    row("a look-alike", u"login.windows.net.contoso.test"_s, {}, TokenSource::Adfs);
}

void TestMicrosoftJudgements::whoseTokensAreTaken()
{
    QFETCH(const QString, host);
    QFETCH(const QStringList, issuers);
    QFETCH(const int, source);
    QCOMPARE(static_cast<int>(tokenSource(host, issuers)), source);
}

void TestMicrosoftJudgements::aLocationTellsWhy()
{
    MailboxEvidence evidence;
    evidence.hasTenant = true;
    evidence.realm = u"federated"_s;
    evidence.ewsHosts = {u"outlook.office365.com"_s, u"mail.contoso.test"_s};
    const MailboxLocation location = mailboxLocation(evidence);
    QCOMPARE(
        ids(location),
        (QStringList{u"ewsHostsDiffer"_s, u"ewsAtMicrosoft"_s, u"ewsOnOwnHost"_s, u"tenantFederated"_s}));
    const QJsonObject told = toJson(location);
    QCOMPARE(told[u"location"_s].toString(), u"both"_s);
    QCOMPARE(told[u"reasons"_s][0][u"speaks"_s].toString(), u"forBoth"_s);
    QCOMPARE(told[u"reasons"_s][1][u"hosts"_s][0].toString(), u"outlook.office365.com"_s);
}

void TestMicrosoftJudgements::numbersOfEntra_data()
{
    QTest::addColumn<QJsonObject>("error");
    QTest::addColumn<QString>("code");
    QTest::newRow("in the text") << QJsonObject{{u"error"_s, u"access_denied"_s},
                                                {u"error_description"_s, u"AADSTS65004: User declined."_s}}
                                 << u"AADSTS65004"_s;
    QTest::newRow("in the list") << QJsonObject{{u"error"_s, u"invalid_grant"_s},
                                                {u"error_codes"_s, QJsonArray{50076}}}
                                 << u"AADSTS50076"_s;
    QTest::newRow("nowhere") << QJsonObject{{u"error"_s, u"invalid_grant"_s},
                                            {u"error_description"_s, u"The code is spent."_s}}
                             << QString(Code::OauthInvalidGrant);
    QTest::newRow("something like one")
        << QJsonObject{{u"error"_s, u"invalid_grant"_s}, {u"error_description"_s, u"XAADSTS12: no"_s}}
        << QString(Code::OauthInvalidGrant);
}

void TestMicrosoftJudgements::numbersOfEntra()
{
    QFETCH(const QJsonObject, error);
    QFETCH(const QString, code);
    const Problem problem = inMicrosoftsTerms(oauthProblem(error, 400));
    QCOMPARE(problem.code, code);
    QCOMPARE(problem.facts[u"error"_s], error[u"error"_s]);
}

void TestMicrosoftJudgements::aPastedErrorIsRead()
{
    const Problem problem = problemOfPastedError(
        u"Sorry, but we’re having trouble signing you in.\n\nAADSTS50011: The redirect URI does not "
        u"match.\r\n"
        "Request Id: 9\nTrace ID: 0f3a5c1e-1111-4222-8333-444455556666\n"
        "Correlation ID: 1f3a5c1e-1111-4222-8333-444455556666\nTimestamp: 2026-11-30T20:00:00Z"_s);
    QCOMPARE(problem.code, u"AADSTS50011"_s);
    QCOMPARE(problem.facts[u"traceId"_s].toString(), u"0f3a5c1e-1111-4222-8333-444455556666"_s);
    QCOMPARE(problem.facts[u"correlationId"_s].toString(), u"1f3a5c1e-1111-4222-8333-444455556666"_s);
    QCOMPARE(problem.facts[u"timestamp"_s].toString(), u"2026-11-30T20:00:00Z"_s);
    // As the page itself has it.
    QCOMPARE(problemOfPastedError(u"AADSTS50011: No. Request Id: 2f3a5c1e-1111-4222-8333-444455556666"_s)
                 .facts[u"traceId"_s]
                 .toString(),
             u"2f3a5c1e-1111-4222-8333-444455556666"_s);
    QCOMPARE(problemOfPastedError(u"It does not work"_s).code, Code::LoopbackNoCallback);
    const Problem huge = problemOfPastedError(QString(1'000'000, u'x'));
    QVERIFY(huge.facts[u"message"_s].toString().size() < 2'000);
}

void TestMicrosoftJudgements::whoseAccount_data()
{
    QTest::addColumn<QJsonObject>("claims");
    QTest::addColumn<QString>("code");
    QTest::newRow("ours") << QJsonObject{{u"tid"_s, ours}} << QString();
    QTest::newRow("ours, in other letters") << QJsonObject{{u"tid"_s, ours.toUpper()}} << QString();
    QTest::newRow("another organisation's")
        << QJsonObject{{u"tid"_s, theirs}} << QString(Code::MicrosoftForeignTenant);
    QTest::newRow("a personal one") << QJsonObject{{u"tid"_s, u"9188040d-6c67-4c5b-b112-36a304b66dad"_s}}
                                    << QString(Code::MicrosoftPersonalAccount);
    QTest::newRow("nobody's") << QJsonObject{} << QString(Code::TokenMalformed);
}

void TestMicrosoftJudgements::whoseAccount()
{
    QFETCH(const QJsonObject, claims);
    QFETCH(const QString, code);
    const auto problem = accountProblem(tokensOf(claims), ours);
    QCOMPARE(problem ? problem->code : QString(), code);
    QCOMPARE(accountProblem(TokenSet(), ours)->code, Code::TokenMalformed);
}

void TestMicrosoftJudgements::guestsAreHints_data()
{
    QTest::addColumn<QJsonObject>("told");
    QTest::addColumn<QJsonObject>("facts"); // empty: no guest
    const QString sts = u"https://sts.windows.net/%1/"_s;
    const QString issuer = u"https://login.microsoftonline.com/%1/v2.0"_s;
    const QJsonObject none;
    QTest::newRow("nothing is told") << none << none;
    QTest::newRow("the issuer itself") << QJsonObject{{u"idp"_s, issuer.arg(ours)}} << none;
    QTest::newRow("the issuer as tokens of the first version name it")
        << QJsonObject{{u"idp"_s, sts.arg(ours.toUpper())}, {u"acct"_s, 0}} << none;
    QTest::newRow("another organisation")
        << QJsonObject{{u"idp"_s, sts.arg(theirs)}} << QJsonObject{{u"home"_s, theirs}};
    QTest::newRow("a personal account")
        << QJsonObject{{u"idp"_s, u"live.com"_s}} << QJsonObject{{u"home"_s, u"live.com"_s}};
    QTest::newRow("a personal account by its tenant")
        << QJsonObject{{u"idp"_s, sts.arg(u"9188040d-6c67-4c5b-b112-36a304b66dad"_s)}}
        << QJsonObject{{u"home"_s, u"live.com"_s}};
    QTest::newRow("a guest, and nothing else is told")
        << QJsonObject{{u"acct"_s, 1}} << QJsonObject{{u"acct"_s, u"guest"_s}};
    QTest::newRow("a guest as text") << QJsonObject{{u"acct"_s, u"1"_s}}
                                     << QJsonObject{{u"acct"_s, u"guest"_s}};
    QTest::newRow("a member from elsewhere") << QJsonObject{{u"idp"_s, sts.arg(theirs)}, {u"acct"_s, 0}}
                                             << QJsonObject{{u"home"_s, theirs}, {u"acct"_s, u"member"_s}};
    QTest::newRow("what is no word of Microsoft's") << QJsonObject{{u"acct"_s, 7}, {u"idp"_s, 7}} << none;
}

void TestMicrosoftJudgements::guestsAreHints()
{
    QFETCH(QJsonObject, told);
    QFETCH(const QJsonObject, facts);
    told.insert(u"tid"_s, ours);
    told.insert(u"iss"_s, u"https://login.microsoftonline.com/"_s + ours + u"/v2.0"_s);
    const auto problem = guestProblem(guestHint(told));
    QCOMPARE(problem ? problem->facts : QJsonObject(), facts);
    QCOMPARE(problem ? problem->code : QString(),
             facts.isEmpty() ? QString() : QString(Code::MicrosoftGuestAccount));
    QVERIFY(!accountProblem(tokensOf(told), ours)); // turned away is nobody for that
}

void TestMicrosoftJudgements::anIssuerOfAnotherTenantIsNamed()
{
    const auto issuer = [](const QString &tenant) {
        return Problem{Code::TokenIssuer,
                       {},
                       {{u"issuer"_s, u"https://login.microsoftonline.com/"_s + tenant + u"/v2.0"_s}}};
    };
    QCOMPARE(signInProblem(issuer(theirs), ours).code, Code::MicrosoftForeignTenant);
    QCOMPARE(signInProblem(issuer(u"9188040d-6c67-4c5b-b112-36a304b66dad"_s), ours).code,
             Code::MicrosoftPersonalAccount);
    QCOMPARE(signInProblem(issuer(u"common"_s), ours).code, Code::TokenIssuer);
}

void TestMicrosoftJudgements::rolesAreHints_data()
{
    QTest::addColumn<QJsonValue>("wids");
    QTest::addColumn<RoleHint>("hint");
    const QString member = u"b79fbf4d-3ef9-4689-8143-76b194e85509"_s;
    QTest::newRow("not told") << QJsonValue() << RoleHint{};
    QTest::newRow("a member") << QJsonValue(QJsonArray{member}) << RoleHint{true, {}, false, false};
    QTest::newRow("global") << QJsonValue(QJsonArray{member, u"62e90394-69f5-4237-9190-012177145e10"_s})
                            << RoleHint{true, {u"Global Administrator"_s}, true, true};
    QTest::newRow("applications") << QJsonValue(QJsonArray{u"9B895D92-2CD3-44C7-9D02-A6AC2D5EA5C3"_s})
                                  << RoleHint{true, {u"Application Administrator"_s}, true, false};
    QTest::newRow("exchange") << QJsonValue(QJsonArray{u"29232cdf-9323-42fd-ade2-1d097af3e4de"_s})
                              << RoleHint{true, {u"Exchange Administrator"_s}, false, false};
    QTest::newRow("one of their own")
        << QJsonValue(QJsonArray{theirs, 7, u"<b>"_s}) << RoleHint{true, {theirs}, false, false};
    QTest::newRow("no list") << QJsonValue(u"62e90394-69f5-4237-9190-012177145e10"_s) << RoleHint{};
}

void TestMicrosoftJudgements::rolesAreHints()
{
    QFETCH(const QJsonValue, wids);
    QFETCH(const RoleHint, hint);
    QCOMPARE(roleHint({{u"wids"_s, wids}}), hint);
}

void TestMicrosoftJudgements::consentAddressIsEncoded()
{
    const QUrl url = consentAddress(
        {u"login.microsoftonline.us"_s, ours, u"client"_s, u"https://outlook.office365.us/.default"_s},
        QUrl(u"http://localhost:5000/"_s), "a+b&c");
    QCOMPARE(
        url.toString(QUrl::FullyEncoded),
        u"https://login.microsoftonline.us/f4b10000-0000-4000-8000-00000000fab1/v2.0/adminconsent?client_id="
        "client&scope=https%3A%2F%2Foutlook.office365.us%2F.default&redirect_uri="
        "http%3A%2F%2Flocalhost%3A5000%2F&state=a%2Bb%26c"_s);
}

void TestMicrosoftJudgements::consentIsRefusedByAnErrorFirst_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("code");
    QTest::newRow("said yes") << u"admin_consent=True&tenant=x"_s << QString();
    QTest::newRow("an error beside the yes")
        << u"admin_consent=True&error=access_denied&error_description=AADSTS65004%3A%20Declined"_s
        << u"AADSTS65004"_s;
    QTest::newRow("an error without a number")
        << u"error=consent_required&error_description=no"_s << QString(Code::OauthConsentRequired);
    QTest::newRow("denied without a number")
        << u"admin_consent=True&error=access_denied&error_description=no"_s << QString(Code::ConsentRefused);
    QTest::newRow("said no") << u"admin_consent=False"_s << QString(Code::AnswerUnexpected);
    QTest::newRow("nothing") << u"tenant=x"_s << QString(Code::AnswerUnexpected);
}

void TestMicrosoftJudgements::consentIsRefusedByAnErrorFirst()
{
    QFETCH(const QString, query);
    QFETCH(const QString, code);
    QHash<QString, QString> items;
    const auto pairs = QUrlQuery(query).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : pairs)
        items.insert(name, value);
    const auto problem = consentRefusal(items);
    QCOMPARE(problem ? problem->code : QString(), code);
    if (problem)
        QCOMPARE(isSaidByPage(*problem), code != Code::AnswerUnexpected);
}

void TestMicrosoftJudgements::silenceIsNoAnswer()
{
    for (const auto &code : {Code::LoopbackNoCallback, Code::LoopbackUnavailable, Code::OauthStateMismatch})
        QVERIFY2(!isSaidByPage({code, {}, {}}), code.data());
}

void TestMicrosoftJudgements::metadata_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("code");
    const QString issuer = u"https://login.microsoftonline.com/"_s + ours + u"/v2.0"_s;
    QTest::newRow("good") << QJsonObject{} << QString();
    QTest::newRow("the common issuer")
        << QJsonObject{{u"issuer"_s, u"https://login.microsoftonline.com/{tenantid}/v2.0"_s}}
        << QString(Code::IssuerMetadataUnusable);
    QTest::newRow("an issuer elsewhere")
        << QJsonObject{{u"issuer"_s, u"https://contoso.test/"_s + ours + u"/v2.0"_s}}
        << QString(Code::IssuerMetadataUnusable);
    QTest::newRow("tokens elsewhere") << QJsonObject{{u"token_endpoint"_s, u"https://contoso.test/token"_s}}
                                      << QString(Code::IssuerMetadataUnusable);
    QTest::newRow("an unknown cloud")
        << QJsonObject{{u"cloud_instance_name"_s, u"mars"_s}} << QString(Code::IssuerMetadataUnusable);
}

void TestMicrosoftJudgements::metadata()
{
    QFETCH(const QJsonObject, changes);
    QFETCH(const QString, code);
    const QString base = u"https://login.microsoftonline.com/"_s + ours;
    QJsonObject body{{u"issuer"_s, base + u"/v2.0"_s},
                     {u"authorization_endpoint"_s, base + u"/oauth2/v2.0/authorize"_s},
                     {u"token_endpoint"_s, base + u"/oauth2/v2.0/token"_s},
                     {u"jwks_uri"_s, base + u"/discovery/v2.0/keys"_s},
                     {u"cloud_instance_name"_s, u"microsoftonline.com"_s},
                     {u"tenant_region_scope"_s, u"EU"_s}};
    for (auto it = changes.begin(); it != changes.end(); ++it)
        body.insert(it.key(), it.value());
    const auto read = readTenantMetadata(json(body), u"login.microsoftonline.com"_s, Clouds::standard());
    QCOMPARE(read ? QString() : read.problem().code, code);
    if (read)
        QCOMPARE(read->tenant.tenantId, ours);
}

void TestMicrosoftJudgements::realms_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("kind"); // or the code
    QTest::newRow("managed") << QJsonObject{{u"NameSpaceType"_s, u"Managed"_s}} << u"managed"_s;
    QTest::newRow("federated") << QJsonObject{{u"NameSpaceType"_s, u"Federated"_s},
                                              {u"AuthURL"_s, u"https://adfs.tailspin.test/adfs/ls/?x=1"_s}}
                               << u"federated"_s;
    QTest::newRow("unknown") << QJsonObject{{u"NameSpaceType"_s, u"Unknown"_s}} << u"unknown"_s;
    QTest::newRow("nonsense") << QJsonObject{{u"NameSpaceType"_s, 7}} << QString(Code::AnswerMalformed);
}

void TestMicrosoftJudgements::realms()
{
    QFETCH(const QJsonObject, body);
    QFETCH(const QString, kind);
    const auto realm = readRealm(json(body));
    QCOMPARE(realm ? toString(realm->kind) : realm.problem().code, kind);
    if (kind == u"federated"_s)
        QCOMPARE(realm->identityProvider.text(), u"adfs.tailspin.test"_s);
}

void TestMicrosoftJudgements::placesArePaged()
{
    const auto page =
        readPlaces(json({{u"value"_s,
                          QJsonArray{QJsonObject{{u"displayName"_s, u"Room\u202e 1"_s},
                                                 {u"emailAddress"_s, u"room1@fabrikam.test"_s}},
                                     QJsonObject{{u"displayName"_s, u"no address"_s}}}},
                         {u"@odata.nextLink"_s,
                          u"https://graph.microsoft.com/v1.0/places/microsoft.graph.room?$skip=1"_s}}),
                   u"graph.microsoft.com"_s);
    QVERIFY(page);
    QCOMPARE(page->places.size(), 1);
    QVERIFY(!page->places.first().name.text().contains(u'\u202e'));
    QCOMPARE(page->next.host(), u"graph.microsoft.com"_s);
    QCOMPARE(readPlaces(json({{u"value"_s, 3}}), u"graph.microsoft.com"_s).problem().code,
             Code::AnswerMalformed);
}

void TestMicrosoftJudgements::aNextPageElsewhereIsRefused_data()
{
    QTest::addColumn<QString>("next");
    QTest::newRow("another host") << u"https://graph.contoso.test/v1.0/places/x"_s;
    QTest::newRow("without encryption") << u"http://graph.microsoft.com/v1.0/places/x"_s;
    QTest::newRow("another port") << u"https://graph.microsoft.com:8443/v1.0/places/x"_s;
    QTest::newRow("another path") << u"https://graph.microsoft.com/v1.0/me/messages"_s;
    QTest::newRow("a way out") << u"https://graph.microsoft.com/v1.0/places/../me"_s;
    QTest::newRow("with a name") << u"https://a:b@graph.microsoft.com/v1.0/places/x"_s;
    QTest::newRow("none at all") << u"ht tp://"_s;
}

void TestMicrosoftJudgements::aNextPageElsewhereIsRefused()
{
    QFETCH(const QString, next);
    const auto page = readPlaces(json({{u"value"_s, QJsonArray()}, {u"@odata.nextLink"_s, next}}),
                                 u"graph.microsoft.com"_s);
    QVERIFY(!page);
    QCOMPARE(page.problem().code, Code::AnswerMalformed);
}

void TestMicrosoftJudgements::graphRefusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("code");
    QTest::newRow("denied") << 403 << u"ErrorAccessDenied"_s << u"GRAPH_ErrorAccessDenied"_s;
    QTest::newRow("a bad token") << 401 << u"InvalidAuthenticationToken"_s
                                 << u"GRAPH_InvalidAuthenticationToken"_s;
    QTest::newRow("a bad token, unsaid") << 401 << QString() << QString(Code::Http401Bearer);
    QTest::newRow("busy, unsaid") << 429 << QString() << QString(Code::Http429);
    QTest::newRow("not a code") << 500 << u"<script>"_s << QString(Code::HttpUnexpectedStatus);
}

void TestMicrosoftJudgements::graphRefusals()
{
    QFETCH(const int, status);
    QFETCH(const QString, graph);
    QFETCH(const QString, code);
    const auto page = readPlaces(json({{u"error"_s, QJsonObject{{u"code"_s, graph}}}}, status), u"h"_s);
    QCOMPARE(page.problem().code, code);
    QCOMPARE(page.problem().facts[u"status"_s].toInt(), status);
}

void TestMicrosoftJudgements::everyScheduleHasItsOwnError()
{
    const auto schedules = readSchedules(
        json(
            {{u"value"_s,
              QJsonArray{
                  QJsonObject{{u"scheduleId"_s, u"ROOM1@fabrikam.test"_s}, {u"availabilityView"_s, u"0<2"_s}},
                  QJsonObject{
                      {u"scheduleId"_s, u"room2@fabrikam.test"_s},
                      {u"error"_s, QJsonObject{{u"responseCode"_s, u"ErrorMailRecipientNotFound"_s}}}}}}}),
        {u"room1@fabrikam.test"_s, u"room2@fabrikam.test"_s, u"room3@fabrikam.test"_s});
    QVERIFY(schedules);
    QCOMPARE(schedules->at(0).availability, u"0?2"_s);
    QVERIFY(!schedules->at(0).problem);
    QCOMPARE(schedules->at(1).problem->code, u"ErrorMailRecipientNotFound"_s);
    QCOMPARE(schedules->at(2).problem->code, Code::AnswerUnexpected);
}

QTEST_GUILESS_MAIN(TestMicrosoftJudgements)
#include "tst_microsoftjudgements.moc"
