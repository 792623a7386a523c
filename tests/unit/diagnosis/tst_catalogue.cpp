// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/finding.h"
#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/placeholders.h"
#include "remedies.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// The errors of Autodiscover and the entries for families: they are not in problemcodes.h, because the server
// chooses them or because no code of ours fits.
const QStringList &codesFromElsewhere()
{
    static const QStringList codes{u"RedirectAddress"_s,
                                   u"RedirectUrl"_s,
                                   u"InvalidUser"_s,
                                   u"InvalidDomain"_s,
                                   u"InvalidRequest"_s,
                                   u"InvalidSetting"_s,
                                   u"SettingIsNotAvailable"_s,
                                   u"ServerBusy"_s,
                                   u"NotFederated"_s,
                                   u"InternalServerError"_s,
                                   u"AD_WSSECURITY_FAIL"_s,
                                   u"AD_OTHER"_s,
                                   u"POX_500"_s,
                                   u"POX_600"_s,
                                   u"POX_601"_s,
                                   u"POX_redirectAddr"_s,
                                   u"POX_redirectUrl"_s,
                                   u"POX_OTHER"_s,
                                   u"ADV2_InvalidProtocol"_s,
                                   u"ADV2_UserNotFound"_s,
                                   u"ADV2_302_LOOP"_s,
                                   u"ADV2_OTHER"_s,
                                   u"INPUT_OTHER"_s,
                                   u"AADSTS_OTHER"_s,
                                   u"DIAGNOSTICS_OTHER"_s,
                                   u"GRAPH_OTHER"_s,
                                   u"UNKNOWN_PROBLEM"_s};
    return codes;
}

// Microsoft's services choose these; tst_microsoftexplanations goes through them.
bool isMicrosoftCode(const QString &code)
{
    return Code::isEntraCode(code) || code.startsWith(u"DIAGNOSTICS_"_s) || code.startsWith(u"GRAPH_"_s);
}

const QStringList &checkIds()
{
    static const QStringList ids{u"workstation.keychain"_s,
                                 u"workstation.route"_s,
                                 u"workstation.clock"_s,
                                 u"workstation.loopback"_s,
                                 u"discover.tenant"_s,
                                 u"discover.candidates"_s,
                                 u"discover.settings"_s,
                                 u"net.dns"_s,
                                 u"net.tcp"_s,
                                 u"net.tls"_s,
                                 u"cloud.reachability"_s,
                                 u"http.endpoint"_s,
                                 u"auth.login"_s,
                                 u"ews.version"_s,
                                 u"ews.mailbox"_s,
                                 u"ews.impersonation"_s,
                                 u"ews.rooms"_s,
                                 u"ews.availability"_s,
                                 u"ews.notifications"_s,
                                 u"microsoft.signin"_s,
                                 u"microsoft.role"_s,
                                 u"microsoft.mailbox"_s,
                                 u"microsoft.ewspolicy"_s,
                                 u"microsoft.consent"_s,
                                 u"graph.rooms"_s,
                                 u"portal.discovery"_s,
                                 u"portal.signin"_s,
                                 u"portal.role"_s,
                                 u"portal.duplicate"_s,
                                 u"portal.probe"_s};
    return ids;
}

QStringList conditionTexts(const CatalogueEntry &entry)
{
    QStringList texts;
    for (const CatalogueCause &cause : entry.causes) {
        for (const Condition &condition : cause.evidenceFor)
            texts.append(condition.says);
        for (const Condition &condition : cause.evidenceAgainst)
            texts.append(condition.says);
        for (const CatalogueDecider &decider : cause.decidedBy)
            texts.append(decider.says);
    }
    return texts;
}

QList<FactTest> tests(const CatalogueEntry &entry)
{
    QList<FactTest> tests;
    for (const CatalogueCause &cause : entry.causes)
        for (const Condition &condition : cause.evidenceFor + cause.evidenceAgainst)
            tests += condition.tests;
    return tests;
}

// Everything that people read.
QStringList prose(const CatalogueEntry &entry)
{
    QStringList texts{entry.title, entry.what, entry.tellApart};
    for (const CatalogueCause &cause : entry.causes)
        texts.append(cause.text);
    return texts + everyRemedy(entry).steps + conditionTexts(entry);
}

