// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integration.h"
#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "core/retirement.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QJsonArray rowsOf(const QString &path, const QString &kind)
{
    QFile file(QStringLiteral(SETUP_SOURCE_DIR) + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object()[kind].toArray();
}

QJsonArray rows(const QString &kind)
{
    return rowsOf(u"/tests/data/microsoft-codes.json"_s, kind);
}

// As the services say it, and the code that it must become.
void addRows(const QString &kind, QString (*codeOf)(const QJsonObject &))
{
    const QJsonArray all = rows(kind);
    for (const auto &value : all) {
        const QJsonObject row = value.toObject();
        const QString code = codeOf(row);
        QTest::newRow(qPrintable(kind + u' ' + code)) << code << row["owner"_L1].toString();
    }
}

QString entra(const QJsonObject &row)
{
    return Code::entraCodeIn(u"AADSTS%1: Something happened. Trace ID: 0"_s.arg(row["number"_L1].toInt()));
}

QString oauth(const QJsonObject &row)
{
    return row["error"_L1].toString();
}

QString diagnostics(const QJsonObject &row)
{
    return Code::diagnosticsCode(QByteArray::number(row["number"_L1].toInt())
                                 + ";reason=\"Something happened.\";error_category=\"invalid_token\"");
}

QString graph(const QJsonObject &row)
{
    return Code::graphCode(row["error"_L1].toString());
}

} // namespace

class TestMicrosoftExplanations : public QObject
{
    Q_OBJECT

private slots:
    void theListIsWhole();
    void eachReachesItsOwnExplanation_data();
    void eachReachesItsOwnExplanation();
    void whatTheSimulatedMicrosoftSaysIsExplained();
    void noTwoAreToldAlike();
    void nestedNumbersWin_data();
    void nestedNumbersWin();
    void foreignTextIsNoCode_data();
    void foreignTextIsNoCode();
    void codesAreFoundInWhatSomebodyCopied_data();
    void codesAreFoundInWhatSomebodyCopied();
    void idsForTheSupportAreShownWhenKnown();
    void theVerdictIsEvidence();
    void onlyWhoDoesNotKnowTheApplicationIsToldSo();
    void missingRolesAreEvidence();
    void commandsNameTheApplication_data();
    void commandsNameTheApplication();
    void noDayOfMicrosoftsStandsInTheCatalogue();
    void daysAreThoseOfTheCloud_data();
    void daysAreThoseOfTheCloud();
    void theDomainIsTheOneThatWasAskedFor();
};

void TestMicrosoftExplanations::theListIsWhole()
{
    QCOMPARE(rows(u"entra"_s).size(), 131);
    QCOMPARE(rows(u"oauth"_s).size(), 18);
    QCOMPARE(rows(u"diagnostics"_s).size(), 14);
    QCOMPARE(rows(u"graph"_s).size(), 8);
}

void TestMicrosoftExplanations::eachReachesItsOwnExplanation_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("owner");
    addRows(u"entra"_s, entra);
    addRows(u"oauth"_s, oauth);
    addRows(u"diagnostics"_s, diagnostics);
    addRows(u"graph"_s, graph);
}

void TestMicrosoftExplanations::eachReachesItsOwnExplanation()
{
    QFETCH(QString, code);
    QFETCH(QString, owner);
    QCOMPARE(Catalogue::standard().entry(code).code, code);
    const Explanation explanation = Explainer().explain(Problem{code, {}, {}}, u"microsoft.signin"_s);
    QCOMPARE(toString(explanation.owner), owner);
    QVERIFY(!explanation.title.isEmpty());
    QVERIFY(!explanation.what.isEmpty());
    QVERIFY(!explanation.causes.isEmpty());
    QVERIFY(!explanation.steps.isEmpty());
}

// Its table and the catalogue must not drift apart. "admin_consent" is no code but a page that came back.
void TestMicrosoftExplanations::whatTheSimulatedMicrosoftSaysIsExplained()
{
    const QJsonArray errors = rowsOf(u"/resources/microsoft-errors.json"_s, u"errors"_s);
    QVERIFY(errors.size() > 150);
    for (const auto &error : errors) {
        const QString written = error.toObject()["code"_L1].toString();
        const QString found = Code::codeInText(written);
        const QString code = found.isEmpty() ? written : found;
        if (code != "admin_consent"_L1)
            QVERIFY2(Catalogue::standard().entry(code).code == code, qPrintable(written));
    }
}

