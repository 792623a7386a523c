// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "diagnosis/explainer.h"
#include "oauth/loopbacklistener.h"
#include "support/microsoftpath.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

const QString signIn = u"microsoft.signin"_s;

Scenario healthy()
{
    return *Scenario::load(u"healthy"_s);
}

Scenario refusing(SimMicrosoftError::At at, const QString &code, const QString &error, const QString &text)
{
    Scenario scenario = healthy();
    scenario.microsoft.refusals = {ScenarioRefusal{{at, code, error, {}, text, 0}, {}, 0, 0}};
    return scenario;
}

// What another program of this computer gets for a GET of this target at the address that the browser is to
// come back to.
QByteArray strangersAnswer(const QUrl &visit, const QByteArray &target)
{
    const QUrl back(QUrlQuery(visit).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    QByteArray answer;
    QSignalSpy gone(&socket, &QTcpSocket::disconnected);
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(back.port()));
    if (!socket.waitForConnected(2'000))
        return {};
    socket.write("GET " + target + " HTTP/1.1\r\nHost: " + back.authority().toLatin1() + "\r\n\r\n");
    (void)gone.wait(5'000);
    return answer;
}

} // namespace

// What people and networks do to a sign-in at Microsoft, and what the program says then.
class TestMicrosoftSituations : public QObject
{
    Q_OBJECT

private slots:
    void whoSignsIn_data();
    void whoSignsIn();
    void guestsAreToldAndNotTurnedAway_data();
    void guestsAreToldAndNotTurnedAway();
    void aMailboxOnTheOwnServerIsTold();
    void whoConsents_data();
    void whoConsents();
    void aNumberThatNobodyKnowsIsShown();
    void aClaimsChallengeIsMet_data();
    void aClaimsChallengeIsMet();
    void aCodeThatSomebodyRedeemedBefore();
    void aClosedTabEndsWithAClick();
    void strangersGetNothing();
    void checkingAgainKnowsWhatThePortalSaw();

private:
    static void compare(const Explanation &explanation, const QString &owner, const QString &cause);
};

void TestMicrosoftSituations::compare(const Explanation &explanation, const QString &owner,
                                      const QString &cause)
{
    QCOMPARE(toString(explanation.owner), owner);
    QCOMPARE(explanation.causes.first().text, cause);
    QVERIFY(!explanation.steps.isEmpty());
}

void TestMicrosoftSituations::whoSignsIn_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("signsInAs");
    QTest::addColumn<QString>("decision");
    QTest::addColumn<QString>("check"); // empty: Microsoft's page says it, and somebody copies that
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("cause");
    const QString admin = u"admin@fabrikam.test"_s;
    QTest::newRow("who declines") << u"healthy"_s << admin << admin << u"deny"_s << signIn << u"AADSTS65004"_s
                                  << u"entraAdmin"_s
                                  << u"Somebody pressed Cancel on the page that asks for the consent."_s;
    QTest::newRow("somebody of another organisation")
        << u"healthy"_s << admin << u"admin@adatum.test"_s << u"allow"_s << QString() << u"AADSTS50020"_s
        << u"workstation"_s << u"The browser used another account that was already signed in."_s;
    QTest::newRow("a personal account")
        << u"healthy"_s << admin << u"person@personal.test"_s << u"allow"_s << QString() << u"AADSTS50020"_s
        << u"workstation"_s << u"A personal Microsoft account was chosen."_s;
    QTest::newRow("an account that is disabled")
        << u"healthy"_s << admin << u"disabled@fabrikam.test"_s << u"allow"_s << QString() << u"AADSTS50057"_s
        << u"entraAdmin"_s << u"The account was disabled in Entra or in the local Active Directory."_s;
    QTest::newRow("who may not consent")
        << u"microsoft/users-may-not-consent"_s << u"anna@fabrikam.test"_s << QString() << u"allow"_s
        << QString() << u"AADSTS90094"_s << u"entraAdmin"_s
        << u"The account is not an administrator with the right role."_s;
    QTest::newRow("an address that is a personal account's")
        << u"healthy"_s << u"person@personal.test"_s << QString() << u"allow"_s << u"discover.tenant"_s
        << u"MICROSOFT_PERSONAL_ACCOUNT"_s << u"workstation"_s
        << u"The address of a personal account was entered."_s;
    QTest::newRow("an address that Microsoft does not have")
        << u"healthy"_s << u"admin@contoso.test"_s << QString() << u"allow"_s << u"discover.tenant"_s
        << u"MICROSOFT_TENANT_NOT_FOUND"_s << u"exchangeAdmin"_s
        << u"The mailboxes are on an Exchange server of your own, and the domain was never registered."_s;
}

void TestMicrosoftSituations::whoSignsIn()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, email);
    QFETCH(const QString, signsInAs);
    QFETCH(const QString, decision);
    QFETCH(const QString, check);
    QFETCH(const QString, code);
    QFETCH(const QString, owner);
    QFETCH(const QString, cause);
    MicrosoftPath path(*Scenario::load(scenario), {email, signsInAs, decision});
    QVERIFY(path.run());
    if (check.isEmpty()) {
        QVERIFY(path.session().isRunning());
        path.session().cancel();
        QVERIFY(!path.session().isRunning());
        const Problem problem = MicrosoftAccess::readErrorPage(path.page);
        QCOMPARE(problem.code, code);
        return compare(Explainer().explain(problem, signIn), owner, cause);
    }
    QCOMPARE(path.said(check), u"fail "_s + code);
    compare(path.session().explain(path.found(check)), owner, cause);
}

