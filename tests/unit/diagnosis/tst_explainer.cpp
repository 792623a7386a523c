// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"
#include "diagnosis/placeholders.h"
#include "hostiletexts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// A catalogue of one entry, to see what the Explainer makes of it.
Catalogue testCatalogue()
{
    Catalogue catalogue;
    const bool ok = catalogue.add(R"({"problems":[{"code":"X","owner":"askcody","title":"Title {host}",
        "what":"Always.[ Seen: {offers}.][ {host} and {status}]",
        "causes":[
          {"text":"first","owner":"exchangeAdmin","confidence":"high",
           "against":[{"fact":"other.check:status","equals":"pass","says":"other passed"}]},
          {"text":"second","owner":"networkAdmin","confidence":"medium",
           "for":[{"fact":"offers","contains":"ntlm","says":"offers {offers}"},{"fact":"offers","equals":"Basic","says":"basic"}]},
          {"text":"third","owner":"workstation","confidence":"low",
           "for":[{"fact":"seconds","says":"a time"}]}],
        "steps":["Do {mailbox}","[Only with {proposal}]"],
        "commands":["Get-Mailbox {account}; Get-X {mailbox}"],
        "links":["https://help.askcody.com/x"]}]})");
    Q_ASSERT(ok);
    return catalogue;
}

// The second cause, with what helps with it, is the likeliest where a host is known.
Catalogue remedyCatalogue(bool isEnough)
{
    Catalogue catalogue;
    QByteArray json = R"({"problems":[{"code":"X","owner":"askcody","title":"T","what":"W",
        "causes":[
          {"text":"first","owner":"exchangeAdmin","confidence":"high"},
          {"id":"clock","text":"second","owner":"workstation","confidence":"low",
           "for":[{"fact":"host","says":"seen"}],
           "steps":["Set the clock of {host}"],"commands":["w32tm {host}"],"scripts":["basic-ews"]%1}],
        "steps":["Do that"],"commands":["w32tm {host}","Get-X"]}],
        "scripts":[{"id":"basic-ews","shell":"exchange","title":"B","what":"w","undo":"u",
                    "touches":["http.endpoint"]}]})";
    const bool ok = catalogue.add(json.replace("%1", isEnough ? ",\"replaces\":true" : ""));
    Q_ASSERT(ok);
    return catalogue;
}

QStringList texts(const QList<Cause> &causes)
{
    QStringList all;
    for (const Cause &cause : causes)
        all.append(cause.text);
    return all;
}

QStringList allTexts(const Explanation &explanation)
{
    QStringList all{explanation.title, explanation.what, explanation.tellApart};
    for (const Cause &cause : explanation.causes)
        all += QStringList{cause.text, cause.decidedBy.text} + cause.evidenceFor + cause.evidenceAgainst;
    return all + explanation.steps + explanation.commands;
}

// A problem whose every fact, and a context whose every name, is the text.
Problem flooded(const QString &code, const QString &text)
{
    QJsonObject facts;
    for (const QString &name : Placeholders::known())
        facts.insert(name, text);
    return {code, text, facts};
}

ExplanationContext floodedContext(const QString &text)
{
    return {text, text, text, text, text, text, text, text, text, text, text, {text}, {}, {}, {}};
}

QString skeleton(const QString &command)
{
    static const QRegularExpression literal(u"'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'"_s);
    return QString(command).replace(literal, u"''"_s);
}