// Abbreviations that an Exchange administrator meets every day. Others must be said in words.
const QStringList &familiarAbbreviations()
{
    static const QStringList words{
        u"EWS"_s,     u"TLS"_s,    u"DNS"_s,  u"SRV"_s,   u"CNAME"_s,      u"CA"_s,  u"IIS"_s, u"XML"_s,
        u"VPN"_s,     u"AD"_s,     u"FS"_s,   u"PEM"_s,   u"POST"_s,       u"GET"_s, u"MX"_s,  u"TXT"_s,
        u"AAAA"_s,    u"IMAP"_s,   u"SMTP"_s, u"JSON"_s,  u"ID"_s,         u"SP1"_s, u"SE"_s,  u"CU2"_s,
        u"CONTOSO"_s, u"DOMAIN"_s, u"PDF"_s,  u"SSH"_s,   u"DER"_s,        u"MB"_s,  u"DTD"_s, u"NET"_s,
        u"RBAC"_s,    u"IP"_s,     u"NTLM"_s, u"BEGIN"_s, u"CERTIFICATE"_s};
    return words;
}

QStringList unfamiliarAbbreviations(const QString &text)
{
    static const QRegularExpression placeholder(u"\\{[^}]*\\}"_s);
    static const QRegularExpression abbreviation(u"\\b[A-Z][A-Z0-9]+\\b"_s);
    QStringList found;
    auto matches = abbreviation.globalMatch(QString(text).remove(placeholder));
    while (matches.hasNext())
        if (const QString word = matches.next().captured();
            !familiarAbbreviations().contains(word) && !word.startsWith(u"0X"_s))
            found.append(word);
    return found;
}

qsizetype longestSentence(const QString &text)
{
    static const QRegularExpression end(u"[.!?:](?=[ \\]]|$)"_s);
    qsizetype longest = 0;
    for (const QString &sentence : QString(text).remove(u'[').remove(u']').split(end))
        longest = std::max(longest, sentence.split(u' ', Qt::SkipEmptyParts).size());
    return longest;
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyCodeOfOursHasItsEntry_data();
    void everyCodeOfOursHasItsEntry();
    void noEntryIsUnreachable();
    void everyCheckHasTitleAndPurpose();
    void variantsNameKnownChecks();
    void familiesCatchUnknownCodes_data();
    void familiesCatchUnknownCodes();
    void originOfAutodiscoverCodesDoesNotMatter();
    void everyPlaceholderIsKnown();
    void optionalPartsAreClosedAndNeedSomething();
    void nothingLooksLikeHtml();
    void titlesAreShortAndBlameNobody();
    void whatIsReadByTiredPeople();
    void abbreviationsAreFamiliar();
    void conditionsLookAtKnownPlaces();
    void expressionsTakeNoTime();
    void causesAreToldApart();
    void mostLikelyCauseComesFirst();
    void whatDecidesIsNotLookedForInVain();
    void commandsHoldNoPassword();
    void linksLeadToTheTwoKnownSites();
    void brokenFilesAreRefused_data();
    void brokenFilesAreRefused();
};

void TestCatalogue::initTestCase()
{
    QCOMPARE(Catalogue::standard().errors(), QStringList());
    QVERIFY(Catalogue::standard().codes().size() > 400);
}

void TestCatalogue::everyCodeOfOursHasItsEntry_data()
{
    QTest::addColumn<QString>("code");
    for (const QLatin1StringView code : Code::all())
        QTest::newRow(code.data()) << QString(code);
}

void TestCatalogue::everyCodeOfOursHasItsEntry()
{
    QFETCH(QString, code);
    QVERIFY(Catalogue::standard().contains(code));
    const CatalogueEntry &entry = Catalogue::standard().entry(code);
    QCOMPARE(entry.code, code);
    QVERIFY(!entry.causes.isEmpty());
    QVERIFY(!entry.remedy.steps.isEmpty());
}