// Two numbers with one text would leave the administrator where the number left her.
void TestMicrosoftExplanations::noTwoAreToldAlike()
{
    QHash<QString, QString> seen;
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        if (!Code::isEntraCode(entry.code))
            continue;
        QVERIFY2(!seen.contains(entry.title), qPrintable(entry.code + u' ' + seen.value(entry.title)));
        seen.insert(entry.title, entry.code);
    }
    QVERIFY(seen.size() >= 131);
}

void TestMicrosoftExplanations::nestedNumbersWin_data()
{
    QTest::addColumn<QString>("description");
    QTest::addColumn<QJsonArray>("numbers");
    QTest::addColumn<QString>("code");
    QTest::newRow("one") << u"AADSTS65001: The user has not consented."_s << QJsonArray{65001}
                         << u"AADSTS65001"_s;
    QTest::newRow("wrapped") << u"AADSTS70002: Error validating credentials. AADSTS50012: Not found."_s
                             << QJsonArray{70002} << u"AADSTS50012"_s;
    QTest::newRow("wrapper alone") << u"AADSTS70002: Error validating credentials."_s << QJsonArray{70002}
                                   << u"AADSTS70002"_s;
    QTest::newRow("the list knows more")
        << u"AADSTS70000: The grant is no good."_s << QJsonArray{70000, 54005} << u"AADSTS54005"_s;
    QTest::newRow("in the list alone") << u"No text"_s << QJsonArray{700016} << u"AADSTS700016"_s;
    QTest::newRow("none") << u"Something went wrong"_s << QJsonArray() << QString();
    QTest::newRow("numbers that are none") << QString() << QJsonArray{-5, u"65001"_s, 12, 1e18} << QString();
    QTest::newRow("part of a word") << u"XAADSTS65001 AADSTS12345678901"_s << QJsonArray() << QString();
}

void TestMicrosoftExplanations::nestedNumbersWin()
{
    QFETCH(QString, description);
    QFETCH(QJsonArray, numbers);
    QFETCH(QString, code);
    QCOMPARE(Code::entraCodeIn(description, numbers), code);
}

void TestMicrosoftExplanations::foreignTextIsNoCode_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {QString(), u"; reason=2000003"_s, u"2000003'; Remove-Mailbox ceo"_s,
                                u"<script>"_s, u"a b"_s, u"20000030000000"_s, u"x\ny"_s})
        QTest::newRow(qPrintable(u"'%1'"_s.arg(text))) << text;
}

void TestMicrosoftExplanations::foreignTextIsNoCode()
{
    QFETCH(QString, text);
    QCOMPARE(Code::diagnosticsCode(text.toUtf8()), QString());
    QCOMPARE(Code::graphCode(text), QString());
    QVERIFY(!Code::isEntraCode(text));
}

void TestMicrosoftExplanations::codesAreFoundInWhatSomebodyCopied_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("a page of Entra") << u"Sorry, but we’re having trouble signing you in.\nAADSTS50011: The "
                                        "redirect URI does not match. Trace ID: 1"_s
                                     << u"AADSTS50011"_s;
    QTest::newRow("a header") << u" 2000003;reason=\"The audience is wrong.\""_s << u"DIAGNOSTICS_2000003"_s;
    QTest::newRow("Microsoft Graph") << u"Graph:ErrorAccessDenied"_s << u"GRAPH_ErrorAccessDenied"_s;
    QTest::newRow("a code of ours") << u"HTTP_404"_s << QString();
    QTest::newRow("an EWS code") << u"ErrorAccessDenied"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestMicrosoftExplanations::codesAreFoundInWhatSomebodyCopied()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QCOMPARE(Code::codeInText(text), code);
}

void TestMicrosoftExplanations::idsForTheSupportAreShownWhenKnown()
{
    const QJsonObject ids{{u"correlationId"_s, u"c-1"_s},
                          {u"traceId"_s, u"t-1"_s},
                          {u"timestamp"_s, u"2026-11-23 08:00:00Z"_s}};
    const Explainer explainer;
    const QString known =
        explainer.explain(Problem{u"AADSTS53003"_s, {}, ids}, u"microsoft.signin"_s).steps.last();
    QVERIFY2(known.contains(u"c-1"_s) && known.contains(u"t-1"_s), qPrintable(known));
    const QStringList unknown = explainer.explain(Problem{u"AADSTS53003"_s, {}, {}}, {}).steps;
    QVERIFY(!unknown.join(u' ').contains(u"correlation"_s));
}