// One entry that uses every placeholder in every place.
Catalogue allPlaceholdersCatalogue()
{
    QString all;
    for (const QString &name : Placeholders::known())
        all += u"{%1} "_s.arg(name);
    const QJsonObject condition{{u"fact"_s, u"host"_s}, {u"says"_s, all}};
    const QJsonObject cause{{u"text"_s, all},
                            {u"owner"_s, u"askcody"_s},
                            {u"confidence"_s, u"low"_s},
                            {u"for"_s, QJsonArray{condition}},
                            {u"against"_s, QJsonArray{condition}},
                            {u"decidedBy"_s, QJsonArray{QJsonObject{{u"says"_s, all}}}},
                            {u"id"_s, u"first"_s},
                            {u"steps"_s, QJsonArray{u"First "_s + all}},
                            {u"commands"_s, QJsonArray{u"Get-Y "_s + all}}};
    const QJsonObject entry{{u"code"_s, u"X"_s},
                            {u"owner"_s, u"askcody"_s},
                            {u"title"_s, all},
                            {u"what"_s, u"x ["_s + all + u"]"_s},
                            {u"tellApart"_s, all},
                            {u"causes"_s, QJsonArray{cause, cause}},
                            {u"steps"_s, QJsonArray{all}},
                            {u"commands"_s, QJsonArray{u"Get-X "_s + all}}};
    Catalogue catalogue;
    const bool ok = catalogue.add(QJsonDocument(QJsonObject{{u"problems"_s, QJsonArray{entry}}}).toJson());
    Q_ASSERT(ok);
    return catalogue;
}

// Which of the entry's causes was shown first: those with a remedy of their own have a name.
CatalogueCause firstCause(const CatalogueEntry &entry, const Explanation &explanation)
{
    for (const CatalogueCause &cause : entry.causes)
        if (!cause.id.isEmpty() && cause.id == explanation.causes.value(0).id)
            return cause;
    return {};
}

// What a text does to a catalogue's explanations that it must not do; empty when nothing.
QString harmIn(const Catalogue &catalogue, const QString &text)
{
    static const QRegularExpression placeholder(u"\\{[A-Za-z]+\\}"_s);
    static constexpr qsizetype longest = 20'000;
    for (const CatalogueEntry &entry : catalogue.entries()) {
        const Problem problem = flooded(entry.code.section(u'@', 0, 0), text);
        const Explanation explanation =
            Explainer(catalogue).explain(problem, entry.code.section(u'@', 1), floodedContext(text));
        for (const QString &shown : allTexts(explanation))
            if (ForeignText(shown, longest).text() != shown)
                return entry.code + u": not harmless, or too long"_s;
        const QStringList commands = entry.remedyFor(firstCause(entry, explanation)).commands;
        for (qsizetype index = 0; index < commands.size(); ++index)
            if (skeleton(explanation.commands.value(index))
                != skeleton(QString(commands.at(index)).replace(placeholder, u"''"_s)))
                return entry.code + u": "_s + explanation.commands.value(index);
        if (explanation.links != entry.links)
            return entry.code + u": links"_s;
    }
    return {};
}

} // namespace

class TestExplainer : public QObject
{
    Q_OBJECT

private slots:
    void causesStandAsTheCatalogueOrdersThem();
    void evidenceMovesACauseUp();
    void evidenceOfOtherChecksMovesACauseDown();
    void ownerIsThatOfTheLikeliestCause();
    void whatHelpsWithTheLikeliestCauseComesFirst();
    void aCauseMayKnowBetterThanTheProblem();
    void optionalPartsNeedTheirValues();
    void unknownValuesStandReadable();
    void commandsQuoteValues();
    void valuesAreNotReadAsTemplates();
    void factsBeatTheContext();
    void nobodyElseIsNamed();
    void contextTakesNamesFromTheRun();
    void serverNamesMustLookLikeOne();
    void everyFindingButAPassIsExplained();
    void unknownCodesAreShown();
    void aStepForAServerNeedsOne();
    void basicNotOfferedNamesTheVirtualDirectoryFirst();
    void rejectedPasswordIsTheExchangeAdminsToSolve();
    void everyEntryExplainsItselfWithoutContext();
    void hostileFactsAreHarmless_data();
    void hostileFactsAreHarmless();
    void noEntryIsOpenToHostileFacts();
    void factsOfTheLayersAreUnderstood_data();
    void factsOfTheLayersAreUnderstood();
    void valuesInsideRowsAreEvidence();
    void jsonHoldsWhatTheReportPromises();
    void ownersAndConfidencesHaveNames();
};