void TestCatalogue::noEntryIsUnreachable()
{
    const QList<QLatin1StringView> ours = Code::all();
    for (const QString &code : Catalogue::standard().codes())
        QVERIFY2(std::any_of(ours.begin(), ours.end(), [&code](QLatin1StringView own) { return code == own; })
                     || Code::isExchangeCode(code) || isMicrosoftCode(code)
                     || codesFromElsewhere().contains(code),
                 qPrintable(code));
    for (const QString &code : codesFromElsewhere())
        QVERIFY2(Catalogue::standard().contains(code), qPrintable(code));
}

void TestCatalogue::everyCheckHasTitleAndPurpose()
{
    QStringList known;
    for (const CheckText &check : Catalogue::standard().checks()) {
        known.append(check.id);
        QVERIFY2(check.title.size() <= 60, qPrintable(check.title));
        QVERIFY2(check.asks.endsWith(u'?'), qPrintable(check.asks));
        QVERIFY(check.title != check.id);
    }
    QCOMPARE(known, checkIds());
    QCOMPARE(Catalogue::standard().checkTitle(u"auth.login"_s),
             u"Sign in to Exchange with the service account"_s);
    QCOMPARE(Catalogue::standard().checkTitle(u"no.such"_s), u"no.such"_s);
    QVERIFY(Catalogue::standard().checkAsks(u"no.such"_s).isEmpty());
}

void TestCatalogue::variantsNameKnownChecks()
{
    int variants = 0;
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        if (!entry.code.contains(u'@'))
            continue;
        ++variants;
        QVERIFY2(checkIds().contains(entry.code.section(u'@', 1)), qPrintable(entry.code));
        QVERIFY2(Catalogue::standard().contains(entry.code.section(u'@', 0, 0)), qPrintable(entry.code));
    }
    QVERIFY(variants > 0);
    QCOMPARE(Catalogue::standard().entry(u"ErrorNonExistentMailbox"_s, u"ews.mailbox"_s).code,
             u"ErrorNonExistentMailbox@ews.mailbox"_s);
    QCOMPARE(Catalogue::standard().entry(u"ErrorNonExistentMailbox"_s, u"ews.impersonation"_s).code,
             u"ErrorNonExistentMailbox"_s);
}

void TestCatalogue::familiesCatchUnknownCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("entry");
    QTest::newRow("an EWS code") << u"ErrorSomethingNew"_s << QString(Code::EwsUnknownCode);
    QTest::newRow("an Entra number") << u"AADSTS999999"_s << u"AADSTS_OTHER"_s;
    QTest::newRow("a number of Exchange") << u"DIAGNOSTICS_2999999"_s << u"DIAGNOSTICS_OTHER"_s;
    QTest::newRow("Microsoft Graph") << u"GRAPH_Whatever"_s << u"GRAPH_OTHER"_s;
    QTest::newRow("an HTTP status") << u"HTTP_418"_s << QString(Code::HttpUnexpectedStatus);
    QTest::newRow("a SOAP fault") << u"SOAP_Whatever"_s << QString(Code::SoapUnknownFault);
    QTest::newRow("Autodiscover") << u"AD_SOAP_Whatever"_s << u"AD_OTHER"_s;
    QTest::newRow("Autodiscover POX") << u"POX_666"_s << u"POX_OTHER"_s;
    QTest::newRow("Autodiscover JSON") << u"ADV2_Whatever"_s << u"ADV2_OTHER"_s;
    QTest::newRow("input") << u"INPUT_WHATEVER"_s << u"INPUT_OTHER"_s;
    QTest::newRow("nothing like it") << u"whatever"_s << u"UNKNOWN_PROBLEM"_s;
    QTest::newRow("empty") << QString() << u"UNKNOWN_PROBLEM"_s;
    QTest::newRow("a variant is no code") << u"UNKNOWN@ews.mailbox"_s << u"UNKNOWN_PROBLEM"_s;
}

void TestCatalogue::familiesCatchUnknownCodes()
{
    QFETCH(QString, code);
    QFETCH(QString, entry);
    QCOMPARE(Catalogue::standard().entry(code).code, entry);
}

void TestCatalogue::originOfAutodiscoverCodesDoesNotMatter()
{
    QCOMPARE(Catalogue::standard().entry(u"AD_SOAP_InvalidUser"_s).code, u"InvalidUser"_s);
}