// The verdict of microsoft.ewspolicy decides between the causes.
void TestMicrosoftExplanations::theVerdictIsEvidence()
{
    RetirementVerdict verdict;
    verdict.state = RetirementState::Unknown;
    verdict.reasons = {RetirementReason::AskcodyIdUnknown};
    const Explanation explanation = Explainer().explain(*problemOf(verdict), u"microsoft.ewspolicy"_s);
    QCOMPARE(problemOf(verdict)->code, u"EWS_ASKCODY_ID_UNKNOWN"_s);
    QVERIFY(explanation.owner == Owner::Askcody);
    verdict.reasons = {RetirementReason::ListUnknown};
    QVERIFY(Explainer().explain(*problemOf(verdict), u"microsoft.ewspolicy"_s).owner == Owner::ExchangeAdmin);
}

// What was seen of the roles speaks for the cause that lies in them.
void TestMicrosoftExplanations::onlyWhoDoesNotKnowTheApplicationIsToldSo()
{
    const auto causesOf = [](QLatin1StringView code) {
        QStringList texts;
        for (const Cause &cause : Explainer().explain(Problem{code, {}, {}}, u"microsoft.ewspolicy"_s).causes)
            texts.append(cause.text);
        return texts;
    };
    const QString unknown = u"The portal does not say which application AskCody uses."_s;
    QCOMPARE(causesOf(Code::EwsAskcodyIdUnknown), QStringList{unknown});
    const QStringList known = causesOf(Code::EwsAskcodyNotTested);
    QCOMPARE(known.size(), 2);
    for (const QString &cause : known)
        QVERIFY2(!cause.contains(u"application of AskCody"_s) && cause != unknown, qPrintable(cause));
}

void TestMicrosoftExplanations::missingRolesAreEvidence()
{
    Finding role;
    role.checkId = u"microsoft.role"_s;
    role.status = FindingStatus::Warn;
    role.problem = Problem{Code::MicrosoftRoleMissing, {}, {}};
    ExplanationContext context;
    context.findings = {role};
    for (const QString &code : {u"AADSTS90094"_s, u"AADSTS90093"_s, QString(Code::ConsentRefused)}) {
        const Explanation explanation =
            Explainer().explain(Problem{code, {}, {}}, u"microsoft.consent"_s, context);
        QVERIFY2(!explanation.causes.first().evidenceFor.isEmpty(), qPrintable(code));
        QVERIFY(explanation.causes.first().confidence == Confidence::High);
    }
}

// The one that was refused: that of the sign-in here, AskCody's on the page of consent and in its cloud.
void TestMicrosoftExplanations::commandsNameTheApplication_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("check");
    QTest::addColumn<bool>("isOfCloud");
    QTest::addColumn<bool>("isAskcodys");
    const auto row = [](const char *code, const char *check, bool isOfCloud, bool isAskcodys) {
        QTest::addRow("%s at %s%s", code, check, isOfCloud ? " of the cloud" : "")
            << QString::fromLatin1(code) << QString::fromLatin1(check) << isOfCloud << isAskcodys;
    };
    for (const char *code : {"AADSTS65001", "AADSTS700016", "AADSTS50011", "AADSTS65005", "AADSTS7000218"})
        row(code, "microsoft.signin", false, false);
    row("AADSTS50105", "microsoft.signin", false, false);
    row("CONSENT_INCOMPLETE", "microsoft.signin", false, false);
    row("DIAGNOSTICS_2000008", "microsoft.ewspolicy", false, false);
    row("DIAGNOSTICS_2000008", "microsoft.ewspolicy", true, true);
    row("AADSTS65001", "microsoft.consent", false, true);
    row("AADSTS7000112", "microsoft.consent", true, true);
    row("CONSENT_MISSING", "microsoft.consent", true, true);
    row("CONSENT_NOT_PROVED", "microsoft.consent", false, true);
}

