// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/worlddoor.h"
#include "oauth/issuerdiscovery.h"
#include "oauth/signin.h"
#include "simulators/simulatedworld.h"
#include "support/browserperson.h"
#include "support/outcome.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// The pages of our own simulated identity providers, before a person with a real Chromium.
class TestSimulatedSignIn : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void portal_data();
    void portal();
    void microsoft_data();
    void microsoft();
    void tokenOfMicrosoftOpensExchangeOnline();
    void whatOnlyTheBrowserShows_data();
    void whatOnlyTheBrowserShows();

private:
    struct Place
    {
        explicit Place(const QString &scenario)
            : world(*Scenario::load(scenario))
            , door(world.table())
        {}

        QString rules() const
        {
            QStringList all;
            for (const QString &host : {SimulatedIssuer::host(), u"login.microsoftonline.com"_s}) {
                const quint16 port = world.table().loopbackPorts.value(host + u":443"_s);
                all.append(u"MAP %1:443 127.0.0.1:%2"_s.arg(host).arg(port));
            }
            return all.join(u',');
        }

        SimulatedWorld world;
        WorldDoor door;
        SystemClock clock;
        SystemRandomSource random;
        JwkCache keys;
    };

    static OAuthContext context(Place &place)
    {
        return {place.door, place.clock, place.random, place.keys, {}};
    }
    static SignInRequest microsoftRequest();
    Result<TokenSet> signIn(Place &place, const SignInRequest &request, const QString &mode);

    BrowserPerson m_person{u"" SETUP_OIDC_FOLDER ""_s};
};

void TestSimulatedSignIn::initTestCase()
{
    if (!m_person.isInstalled())
        QSKIP("chromium or oidc-provider is not installed");
}

Result<TokenSet> TestSimulatedSignIn::signIn(Place &place, const SignInRequest &request, const QString &mode)
{
    SignIn signIn(context(place), request);
    connect(&signIn, &SignIn::browserNeeded, this,
            [this, &place, &mode](const QUrl &url) { m_person.browse(place.rules(), url, mode); });
    return outcomeOf<TokenSet>(signIn, 60'000);
}

void TestSimulatedSignIn::portal_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("code");
    QTest::newRow("allowed") << u"agree"_s << QString();
    QTest::newRow("denied") << u"deny"_s << u"access_denied"_s;
}

void TestSimulatedSignIn::portal()
{
    QFETCH(QString, mode);
    Place place(u"healthy"_s);
    IssuerDiscovery discovery(context(place), {u"https://login.askcody.test"_s, {}});
    const auto issuer = outcomeOf<IssuerMetadata>(discovery);
    QVERIFY2(issuer, qPrintable(codeOf(issuer)));
    m_person.is(u"owner@contoso.test"_s, SimAccount::password());
    const SimClient client = SimClient::setupProgram();
    const auto tokens = signIn(place, {*issuer, client.id, client.scopes}, mode);
    QTEST(codeOf(tokens), "code");
    if (tokens)
        QVERIFY(tokens->identity->subject.endsWith("owner@contoso.test"_L1)
                && !tokens->refreshToken.isEmpty());
    QVERIFY(m_person.whereItEnded().contains("/signed-in") && m_person.isContent());
}

// Entra does not say in its metadata that it knows proof keys, so the addresses stand here.
SignInRequest TestSimulatedSignIn::microsoftRequest()
{
    const QString base = u"https://login.microsoftonline.com/"_s + SimTenant::fabrikamId();
    IssuerMetadata issuer;
    issuer.issuer = base + u"/v2.0"_s;
    issuer.authorizationEndpoint = QUrl(base + u"/oauth2/v2.0/authorize"_s);
    issuer.tokenEndpoint = QUrl(base + u"/oauth2/v2.0/token"_s);
    issuer.jwksUri = QUrl(base + u"/discovery/v2.0/keys"_s);
    SignInRequest request{issuer,
                          SimCloudApp::signInId(),
                          {u"openid"_s, u"profile"_s, u"offline_access"_s,
                           u"https://outlook.office365.com/EWS.AccessAsUser.All"_s}};
    request.redirectHost = u"localhost"_s;
    request.loginHint = u"admin@fabrikam.test"_s;
    return request;
}