void TestExplainer::causesStandAsTheCatalogueOrdersThem()
{
    const Catalogue catalogue = testCatalogue();
    const Explanation explanation = Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {});
    QCOMPARE(texts(explanation.causes), QStringList({u"first"_s, u"second"_s, u"third"_s}));
    QCOMPARE(toString(explanation.causes.at(1).confidence), toString(Confidence::Medium));
    QVERIFY(explanation.causes.at(0).evidenceFor.isEmpty());
}

void TestExplainer::evidenceMovesACauseUp()
{
    const Catalogue catalogue = testCatalogue();
    const Problem problem{
        u"X"_s, {}, {{u"offers"_s, QJsonArray{u"Negotiate"_s, u"NTLM"_s}}, {u"seconds"_s, 30}}};
    const Explanation explanation = Explainer(catalogue).explain(problem, {});
    QCOMPARE(texts(explanation.causes), QStringList({u"second"_s, u"third"_s, u"first"_s}));
    QCOMPARE(toString(explanation.causes.at(0).confidence), toString(Confidence::High));
    QCOMPARE(explanation.causes.at(0).evidenceFor, QStringList({u"offers Negotiate, NTLM"_s}));
    QCOMPARE(toString(explanation.causes.at(1).confidence), toString(Confidence::Medium));
}

void TestExplainer::evidenceOfOtherChecksMovesACauseDown()
{
    const Catalogue catalogue = testCatalogue();
    ExplanationContext context;
    Finding other;
    other.checkId = u"other.check"_s;
    other.status = FindingStatus::Pass;
    context.findings = {other};
    const Explanation explanation = Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {}, context);
    QCOMPARE(texts(explanation.causes), QStringList({u"second"_s, u"third"_s, u"first"_s}));
    QCOMPARE(toString(explanation.causes.at(2).confidence), toString(Confidence::Low));
    QCOMPARE(explanation.causes.at(2).evidenceAgainst, QStringList({u"other passed"_s}));
}

void TestExplainer::ownerIsThatOfTheLikeliestCause()
{
    const Catalogue catalogue = testCatalogue();
    QCOMPARE(toString(Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {}).owner),
             toString(Owner::ExchangeAdmin));
    QCOMPARE(
        toString(Explainer(catalogue).explain(Problem{u"X"_s, {}, {{u"offers"_s, u"Basic"_s}}}, {}).owner),
        toString(Owner::NetworkAdmin));
}

void TestExplainer::whatHelpsWithTheLikeliestCauseComesFirst()
{
    const Catalogue catalogue = remedyCatalogue(false);
    const Explanation plain = Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {});
    QCOMPARE(plain.steps, QStringList({u"Do that"_s}));
    QCOMPARE(plain.scripts.size(), 0);
    const Explanation seen =
        Explainer(catalogue).explain(Problem{u"X"_s, {}, {{u"host"_s, u"h; x"_s}}}, u"net.tls"_s);
    QCOMPARE(seen.steps, QStringList({u"Set the clock of h; x"_s, u"Do that"_s}));
    QCOMPARE(seen.commands, QStringList({u"w32tm 'h; x'"_s, u"Get-X"_s})); // the problem has it, too: once
    QCOMPARE(seen.scripts.value(0).id, u"basic-ews"_s);
    QCOMPARE(seen.touches, QStringList({u"net.tls"_s, u"http.endpoint"_s}));
}

void TestExplainer::aCauseMayKnowBetterThanTheProblem()
{
    const Catalogue catalogue = remedyCatalogue(true);
    const Explanation seen = Explainer(catalogue).explain(Problem{u"X"_s, {}, {{u"host"_s, u"h"_s}}}, {});
    QCOMPARE(seen.steps, QStringList({u"Set the clock of h"_s}));
    QCOMPARE(seen.commands, QStringList({u"w32tm 'h'"_s}));
    QCOMPARE(Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {}).steps, QStringList({u"Do that"_s}));
}