void TestCatalogue::everyPlaceholderIsKnown()
{
    const QStringList known = Placeholders::known();
    static const QRegularExpression anyBrace(u"[{}]"_s);
    static const QRegularExpression placeholder(u"\\{[A-Za-z]+\\}"_s);
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        for (const QString &text : prose(entry)) {
            for (const QString &name : Placeholders::in(text))
                QVERIFY2(known.contains(name), qPrintable(entry.code + u": "_s + name));
            QVERIFY2(!QString(text).remove(placeholder).contains(anyBrace), qPrintable(text));
        }
        for (const QString &command : everyRemedy(entry).commands)
            for (const QString &name : Placeholders::in(command))
                QVERIFY2(known.contains(name), qPrintable(entry.code + u": "_s + name));
    }
}

void TestCatalogue::optionalPartsAreClosedAndNeedSomething()
{
    static const QRegularExpression part(u"\\[([^\\[\\]]*)\\]"_s);
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &text : prose(entry)) {
            QVERIFY2(!QString(text).remove(part).contains(QRegularExpression(u"[\\[\\]]"_s)),
                     qPrintable(text));
            auto matches = part.globalMatch(text);
            while (matches.hasNext())
                QVERIFY2(!Placeholders::in(matches.next().captured(1)).isEmpty(), qPrintable(text));
        }
}

void TestCatalogue::nothingLooksLikeHtml()
{
    static const QRegularExpression markup(u"[<>]|&[a-z]+;|&#"_s);
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &text : prose(entry))
            QVERIFY2(!text.contains(markup), qPrintable(entry.code + u": "_s + text));
}

void TestCatalogue::titlesAreShortAndBlameNobody()
{
    static const QRegularExpression blame(
        u"\\b(invalid|illegal|fatal|abort|bad|fail(ed)? to|your fault|you forgot|exception|unexpected error)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        QVERIFY2(entry.title.size() <= 60, qPrintable(entry.title));
        QVERIFY2(!entry.title.contains(blame), qPrintable(entry.title));
        QVERIFY2(!entry.title.contains(u'_') && !entry.title.endsWith(u'.'), qPrintable(entry.title));
    }
}

void TestCatalogue::whatIsReadByTiredPeople()
{
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        QVERIFY2(longestSentence(entry.what) <= 30, qPrintable(entry.code + u": "_s + entry.what));
        for (const QString &text : prose(entry))
            QVERIFY2(longestSentence(text) <= 35, qPrintable(entry.code + u": "_s + text));
    }
}

void TestCatalogue::abbreviationsAreFamiliar()
{
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &text : {entry.title, entry.what})
            QVERIFY2(unfamiliarAbbreviations(text).isEmpty(),
                     qPrintable(entry.code + u": "_s + unfamiliarAbbreviations(text).join(u' ')));
    for (const CheckText &check : Catalogue::standard().checks())
        QVERIFY2(unfamiliarAbbreviations(check.title).isEmpty(), qPrintable(check.title));
}

void TestCatalogue::conditionsLookAtKnownPlaces()
{
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const FactTest &test : tests(entry)) {
            for (const QString &fact : {test.fact, test.before, test.after})
                if (fact.contains(u':') && !fact.at(0).isDigit())
                    QVERIFY2(checkIds().contains(fact.section(u':', 0, 0)), qPrintable(entry.code));
            if (test.fact == "checkId"_L1)
                QVERIFY2(checkIds().contains(test.equals), qPrintable(entry.code));
            if (test.fact.endsWith(u":status"_s) && !test.equals.isEmpty())
                QVERIFY2(findingStatusFromString(test.equals), qPrintable(entry.code));
            if ((test.fact == "code"_L1 || test.fact.endsWith(u":code"_s)) && !test.equals.isEmpty())
                QVERIFY2(Catalogue::standard().contains(test.equals), qPrintable(test.equals));
        }
}