void TestMicrosoftExplanations::commandsNameTheApplication()
{
    QFETCH(const QString, code);
    QFETCH(const QString, check);
    QFETCH(const bool, isOfCloud);
    QFETCH(const bool, isAskcodys);
    const QString askcodys = u"11111111-2222-3333-4444-555555555555"_s;
    const QString ours = u"99999999-2222-3333-4444-555555555555"_s;
    Finding signIn;
    signIn.checkId = u"microsoft.signin"_s;
    signIn.facts = {{u"clientId"_s, ours}};
    Finding consent;
    consent.checkId = u"microsoft.consent"_s;
    consent.facts = {{u"application"_s, askcodys}};
    Integration integration;
    integration.exchange = ExchangeOnline{};
    ExplanationContext context = ExplanationContext::of(integration, {signIn, consent});
    context.isOfCloud = isOfCloud;
    const QStringList commands =
        Explainer().explain(Problem{code, {}, {}}, check, context).commands.filter(u"AppId"_s);
    QVERIFY(!commands.isEmpty());
    for (const QString &command : commands)
        QVERIFY2(command.contains(u"AppId -EQ '"_s + (isAskcodys ? askcodys : ours) + u"' "_s),
                 qPrintable(command));
}

// They stand in notices.json, where each has its cloud and its source.
void TestMicrosoftExplanations::noDayOfMicrosoftsStandsInTheCatalogue()
{
    static const QRegularExpression year(u"\\b202[3-9]\\b"_s);
    const QDir folder(QStringLiteral(SETUP_SOURCE_DIR "/resources"));
    const QStringList names = folder.entryList({u"catalogue-*.json"_s});
    QVERIFY(names.size() > 10);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto found = year.match(QString::fromUtf8(file.readAll()));
        QVERIFY2(!found.hasMatch(), qPrintable(name + u": "_s + found.captured()));
    }
}

void TestMicrosoftExplanations::daysAreThoseOfTheCloud_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("days");
    QTest::newRow("disabled") << u"HTTP_403_EWS_DISABLED"_s
                              << QStringList{u"1 October 2026"_s, u"until 31 March 2027"_s,
                                             u"between March 2026 and June 2026"_s};
    QTest::newRow("mailbox") << u"EWS_MAILBOX_OFF"_s << QStringList{u"between March 2026 and June 2026"_s};
    QTest::newRow("licence") << u"HTTP_403_LICENCE"_s << QStringList{u"between March 2026 and June 2026"_s};
    QTest::newRow("soon") << u"EWS_SOON_OFF"_s << QStringList{u"1 October 2026"_s};
}

void TestMicrosoftExplanations::daysAreThoseOfTheCloud()
{
    QFETCH(const QString, code);
    QFETCH(const QStringList, days);
    const auto said = [&code](const QString &cloud) {
        Finding signIn;
        signIn.checkId = u"microsoft.signin"_s;
        signIn.facts = {{u"cloud"_s, cloud}};
        Integration integration;
        integration.exchange = ExchangeOnline{};
        const ExplanationContext context = ExplanationContext::of(integration, {signIn});
        const Explanation words =
            Explainer().explain(Problem{code, {}, {}}, u"microsoft.ewspolicy"_s, context);
        return QString::fromUtf8(QJsonDocument(toJson(words)).toJson(QJsonDocument::Compact));
    };
    const QString worldwide = said(u"worldwide"_s);
    for (const QString &day : days)
        QVERIFY2(worldwide.contains(day), qPrintable(day + u" is not in "_s + worldwide));
    for (const QString &cloud : {u"gccHigh"_s, u"dod"_s, u"china"_s, QString()}) {
        const QString words = said(cloud);
        QVERIFY2(!words.contains(u" 202"_s), qPrintable(words));
        QVERIFY2(!words.contains(u"<date>"_s), qPrintable(words));
    }
}

// Which is not that of the mailbox where the organisation was typed.
void TestMicrosoftExplanations::theDomainIsTheOneThatWasAskedFor()
{
    ExplanationContext context;
    context.domain = u"fabrikam.test"_s;
    const Problem problem{Code::MicrosoftTenantNotFound,
                          {},
                          {{u"domain"_s, u"fabrikam.onmicrosoft.com"_s},
                           {u"notAsked"_s, QJsonArray{u"login.partner.microsoftonline.cn"_s}}}};
    const QString what = Explainer().explain(problem, u"discover.tenant"_s, context).what;
    QVERIFY2(what.contains(u"fabrikam.onmicrosoft.com"_s) && !what.contains(u"fabrikam.test"_s),
             qPrintable(what));
    QVERIFY2(what.endsWith(u"These could not be asked: login.partner.microsoftonline.cn."_s),
             qPrintable(what));
}

QTEST_GUILESS_MAIN(TestMicrosoftExplanations)
#include "tst_microsoftexplanations.moc"