void TestExplainer::optionalPartsNeedTheirValues()
{
    const Catalogue catalogue = testCatalogue();
    const Explainer explainer(catalogue);
    QCOMPARE(explainer.explain(Problem{u"X"_s, {}, {}}, {}).what, u"Always."_s);
    QCOMPARE(explainer.explain(Problem{u"X"_s, {}, {{u"offers"_s, u"NTLM"_s}}}, {}).what,
             u"Always. Seen: NTLM."_s);
    QCOMPARE(explainer.explain(Problem{u"X"_s, {}, {{u"host"_s, u"h"_s}}}, {}).what, u"Always."_s);
    QCOMPARE(explainer.explain(Problem{u"X"_s, {}, {{u"host"_s, u"h"_s}, {u"status"_s, 443}}}, {}).what,
             u"Always. h and 443"_s);
    QCOMPARE(explainer.explain(Problem{u"X"_s, {}, {}}, {}).steps.size(), 1);
    QCOMPARE(explainer.explain(Problem{u"X"_s, {}, {{u"proposal"_s, u"p"_s}}}, {}).steps.at(1),
             u"Only with p"_s);
}

void TestExplainer::unknownValuesStandReadable()
{
    const Catalogue catalogue = testCatalogue();
    const Explanation explanation = Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {});
    QCOMPARE(explanation.title, u"Title <host>"_s);
    QCOMPARE(explanation.steps, QStringList({u"Do <room mailbox>"_s}));
    QCOMPARE(explanation.commands,
             QStringList({u"Get-Mailbox '<service account>'; Get-X '<room mailbox>'"_s}));
}

void TestExplainer::commandsQuoteValues()
{
    const Catalogue catalogue = testCatalogue();
    ExplanationContext context;
    context.account = u"o'brien@contoso.com"_s;
    context.mailbox = u"room’1@contoso.com"_s;
    const Explanation explanation = Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {}, context);
    QCOMPARE(explanation.commands,
             QStringList({u"Get-Mailbox 'o''brien@contoso.com'; Get-X 'room’’1@contoso.com'"_s}));
}

void TestExplainer::valuesAreNotReadAsTemplates()
{
    const Catalogue catalogue = testCatalogue();
    ExplanationContext context;
    context.mailbox = u"{account}[x]"_s;
    context.account = u"secret"_s;
    const Explanation explanation = Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, {}, context);
    QCOMPARE(explanation.steps.at(0), u"Do {account}[x]"_s);
    QVERIFY(explanation.commands.at(0).endsWith(u"'{account}[x]'"_s));
}

void TestExplainer::factsBeatTheContext()
{
    const Catalogue catalogue = testCatalogue();
    ExplanationContext context;
    context.mailbox = u"first@contoso.com"_s;
    const Problem problem{u"X"_s, {}, {{u"mailbox"_s, u"second@contoso.com"_s}, {u"account"_s, u"forged"_s}}};
    const Explanation explanation = Explainer(catalogue).explain(problem, {}, context);
    QCOMPARE(explanation.steps.at(0), u"Do second@contoso.com"_s);
    QVERIFY2(!explanation.commands.at(0).contains(u"forged"_s), "only the admin says which account it is");
}

// What was asked at Microsoft was asked as somebody whose name is not kept.
void TestExplainer::nobodyElseIsNamed()
{
    const Catalogue catalogue = testCatalogue();
    Integration integration;
    ExchangeOnline online;
    online.email = u"admin@contoso.com"_s;
    integration.exchange = online;
    Finding signIn;
    signIn.checkId = u"microsoft.signin"_s;
    for (const bool isTyped : {true, false}) {
        signIn.facts = {{u"accountIsTyped"_s, isTyped}};
        const auto context = ExplanationContext::of(integration, {signIn});
        const auto command = [&](const QString &checkId) {
            return Explainer(catalogue).explain(Problem{u"X"_s, {}, {}}, checkId, context).commands.at(0);
        };
        QCOMPARE(command(u"microsoft.mailbox"_s).contains("<account that signed in>"_L1), !isTyped);
        QCOMPARE(command(u"microsoft.mailbox"_s).contains(online.email), isTyped);
        QVERIFY(command(u"portal.probe"_s).contains(online.email));
    }
}