// An expression that can go back over its text in ever new ways would let a stranger's text stop the program.
void TestCatalogue::expressionsTakeNoTime()
{
    static const QRegularExpression slow(uR"(\)[*+{]|\\[1-9]|\(\?)"_s);
    const QString hostile(1000, u'a');
    int seen = 0;
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const FactTest &test : tests(entry)) {
            if (test.matches.isEmpty())
                continue;
            ++seen;
            QVERIFY2(!test.matches.contains(slow), qPrintable(entry.code + u": "_s + test.matches));
            QElapsedTimer timer;
            timer.start();
            const QRegularExpression expression(QRegularExpression::anchoredPattern(test.matches));
            QVERIFY(!expression.match(hostile + u'!').hasMatch());
            QVERIFY2(timer.elapsed() < 50, qPrintable(entry.code + u": "_s + test.matches));
        }
    QVERIFY(seen > 0);
}

// Each can be told from its rivals by name, and what decides is a check that there is.
void TestCatalogue::causesAreToldApart()
{
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        QStringList ids;
        for (const CatalogueCause &cause : entry.causes) {
            QVERIFY2(cause.id.isEmpty() || !ids.contains(cause.id), qPrintable(entry.code));
            ids.append(cause.id);
            for (const CatalogueDecider &decider : cause.decidedBy)
                QVERIFY2(decider.check.isEmpty() || checkIds().contains(decider.check),
                         qPrintable(entry.code));
        }
    }
}

void TestCatalogue::mostLikelyCauseComesFirst()
{
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const CatalogueCause &cause : entry.causes)
            QVERIFY2(cause.confidence <= entry.causes.first().confidence, qPrintable(entry.code));
}

// Where causes bring commands of their own, others than a text meant stand below it.
void TestCatalogue::whatDecidesIsNotLookedForInVain()
{
    static const QRegularExpression place(u"commands? below"_s);
    int seen = 0;
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        const bool changes =
            std::any_of(entry.causes.begin(), entry.causes.end(), [](const CatalogueCause &cause) {
                return cause.isRemedyEnough || !cause.remedy.commands.isEmpty();
            });
        if (!changes)
            continue;
        ++seen;
        for (const QString &text : conditionTexts(entry) + QStringList{entry.what, entry.tellApart})
            QVERIFY2(!text.contains(place), qPrintable(entry.code + u": "_s + text));
    }
    QVERIFY(seen > 10);
}

void TestCatalogue::commandsHoldNoPassword()
{
    static const QRegularExpression secret(
        u"-(Password|Credential|AccessToken|Secret)\\b|ConvertTo-SecureString|"
        "password=|net use|cmdkey"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &command : everyRemedy(entry).commands) {
            QVERIFY2(!command.contains(secret), qPrintable(command));
            QVERIFY2(!command.contains(u"'{"_s) && !command.contains(u"\"{"_s) && !command.contains(u"}'"_s),
                     qPrintable(u"a value brings its own quotes: "_s + command));
        }
}

void TestCatalogue::linksLeadToTheTwoKnownSites()
{
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &link : entry.links) {
            const QUrl url(link, QUrl::StrictMode);
            QVERIFY2(url.isValid() && url.scheme() == "https"_L1, qPrintable(link));
            QVERIFY2(url.host() == "learn.microsoft.com"_L1 || url.host() == "help.askcody.com"_L1,
                     qPrintable(link));
        }
}

void TestCatalogue::brokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("not JSON") << QByteArray("{");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no code") << QByteArray(R"({"problems":[{"owner":"askcody","title":"a","what":"b"}]})");
    QTest::newRow("unknown owner") << QByteArray(
        R"({"problems":[{"code":"X","owner":"nobody","title":"a","what":"b"}]})");
    QTest::newRow("cause without confidence") << QByteArray(
        R"({"problems":[{"code":"X","owner":"askcody","title":"a","what":"b","causes":[{"text":"c","owner":"askcody"}]}]})");
    QTest::newRow("the same code twice") << QByteArray(
        R"({"problems":[{"code":"X","owner":"askcody","title":"a","what":"b"},{"code":"X","owner":"askcody","title":"a","what":"b"}]})");
    QTest::newRow("check without title") << QByteArray(R"({"checks":[{"id":"a.b","asks":"c?"}]})");
}

void TestCatalogue::brokenFilesAreRefused()
{
    QFETCH(QByteArray, json);
    Catalogue catalogue;
    QVERIFY(!catalogue.add(json));
    QVERIFY(!catalogue.errors().isEmpty());
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