void TestSimulatedSignIn::microsoft_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("error");
    QTest::newRow("signed in, consented") << u"healthy"_s << u"agree"_s << QString();
    QTest::newRow("consent declined") << u"healthy"_s << u"deny"_s << u"access_denied"_s;
    QTest::newRow("Conditional Access")
        << u"microsoft/AADSTS53003-redirect"_s << u"agree"_s << u"access_denied"_s;
    QTest::newRow("code too old") << u"microsoft/code-expired"_s << u"agree"_s << u"invalid_grant"_s;
    QTest::newRow("code used twice") << u"microsoft/AADSTS54005-token"_s << u"agree"_s << u"invalid_grant"_s;
}

void TestSimulatedSignIn::microsoft()
{
    QFETCH(QString, scenario);
    QFETCH(QString, mode);
    QFETCH(QString, error);
    Place place(scenario);
    m_person.is(u"admin@fabrikam.test"_s, SimCloudUser::password());
    const auto tokens = signIn(place, microsoftRequest(), mode);
    QCOMPARE(tokens.hasValue(), error.isEmpty());
    if (tokens)
        QCOMPARE(tokens->identity->all["preferred_username"_L1].toString(), u"admin@fabrikam.test"_s);
    else
        QCOMPARE(tokens.problem().facts["error"_L1].toString(), error);
    QVERIFY(m_person.whereItEnded().contains("/signed-in") && m_person.isContent());
}

void TestSimulatedSignIn::tokenOfMicrosoftOpensExchangeOnline()
{
    Place place(u"healthy"_s);
    m_person.is(u"anna@fabrikam.test"_s, SimCloudUser::password());
    const auto tokens = signIn(place, microsoftRequest(), u"agree"_s);
    QVERIFY2(tokens, qPrintable(codeOf(tokens)));
    SimRequest request{"POST", "/EWS/Exchange.asmx", {}, {}, 0, 0};
    request.headers.append(SimHeader{"Authorization", "Bearer " + tokens->accessToken.bytes().toByteArray()});
    QVERIFY(place.world.microsoft().knows(u"outlook.office365.com"_s, request));
    m_person.whereItEnded();
}

void TestSimulatedSignIn::whatOnlyTheBrowserShows_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("number");
    QTest::newRow("redirect URI") << u"microsoft/AADSTS50011-browser"_s << u"admin@fabrikam.test"_s
                                  << QByteArray("AADSTS50011: ");
    QTest::newRow("somebody else's") << u"healthy"_s << u"admin@adatum.test"_s << QByteArray("AADSTS50020: ");
}

// Nothing comes back, and the program goes on waiting.
void TestSimulatedSignIn::whatOnlyTheBrowserShows()
{
    QFETCH(QString, scenario);
    QFETCH(QString, user);
    QFETCH(QByteArray, number);
    Place place(scenario);
    m_person.is(user, SimCloudUser::password());
    SignIn signIn(context(place), microsoftRequest());
    QSignalSpy finished(&signIn, &SignIn::finished);
    QSignalSpy needed(&signIn, &SignIn::browserNeeded);
    signIn.start();
    QVERIFY(needed.wait());
    m_person.browse(place.rules(), needed[0][0].toUrl(), u"agree"_s);
    QVERIFY(QTest::qWaitFor([this] { return !m_person.isBusy(); }, 60'000));
    const QByteArray ended = m_person.whereItEnded();
    QVERIFY2(ended.contains(number) && !m_person.isContent(), ended.constData());
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(TestSimulatedSignIn)
#include "tst_simulatedsignin.moc"