void TestExplainer::contextTakesNamesFromTheRun()
{
    Integration integration;
    ExchangeServer server;
    server.email = u"askcody@Contoso.com"_s;
    server.testMailboxes = {u"room1@contoso.com"_s};
    server.forbiddenMailbox = u"ceo@contoso.com"_s;
    integration.exchange = server;
    Finding settings;
    settings.checkId = u"discover.settings"_s;
    settings.facts = {{u"ewsUrl"_s, u"https://mail.contoso.com/EWS/Exchange.asmx"_s}};
    Finding login;
    login.checkId = u"auth.login"_s;
    login.facts = {{u"username"_s, u"CONTOSO\\askcody"_s}, {u"server"_s, u"EX01"_s}};
    Finding version;
    version.facts = {{u"servers"_s, QJsonArray{u"EX01"_s, u"EX02"_s}}};
    const auto context = ExplanationContext::of(integration, {settings, login, version});
    QCOMPARE(context.account, server.email);
    QCOMPARE(context.domain, u"contoso.com"_s);
    QCOMPARE(context.username, u"CONTOSO\\askcody"_s);
    QCOMPARE(context.ewsHost, u"mail.contoso.com"_s);
    QCOMPARE(context.mailbox, u"room1@contoso.com"_s);
    QCOMPARE(context.forbiddenMailbox, u"ceo@contoso.com"_s);
    QCOMPARE(context.servers, QStringList({u"EX01"_s, u"EX02"_s}));
    QCOMPARE(context.findings.size(), 3);
}

void TestExplainer::serverNamesMustLookLikeOne()
{
    Finding finding;
    finding.facts = {
        {u"servers"_s, QJsonArray{u"EX01'; calc; '"_s, u"$(calc)"_s, u"-Confirm"_s, u"ex03.contoso.com"_s}}};
    QCOMPARE(ExplanationContext::of({}, {finding}).servers, QStringList({u"ex03.contoso.com"_s}));
}

void TestExplainer::everyFindingButAPassIsExplained()
{
    const Explainer explainer;
    Finding finding;
    finding.checkId = u"ews.impersonation"_s;
    finding.status = FindingStatus::Pass;
    QVERIFY(explainer.explain(finding).isEmpty());
    finding.status = FindingStatus::NotTested;
    finding.notTested = QString(Code::NoTestMailbox);
    QCOMPARE(explainer.explain(finding).title, u"No mailbox was given to test with"_s);
    finding.status = FindingStatus::Skipped;
    finding.skippedBecause = u"auth.login"_s;
    QVERIFY(explainer.explain(finding).what.contains(u"“Sign in to Exchange with the service account”"_s));
    finding.status = FindingStatus::Fail;
    finding.problem = Problem{u"ErrorImpersonateUserDenied"_s, {}, {}};
    QCOMPARE(explainer.explain(finding).title, u"The account may not act for this mailbox"_s);
}

// Microsoft's clock is nobody's to set.
void TestExplainer::aStepForAServerNeedsOne()
{
    const Problem problem{QString(Code::ClockSkew), {}, {{u"secondsAhead"_s, 600}}};
    ExplanationContext context;
    QCOMPARE(Explainer().explain(problem, u"workstation.clock"_s, context).steps.size(), 2);
    context.ewsHost = u"mail.contoso.test"_s;
    const QStringList steps = Explainer().explain(problem, u"workstation.clock"_s, context).steps;
    QCOMPARE(steps.size(), 3);
    QVERIFY2(steps.last().contains(u"mail.contoso.test"_s), qPrintable(steps.last()));
}

void TestExplainer::unknownCodesAreShown()
{
    const Explainer explainer;
    QVERIFY(explainer.explain(Problem{u"ErrorBrandNew"_s, {}, {}}, {}).what.contains(u"ErrorBrandNew"_s));
    QVERIFY(explainer.explain(Problem{u"something"_s, {}, {}}, {}).what.contains(u"something"_s));
    QVERIFY(explainer.explain(Problem{u"HTTP_418"_s, {}, {{u"status"_s, 418}}}, {}).what.contains(u"418"_s));
}

