// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "microsoft/adminconsent.h"
#include "microsoft/microsoftsignin.h"
#include "support/outcome.h"
#include "unit/microsoft/entradouble.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Entra, its browser, and a sign-in between them.
struct Attempt
{
    EntraDouble entra;
    MicrosoftBrowser browser;
    MicrosoftSignInQuery query{EntraDouble::issuer(),
                               EntraDouble::tenant(),
                               EntraDouble::clientId(),
                               {u"openid"_s, u"https://outlook.office365.com/EWS.AccessAsUser.All"_s}};

    Attempt()
    {
        const auto page = browser.page;
        browser.page = [this, page](const QUrlQuery &asked) {
            entra.nonce = asked.queryItemValue(u"nonce"_s, QUrl::FullyDecoded).toLatin1();
            return page(asked);
        };
    }

    Result<TokenSet> outcome()
    {
        MicrosoftSignIn signIn(entra.context(), query);
        QObject::connect(&signIn, &MicrosoftSignIn::browserNeeded, &browser, &MicrosoftBrowser::visit);
        return outcomeOf<TokenSet>(signIn);
    }
};

} // namespace

class TestMicrosoftSignIn : public QObject
{
    Q_OBJECT

private slots:
    void somebodySignsIn();
    void anotherOrganisationIsTurnedAway();
    void theBrowserBringsTheNumber();
    void aClaimsChallengeIsSentBackOnce();
    void aClaimsChallengeReachesTheOtherDevice_data();
    void aClaimsChallengeReachesTheOtherDevice();
    void aRefreshTokenSparesTheBrowser();
    void aSpentRefreshTokenLeadsToTheBrowser();
    void aBusyServiceLeadsNowhere();
    void aTokenForAnotherResource();
    void consentIsGiven();
    void consentIsDenied();
    void consentOfAnotherStateIsNotHeard();
    void anAnswerOfAnotherAttemptIsNamed();
};

void TestMicrosoftSignIn::somebodySignsIn()
{
    Attempt attempt;
    attempt.query.loginHint = u"admin+1@fabrikam.test"_s;
    attempt.query.chooseAccount = true;
    const auto tokens = attempt.outcome();
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(tokens->identity->subject, u"adele"_s);
    QCOMPARE(tokens->refreshToken.bytes(), QByteArrayView("refresh-2"));
    const QUrlQuery asked = attempt.browser.visits.first();
    QCOMPARE(asked.queryItemValue(u"login_hint"_s, QUrl::FullyDecoded), u"admin+1@fabrikam.test"_s);
    QCOMPARE(asked.queryItemValue(u"prompt"_s), u"select_account"_s);
    QVERIFY(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded).startsWith(u"http://localhost:"_s));
}

void TestMicrosoftSignIn::anotherOrganisationIsTurnedAway()
{
    Attempt attempt;
    attempt.entra.tokenAnswer = [&attempt] {
        QJsonObject claims = attempt.entra.claims();
        claims[u"tid"_s] = u"f4b10000-0000-4000-8000-00000000fab2"_s;
        return EntraDouble::json(attempt.entra.tokens(claims));
    };
    QCOMPARE(codeOf(attempt.outcome()), Code::MicrosoftForeignTenant);
    attempt.entra.tokenAnswer = [&attempt] {
        QJsonObject claims = attempt.entra.claims();
        claims[u"iss"_s] = u"https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"_s;
        return EntraDouble::json(attempt.entra.tokens(claims));
    };
    QCOMPARE(codeOf(attempt.outcome()), Code::MicrosoftPersonalAccount);
}

void TestMicrosoftSignIn::theBrowserBringsTheNumber()
{
    Attempt attempt;
    attempt.browser.page = [](const QUrlQuery &) {
        return QUrlQuery{{u"error"_s, u"access_denied"_s},
                         {u"error_description"_s, u"AADSTS65004%3A%20User%20declined."_s}};
    };
    const auto tokens = attempt.outcome();
    QCOMPARE(codeOf(tokens), u"AADSTS65004"_s);
    QCOMPARE(tokens.problem().facts[u"error"_s].toString(), u"access_denied"_s);
}