void TestMicrosoftSituations::guestsAreToldAndNotTurnedAway_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("guest");
    QTest::addColumn<QString>("home");
    const QString adatum = u"ada70000-0000-4000-8000-00000000ada7"_s;
    QTest::newRow("of another organisation") << u"healthy"_s << u"consultant@adatum.test"_s << adatum;
    QTest::newRow("with a personal account")
        << u"healthy"_s << u"freelancer@personal.test"_s << u"live.com"_s;
    QTest::newRow("where the registration does not ask")
        << u"microsoft/no-roles-told"_s << u"consultant@adatum.test"_s << adatum;
}

void TestMicrosoftSituations::guestsAreToldAndNotTurnedAway()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, guest);
    QFETCH(const QString, home);
    MicrosoftPath path(*Scenario::load(scenario), {u"admin@fabrikam.test"_s, guest});
    QVERIFY(path.run());
    QCOMPARE(path.said(signIn), u"warn "_s + Code::MicrosoftGuestAccount);
    QCOMPARE(path.found(signIn).problem->facts[u"home"_s].toString(), home);
    const Explanation explanation = path.session().explain(path.found(signIn));
    QVERIFY2(explanation.what.contains(home), qPrintable(explanation.what));
    compare(explanation, u"entraAdmin"_s,
            u"Somebody from outside, such as a consultant, signed in with an account of her own."_s);
    // Never a gate: Exchange is asked, and says what it says of somebody without a mailbox.
    QCOMPARE(path.said(u"microsoft.mailbox"_s), u"fail MICROSOFT_MAILBOX_MISSING"_s);
    compare(path.session().explain(path.found(u"microsoft.mailbox"_s)), u"entraAdmin"_s,
            u"The account is a guest in the organisation: its mailbox, if it has one, is elsewhere."_s);
    const auto replayed = path.replayed();
    QVERIFY(replayed);
    QCOMPARE(shownAlike(replayed->findings()), shownAlike(path.session().findings()));
}