void TestExplainer::basicNotOfferedNamesTheVirtualDirectoryFirst()
{
    ExplanationContext context;
    context.servers = {u"EX01"_s};
    Finding settings;
    settings.checkId = u"discover.settings"_s;
    settings.status = FindingStatus::Pass;
    context.findings = {settings};
    const Problem problem{
        Code::Http401BasicNotOffered, {}, {{u"offers"_s, QJsonArray{u"Negotiate"_s, u"NTLM"_s}}}};
    const Explanation explanation = Explainer().explain(problem, u"http.endpoint"_s, context);
    QVERIFY(explanation.what.contains(u"Negotiate, NTLM"_s));
    QCOMPARE(toString(explanation.owner), toString(Owner::ExchangeAdmin));
    QVERIFY(explanation.causes.at(0).text.contains(u"EWS virtual directory"_s));
    QCOMPARE(toString(explanation.causes.at(0).confidence), toString(Confidence::High));
    QVERIFY(explanation.causes.at(0).evidenceFor.size() >= 3);
    QVERIFY(explanation.commands.contains(
        u"Get-WebServicesVirtualDirectory -Server 'EX01' | Set-WebServicesVirtualDirectory -BasicAuthentication $true"_s));
}

void TestExplainer::rejectedPasswordIsTheExchangeAdminsToSolve()
{
    const Problem problem{Code::Http401BasicRejected, {}, {{u"username"_s, u"askcody@contoso.com"_s}}};
    const Explanation explanation = Explainer().explain(problem, u"auth.login"_s);
    QCOMPARE(toString(explanation.owner), toString(Owner::ExchangeAdmin));
    QVERIFY(explanation.causes.first().text.contains(u"password is wrong"_s));
    QVERIFY(explanation.what.contains(u"askcody@contoso.com"_s));

    Finding settings;
    settings.checkId = u"discover.settings"_s;
    settings.status = FindingStatus::Pass;
    ExplanationContext context;
    context.findings = {settings};
    const Explanation other =
        Explainer().explain(Problem{Code::Http401BasicRejected, {}, {}}, u"auth.login"_s, context);
    QVERIFY(other.causes.first().text.contains(u"policy"_s));
    for (const Cause &cause : other.causes)
        if (cause.text.contains(u"password is wrong"_s))
            QCOMPARE(toString(cause.confidence), toString(Confidence::Low));
}

void TestExplainer::everyEntryExplainsItselfWithoutContext()
{
    static const QRegularExpression brackets(u"[\\[\\]{}]"_s);
    static const QRegularExpression leftOver(u"  | [.,](\\s|$)|,[.,]"_s);
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        const QString check = entry.code.section(u'@', 1);
        const Explanation explanation =
            Explainer().explain(Problem{entry.code.section(u'@', 0, 0), {}, {}}, check);
        QVERIFY(!explanation.isEmpty());
        QVERIFY2(!explanation.steps.isEmpty(), qPrintable(entry.code));
        const QStringList read{explanation.title, explanation.what, explanation.tellApart};
        for (const QString &text : read + explanation.steps + texts(explanation.causes)) {
            QVERIFY2(!text.contains(brackets), qPrintable(entry.code + u": "_s + text));
            QVERIFY2(!text.contains(leftOver), qPrintable(entry.code + u": "_s + text));
        }
    }
}

void TestExplainer::hostileFactsAreHarmless_data()
{
    QTest::addColumn<QString>("text");
    const auto all = hostileTexts();
    QVERIFY(all.size() > 40);
    for (const auto &[name, text] : all)
        QTest::newRow(qPrintable(name)) << text;
}