void TestMicrosoftSignIn::aClaimsChallengeIsSentBackOnce()
{
    const QString challenge = uR"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})"_s;
    Attempt attempt;
    int refusals = 1;
    attempt.entra.tokenAnswer = [&]() -> Result<ExchangeAnswer> {
        if (refusals-- > 0)
            return EntraDouble::refusal(u"interaction_required"_s, 50076, challenge);
        return EntraDouble::json(attempt.entra.tokens(attempt.entra.claims()));
    };
    QVERIFY(attempt.outcome());
    QCOMPARE(attempt.browser.visits.size(), 2);
    QVERIFY(!attempt.browser.visits.first().hasQueryItem(u"claims"_s));
    QCOMPARE(attempt.browser.visits.last().queryItemValue(u"claims"_s, QUrl::FullyDecoded), challenge);

    attempt.browser.visits.clear();
    refusals = 100;
    const auto refused = attempt.outcome();
    QCOMPARE(codeOf(refused), u"AADSTS50076"_s);
    QCOMPARE(refused.problem().facts[u"traceId"_s].toString(), u"0f3a5c1e-1111-4222-8333-444455556666"_s);
    QCOMPARE(attempt.browser.visits.size(), 2);
}

void TestMicrosoftSignIn::aClaimsChallengeReachesTheOtherDevice_data()
{
    QTest::addColumn<Secret>("kept");
    QTest::addColumn<int>("codes");
    QTest::newRow("after a first code") << Secret() << 2;
    QTest::newRow("after a refresh token") << Secret("refresh-1") << 1;
}

void TestMicrosoftSignIn::aClaimsChallengeReachesTheOtherDevice()
{
    QFETCH(const Secret, kept);
    QFETCH(const int, codes);
    const QString challenge = uR"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})"_s;
    Attempt attempt;
    attempt.query.way = MicrosoftSignInQuery::Way::Device;
    attempt.query.refreshToken = kept;
    QStringList demanded;
    attempt.entra.otherAnswer = [&demanded](const ExchangeQuery &query) {
        const QUrlQuery form(QString::fromLatin1(query.body));
        demanded += form.queryItemValue(u"claims"_s, QUrl::FullyDecoded);
        return EntraDouble::json({{u"device_code"_s, u"d"_s},
                                  {u"user_code"_s, u"WDJB-MJHT"_s},
                                  {u"verification_uri"_s, u"https://login.microsoftonline.com/device"_s},
                                  {u"expires_in"_s, 900},
                                  {u"interval"_s, 1}});
    };
    int refusals = 1;
    attempt.entra.tokenAnswer = [&]() -> Result<ExchangeAnswer> {
        if (refusals-- > 0)
            return EntraDouble::refusal(u"interaction_required"_s, 50076, challenge);
        return EntraDouble::json(attempt.entra.tokens(attempt.entra.claims()));
    };
    const auto tokens = attempt.outcome();
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    QCOMPARE(demanded.size(), codes);
    QCOMPARE(demanded.last(), challenge);
    QCOMPARE(demanded.count(QString()), codes - 1);
}

void TestMicrosoftSignIn::aRefreshTokenSparesTheBrowser()
{
    Attempt attempt;
    attempt.query.refreshToken = Secret("refresh-1");
    attempt.query.subject = u"adele"_s;
    QVERIFY(attempt.outcome());
    QVERIFY(attempt.browser.visits.isEmpty());
}

void TestMicrosoftSignIn::aSpentRefreshTokenLeadsToTheBrowser()
{
    Attempt attempt;
    attempt.query.refreshToken = Secret("refresh-1");
    int refusals = 1;
    attempt.entra.tokenAnswer = [&]() -> Result<ExchangeAnswer> {
        if (refusals-- > 0)
            return EntraDouble::refusal(u"invalid_grant"_s, 700082);
        return EntraDouble::json(attempt.entra.tokens(attempt.entra.claims()));
    };
    QVERIFY(attempt.outcome());
    QCOMPARE(attempt.browser.visits.size(), 1);
}

void TestMicrosoftSignIn::aBusyServiceLeadsNowhere()
{
    Attempt attempt;
    attempt.query.refreshToken = Secret("refresh-1");
    attempt.entra.tokenAnswer = [] { return EntraDouble::refusal(u"temporarily_unavailable"_s, 90033); };
    QCOMPARE(codeOf(attempt.outcome()), u"AADSTS90033"_s);
    QVERIFY(attempt.browser.visits.isEmpty());
}