// As Exchange Online has it of a hybrid organisation whose administrator was not moved.
void TestMicrosoftSituations::aMailboxOnTheOwnServerIsTold()
{
    const QString fault =
        u"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
        "<faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
        "a:ErrorMailboxMoveInProgress</faultcode><faultstring>The mailbox is on another server.</faultstring>"
        "<detail><e:ResponseCode xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">"
        "ErrorMailboxMoveInProgress</e:ResponseCode></detail></s:Fault></s:Body></s:Envelope>"_s;
    const QJsonObject rule{
        {u"match"_s,
         QJsonObject{{u"host"_s, u"outlook.office365.com"_s},
                     {u"path"_s, u"/ews/"_s},
                     {u"credentials"_s, u"accepted"_s}}},
        {u"reply"_s,
         QJsonObject{{u"status"_s, 500},
                     {u"headers"_s, QJsonObject{{u"Content-Type"_s, u"text/xml; charset=utf-8"_s}}},
                     {u"body"_s, fault}}}};
    const auto scenario = Scenario::fromJson(QJsonDocument(QJsonObject{{u"title"_s, u"Elsewhere"_s},
                                                                       {u"description"_s, u"Hybrid."_s},
                                                                       {u"http"_s, QJsonArray{rule}}})
                                                 .toJson(),
                                             u"elsewhere"_s);
    QVERIFY(scenario);
    MicrosoftPath path(*scenario, {u"admin@adatum.test"_s});
    QVERIFY(path.run({u"microsoft.mailbox"_s}));
    QCOMPARE(path.said(u"microsoft.mailbox"_s), u"fail MICROSOFT_MAILBOX_ELSEWHERE"_s);
    compare(path.session().explain(path.found(u"microsoft.mailbox"_s)), u"exchangeAdmin"_s,
            u"The organisation is hybrid, and this mailbox was not moved."_s);
}

void TestMicrosoftSituations::whoConsents_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("said");
    QTest::newRow("an administrator, and nothing is proved yet")
        << u"admin@fabrikam.test"_s << u"notTested CONSENT_NOT_PROVED"_s;
    QTest::newRow("somebody without a role") << u"anna@fabrikam.test"_s << u"fail AADSTS90093"_s;
}

void TestMicrosoftSituations::whoConsents()
{
    QFETCH(const QString, email);
    QFETCH(const QString, said);
    MicrosoftPath path(healthy(), {email});
    QVERIFY(path.run({signIn}));
    QVERIFY(path.consent());
    QCOMPARE(path.said(u"microsoft.consent"_s), said);
    const auto replayed = path.replayed();
    QVERIFY(replayed);
    QCOMPARE(shownAlike(replayed->findings()), shownAlike(path.session().findings()));
}

// Entra gets new numbers. The family's entry shows them as they are.
void TestMicrosoftSituations::aNumberThatNobodyKnowsIsShown()
{
    MicrosoftPath path(
        refusing(SimMicrosoftError::At::Token, u"AADSTS7654321"_s, u"invalid_grant"_s, u"Something new."_s));
    QVERIFY(path.run({signIn}));
    QCOMPARE(path.said(signIn), u"fail AADSTS7654321"_s);
    const Explanation explanation = path.session().explain(path.found(signIn));
    QVERIFY2(explanation.title.contains(u"7654321"_s) || explanation.what.contains(u"7654321"_s),
             qPrintable(explanation.what));
    // The page of consent without a number.
    MicrosoftPath declined(refusing(SimMicrosoftError::At::AdminConsent, u"access_denied"_s,
                                    u"access_denied"_s, u"Declined."_s));
    QVERIFY(declined.run({signIn}));
    QVERIFY(declined.consent());
    QCOMPARE(declined.said(u"microsoft.consent"_s), u"fail "_s + Code::ConsentRefused);
}

void TestMicrosoftSituations::aClaimsChallengeIsMet_data()
{
    QTest::addColumn<At>("at");
    QTest::addColumn<bool>("byDevice");
    QTest::newRow("in the browser") << At::Token << false;
    QTest::newRow("in the browser, on the way back") << At::Redirect << false;
    QTest::newRow("on another device") << At::Token << true;
}

// Microsoft gives no token to a sign-in that does not send back what it has demanded.
void TestMicrosoftSituations::aClaimsChallengeIsMet()
{
    QFETCH(const At, at);
    QFETCH(const bool, byDevice);
    Scenario scenario = *Scenario::load(u"microsoft/claims-challenge"_s);
    scenario.microsoft.refusals.first().error.at = at;
    scenario.microsoft.deviceInterval = 0;
    MicrosoftPath path(scenario, {u"admin@fabrikam.test"_s, {}, u"allow"_s, true, byDevice});
    QVERIFY(path.run({signIn}));
    QCOMPARE(path.said(signIn), u"pass"_s);
    QCOMPARE(path.visits.size() + path.userCodes.size(), 2);
    QCOMPARE(path.visits.isEmpty(), byDevice);
    const auto replayed = path.replayed();
    QVERIFY(replayed);
    QCOMPARE(shownAlike(replayed->findings()), shownAlike(path.session().findings()));
}