void TestExplainer::hostileFactsAreHarmless()
{
    QFETCH(QString, text);
    const Catalogue catalogue = allPlaceholdersCatalogue();
    const QString fault = harmIn(catalogue, text);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

// The whole catalogue with one text that has a bit of everything.
void TestExplainer::noEntryIsOpenToHostileFacts()
{
    const QString text = u"\u202Ea'; ‘$(calc)’ <b>`n {account} [x] %1\r\n=cmd|x\u001B[31m"_s;
    QVERIFY2(harmIn(Catalogue::standard(), text).isEmpty(), qPrintable(harmIn(Catalogue::standard(), text)));
    const QString quotes = u"a'; ‘$(calc)’ “b”"_s;
    QVERIFY2(harmIn(Catalogue::standard(), quotes).isEmpty(),
             qPrintable(harmIn(Catalogue::standard(), quotes)));
}

void TestExplainer::factsOfTheLayersAreUnderstood_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<QString>("says");
    QTest::newRow("wait of EWS") << u"ErrorServerBusy"_s << QByteArray(R"({"BackOffMilliseconds":"29700"})")
                                 << u"wait 30 seconds"_s;
    QTest::newRow("Retry-After") << QString(Code::Http503)
                                 << QByteArray(R"({"headers":{"Retry-After":"60"}})") << u"wait 60 seconds"_s;
    QTest::newRow("Retry-After as a date")
        << QString(Code::Http503)
        << QByteArray(R"({"headers":{"Retry-After":"Mon, 23 Nov 2026 20:00:00 GMT"}})") << u"(503)."_s;
    QTest::newRow("clock behind") << QString(Code::ClockSkew) << QByteArray(R"({"secondsAhead":-600})")
                                  << u"differ: this computer's is 10 minutes behind."_s;
    QTest::newRow("clock ahead") << QString(Code::ClockSkew) << QByteArray(R"({"secondsAhead":601})")
                                 << u"differ: this computer's is 10 minutes ahead."_s;
    QTest::newRow("deadline") << QString(Code::CheckTimeout) << QByteArray(R"({"milliseconds":60000})")
                              << u"(60 seconds)"_s;
    QTest::newRow("expired issuer")
        << QString(Code::TlsCertExpired)
        << QByteArray(R"({"chain":[{"validUntil":"2030-01-01"},{"validUntil":"2020-01-01"}],
                          "faults":[{"code":"TLS_CERT_EXPIRED","depth":1}]})")
        << u"until 2020-01-01"_s;
    QTest::newRow("names of the server's certificate")
        << QString(Code::TlsHostnameMismatch)
        << QByteArray(R"({"chain":[{"names":["a.test","b.test"]}],"depth":0})") << u"a.test, b.test"_s;
    QTest::newRow("two views") << QString(Code::DnsViewsDiffer)
                               << QByteArray(R"({"dns":["192.0.2.1"],"system":["192.0.2.2"]})")
                               << u"192.0.2.1, 192.0.2.2"_s;
    QTest::newRow("a file by its path")
        << QString(Code::FileUnreadable) << QByteArray(R"({"path":"/tmp/hq.json"})") << u"/tmp/hq.json"_s;
    QTest::newRow("wait of Microsoft Graph")
        << u"GRAPH_TooManyRequests"_s << QByteArray(R"({"retryAfter":"12"})") << u"wait 12 seconds"_s;
    QTest::newRow("the primary address, by whatever name")
        << u"ErrorNonPrimarySmtpAddress"_s
        << QByteArray(R"({"mailbox":"alias@x.test","message":"not a@x.test","Primary":"room@x.test"})")
        << u"It is room@x.test."_s;
    QTest::newRow("silent address") << QString(Code::NetworkPartlyReachable)
                                    << QByteArray(R"({"results":[{"address":"192.0.2.1","result":"connected"},
                                     {"address":"192.0.2.2","result":"TCP_TIMEOUT"}]})")
                                    << u"These do not: 192.0.2.2."_s;
    QTest::newRow("the mailbox without times")
        << QString(Code::FreeBusyNone)
        << QByteArray(R"({"mailboxes":[{"mailbox":"a@x.test","result":"Detailed"},
                                       {"mailbox":"b@x.test","result":"FREEBUSY_NONE"}]})")
        << u"for b@x.test"_s;
    QTest::newRow("refused spellings")
        << QString(Code::Http401BasicRejected) << QByteArray(R"({"tried":["a@x.test","X\\a"]})")
        << u"a@x.test, X\\a"_s;
    QTest::newRow("pinned version")
        << QString(Code::ExchangeVersionMismatch)
        << QByteArray(R"({"pinned":"Exchange2016","requestServerVersion":"Exchange2013_SP1"})")
        << u"You chose Exchange2016"_s;
}