void TestMicrosoftSignIn::aTokenForAnotherResource()
{
    Attempt attempt;
    TokenSet tokens;
    tokens.refreshToken = Secret("refresh-1");
    GrantRequest grant(attempt.entra.context(),
                       tokenFor(attempt.query, tokens, {u"https://graph.microsoft.com/Place.Read.All"_s}));
    QVERIFY(outcomeOf<TokenSet>(grant));
    const auto token = std::find_if(attempt.entra.asked.begin(), attempt.entra.asked.end(),
                                    [](const ExchangeQuery &query) { return query.method == "POST"; });
    const QUrlQuery form(QString::fromLatin1(token->body));
    QCOMPARE(form.queryItemValue(u"scope"_s, QUrl::FullyDecoded),
             u"https://graph.microsoft.com/Place.Read.All"_s);
    QCOMPARE(form.queryItemValue(u"grant_type"_s), u"refresh_token"_s);
}

void TestMicrosoftSignIn::consentIsGiven()
{
    SystemRandomSource random;
    MicrosoftBrowser browser;
    browser.page = [](const QUrlQuery &) {
        return QUrlQuery{{u"admin_consent"_s, u"True"_s}, {u"tenant"_s, u"anything"_s}};
    };
    AdminConsent consent(random, {{u"login.microsoftonline.com"_s, EntraDouble::tenant(), u"app"_s, u"s"_s}});
    connect(&consent, &AdminConsent::browserNeeded, &browser, &MicrosoftBrowser::visit);
    const auto answer = outcomeOf<ConsentAnswer>(consent);
    QVERIFY(answer);
    QCOMPARE(answer->saidTenant.text(), u"anything"_s); // said, and shown as such
}

void TestMicrosoftSignIn::consentIsDenied()
{
    SystemRandomSource random;
    MicrosoftBrowser browser;
    browser.page = [](const QUrlQuery &) {
        return QUrlQuery{{u"admin_consent"_s, u"True"_s},
                         {u"error"_s, u"access_denied"_s},
                         {u"error_description"_s, u"AADSTS65004%3A%20Declined"_s}};
    };
    AdminConsent consent(random, {{u"login.microsoftonline.com"_s, EntraDouble::tenant(), u"app"_s, u"s"_s}});
    connect(&consent, &AdminConsent::browserNeeded, &browser, &MicrosoftBrowser::visit);
    QCOMPARE(codeOf(outcomeOf<ConsentAnswer>(consent)), u"AADSTS65004"_s);
}

void TestMicrosoftSignIn::consentOfAnotherStateIsNotHeard()
{
    SystemRandomSource random;
    MicrosoftBrowser browser;
    browser.page = [](const QUrlQuery &) {
        return QUrlQuery{{u"admin_consent"_s, u"True"_s}, {u"state"_s, u"a-guess"_s}};
    };
    ConsentQuery query{{u"login.microsoftonline.com"_s, EntraDouble::tenant(), u"app"_s, u"s"_s}};
    query.deadline = std::chrono::milliseconds(300);
    AdminConsent consent(random, query);
    connect(&consent, &AdminConsent::browserNeeded, &browser, &MicrosoftBrowser::visit);
    QCOMPARE(codeOf(outcomeOf<ConsentAnswer>(consent)), Code::OauthStateMismatch);
    QCOMPARE(browser.visits.size(), 1);
}

// The tab of an earlier attempt: what it brings is not taken, and is named when nothing else came.
void TestMicrosoftSignIn::anAnswerOfAnotherAttemptIsNamed()
{
    Attempt attempt;
    attempt.query.deadline = std::chrono::milliseconds(300);
    attempt.browser.page = [](const QUrlQuery &) {
        return QUrlQuery{{u"code"_s, u"a-code"_s}, {u"state"_s, u"a-guess"_s}};
    };
    QCOMPARE(codeOf(attempt.outcome()), Code::OauthStateMismatch);
    attempt.browser.page = [](const QUrlQuery &) { return QUrlQuery{{u"state"_s, u"a-guess"_s}}; };
    QCOMPARE(codeOf(attempt.outcome()), Code::LoopbackNoCallback);
    QVERIFY(std::none_of(attempt.entra.asked.begin(), attempt.entra.asked.end(),
                         [](const ExchangeQuery &query) { return query.method == "POST"; }));
}

QTEST_GUILESS_MAIN(TestMicrosoftSignIn)
#include "tst_microsoftsignin.moc"