// As security software does that repeats what it has seen.
void TestMicrosoftSituations::aCodeThatSomebodyRedeemedBefore()
{
    MicrosoftPath path(healthy());
    path.repeatsTokenRequests();
    QVERIFY(path.run({signIn}));
    QCOMPARE(path.said(signIn), u"fail AADSTS54005"_s);
    compare(path.session().explain(path.found(signIn)), u"workstation"_s,
            u"Security software or the browser opened the link a second time."_s);
}

void TestMicrosoftSituations::aClosedTabEndsWithAClick()
{
    MicrosoftPath path(healthy(), {u"admin@fabrikam.test"_s, {}, u"allow"_s, false});
    QSignalSpy asked(&path.session().microsoft(), &MicrosoftAccess::browserNeeded);
    QVERIFY(path.session().run({signIn}));
    QVERIFY(asked.wait(10'000));
    QSignalSpy ended(&path.session(), &Session::runFinished);
    QElapsedTimer clock;
    clock.start();
    path.session().cancel();
    QVERIFY(!path.session().isRunning());
    QVERIFY(clock.elapsed() < 500);
    QVERIFY(!ended.wait(150));
    QVERIFY(strangersAnswer(path.visits.first(), "/").isEmpty()); // nobody listens any more
    compare(Explainer().explain(MicrosoftAccess::readErrorPage(u"It just closed"_s), signIn),
            u"workstation"_s, u"The sign-in was not completed, or the page was closed."_s);
}

// Another program has guessed the port. Nothing of what it sends is taken, and the browser still comes
// through.
void TestMicrosoftSituations::strangersGetNothing()
{
    MicrosoftPath path(healthy(), {u"admin@fabrikam.test"_s, {}, u"allow"_s, false});
    QSignalSpy asked(&path.session().microsoft(), &MicrosoftAccess::browserNeeded);
    QVERIFY(path.session().run({signIn}));
    QVERIFY(asked.wait(10'000));
    const QUrl visit = path.visits.first();
    for (const QByteArray &target :
         {QByteArray("/favicon.ico"), QByteArray("/?code=stolen"), QByteArray("/?code=stolen&state="),
          QByteArray("/?code=stolen&state=a-guess"), QByteArray("/?error=access_denied&state=a-guess"),
          QByteArray("/other?code=stolen&state=a-guess")}) {
        const QByteArray answer = strangersAnswer(visit, target);
        QVERIFY2(answer.startsWith("HTTP/1.1 4"), qPrintable(QString::fromLatin1(target)));
        QVERIFY(!answer.contains("stolen"));
        QVERIFY(path.session().isRunning());
    }
    QSignalSpy ended(&path.session(), &Session::runFinished);
    path.open(visit);
    QVERIFY(ended.wait(20'000));
    QCOMPARE(path.said(signIn), u"pass"_s);
}

// The portal has proved the consent meanwhile: one check alone, pressed again, is about what holds now.
void TestMicrosoftSituations::checkingAgainKnowsWhatThePortalSaw()
{
    MicrosoftPath path(*Scenario::load(u"microsoft/consented"_s));
    QVERIFY(path.connectToPortal());
    QVERIFY(path.run());
    QCOMPARE(path.said(u"microsoft.consent"_s), u"notTested CONSENT_NOT_ASKED"_s);
    QVERIFY(path.pushAndHaveItChecked());
    // Nor is it told as open, before anybody checks again.
    const Explanation told = path.session().explain(path.found(u"microsoft.consent"_s));
    QCOMPARE(told.title, u"AskCody's cloud has tested this"_s);
    QVERIFY(told.what.endsWith(u"and it passed."_s));
    QVERIFY(path.session().notTested().filter(u"consent"_s, Qt::CaseInsensitive).isEmpty());
    QVERIFY(path.repeat(u"microsoft.consent"_s));
    QCOMPARE(path.said(u"microsoft.consent"_s), u"pass"_s);
}

QTEST_GUILESS_MAIN(TestMicrosoftSituations)
#include "tst_microsoftsituations.moc"