void TestExplainer::factsOfTheLayersAreUnderstood()
{
    QFETCH(QString, code);
    QFETCH(QByteArray, facts);
    QFETCH(QString, says);
    const QJsonDocument document = QJsonDocument::fromJson(facts);
    QVERIFY(document.isObject());
    const Explanation explanation = Explainer().explain(Problem{code, {}, document.object()}, {});
    QVERIFY2(explanation.what.contains(says), qPrintable(explanation.what));
}

void TestExplainer::valuesInsideRowsAreEvidence()
{
    Finding finding;
    finding.checkId = u"ews.impersonation"_s;
    finding.facts = {{u"mailboxes"_s,
                      QJsonArray{QJsonObject{{u"mailbox"_s, u"a@x.test"_s}, {u"result"_s, u"reached"_s}}}}};
    ExplanationContext context;
    context.findings = {finding};
    const Problem problem{u"ErrorImpersonateUserDenied"_s, {}, {{u"mailbox"_s, u"b@x.test"_s}}};
    const Explanation explanation = Explainer().explain(problem, finding.checkId, context);
    QVERIFY2(explanation.causes.first().text.contains(u"scope"_s),
             qPrintable(explanation.causes.first().text));
    QVERIFY(Explainer().explain(problem, finding.checkId).causes.first().text.contains(u"not granted"_s));
}

void TestExplainer::jsonHoldsWhatTheReportPromises()
{
    const Catalogue catalogue = testCatalogue();
    const Problem problem{u"X"_s, {}, {{u"offers"_s, u"NTLM"_s}}};
    const QJsonObject json = toJson(Explainer(catalogue).explain(problem, {}));
    QCOMPARE(json.value("title"_L1).toString(), u"Title <host>"_s);
    QCOMPARE(json.value("owner"_L1).toString(), u"networkAdmin"_s);
    const QJsonObject cause = json.value("causes"_L1).toArray().first().toObject();
    QCOMPARE(cause.value("owner"_L1).toString(), u"networkAdmin"_s);
    QCOMPARE(cause.value("confidence"_L1).toString(), u"high"_s);
    QCOMPARE(cause.value("evidenceFor"_L1).toArray().size(), 1);
    QVERIFY(!cause.contains("evidenceAgainst"_L1));
    QCOMPARE(json.value("commands"_L1).toArray().size(), 1);
    QVERIFY(!json.contains("tellApart"_L1));
}

void TestExplainer::ownersAndConfidencesHaveNames()
{
    const QStringList owners{u"exchangeAdmin"_s, u"entraAdmin"_s, u"networkAdmin"_s, u"portalAdmin"_s,
                             u"askcody"_s,       u"microsoft"_s,  u"workstation"_s};
    for (const QString &name : owners) {
        const auto owner = ownerFromString(name);
        QVERIFY2(owner, qPrintable(name));
        QCOMPARE(toString(*owner), name);
        QVERIFY(!displayName(*owner).isEmpty());
    }
    QVERIFY(!ownerFromString(u"nobody"_s));
    for (const auto confidence : {Confidence::Low, Confidence::Medium, Confidence::High}) {
        QVERIFY(confidenceFromString(toString(confidence)) == confidence);
        QVERIFY(!displayName(confidence).isEmpty());
    }
    QVERIFY(!confidenceFromString(u"certain"_s));
}

QTEST_GUILESS_MAIN(TestExplainer)
#include "tst_explainer.moc"
