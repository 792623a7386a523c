// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"
#include "diagnosis/placeholders.h"
#include "diagnosis/powershell.h"
#include "diagnosis/serviceaccountpreparation.h"
#include "hostiletexts.h"
#include "remedies.h"
#include "support/powershelltokens.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

ExplanationContext contextOf(const QString &name)
{
    ExplanationContext context;
    context.account = context.username = context.domain = name;
    context.ewsHost = context.ewsUrl = context.mailbox = context.forbiddenMailbox = name;
    context.application = context.tenant = name;
    context.servers = {name};
    return context;
}

ExplanationContext contoso()
{
    ExplanationContext context;
    context.account = u"askcody@contoso.com"_s;
    context.domain = u"contoso.com"_s;
    context.ewsUrl = u"https://mail.contoso.com/EWS/Exchange.asmx"_s;
    context.mailbox = u"room1@contoso.com"_s;
    context.application = u"00000002-0000-0ff1-ce00-000000000000"_s;
    return context;
}

FixScript script(const QString &id, const ExplanationContext &context = contoso())
{
    const QList<FixScript> all = Explainer().scripts(context);
    for (const FixScript &script : all)
        if (script.id == id)
            return script;
    return {};
}

// "$Account" of "$Account = 'x'", for each line of values.
QStringList valueLines(const QString &text)
{
    const QString values = text.section(u"before anything else.\n"_s, 1).section(u"\n\nforeach"_s, 0, 0);
    return values.split(u'\n');
}

const QRegularExpression &changingCommand()
{
    static const QRegularExpression expression(u"\\b(New|Set|Remove|Add|Enable|Disable)-[A-Z][A-Za-z]+"_s);
    return expression;
}

// Does every change stand in a block that asked ShouldProcess first? Empty, or the line that does not.
QString unaskedChange(const QString &text)
{
    QList<bool> asked{false};
    const QStringList lines = PowerShellTokens::of(text).code.split(u'\n');
    for (const QString &line : lines) {
        const auto command = changingCommand().match(line);
        // Those two work on the script's own file.
        const bool isOurs = line.contains(u"Remove-Item"_s);
        if (command.hasMatch() && !isOurs && !asked.last())
            return line;
        for (const QChar c : line) {
            if (c == u'{')
                asked.append(asked.last() || line.contains(u"ShouldProcess("_s));
            if (c == u'}' && asked.size() > 1)
                asked.removeLast();
        }
    }
    return asked.size() == 1 ? QString() : u"braces"_s;
}

} // namespace

class TestFixScripts : public QObject
{
    Q_OBJECT

private slots:
    void everyScriptHasItsWordsAndItsUse();
    void entriesNameScriptsThatThereAre();
    void theHeaderSaysWhatItDoesAndHowToTakeItBack_data();
    void theHeaderSaysWhatItDoesAndHowToTakeItBack();
    void namesStandInOneLiteralEach_data();
    void namesStandInOneLiteralEach();
    void hostileNamesStayNames_data();
    void hostileNamesStayNames();
    void unknownNamesStopTheScript_data();
    void unknownNamesStopTheScript();
    void everyChangeIsAskedForFirst_data();
    void everyChangeIsAskedForFirst();
    void everyCommandEndsTheScriptWhenItFails_data();
    void everyCommandEndsTheScriptWhenItFails();
    void whatStoodBeforeIsKeptAndPutBack_data();
    void whatStoodBeforeIsKeptAndPutBack();
    void noPasswordIsWritten_data();
    void noPasswordIsWritten();
    void thePasswordIsAskedForByTheShell();
    void theListOfApplicationsIsMerged();
    void assignmentsHaveOneNameEverywhere();
    void aScopeIsNotBelievedByItsName();
    void theFileIsAsWindowsPowerShellReadsIt();
    void aRepairNamesWhatItTouches();

private:
    static void eachScript()
    {
        QTest::addColumn<QString>("id");
        for (const CatalogueScript &known : Catalogue::standard().scripts())
            QTest::newRow(qPrintable(known.id)) << known.id;
    }
};

void TestFixScripts::everyScriptHasItsWordsAndItsUse()
{
    QStringList known;
    QStringList used;
    for (const CatalogueScript &script : Catalogue::standard().scripts())
        known.append(script.id + u".ps1"_s);
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &id : everyRemedy(entry).scripts)
            used.append(id + u".ps1"_s);
    QDir folder(QStringLiteral(SETUP_SOURCE_DIR "/resources/scripts"));
    QStringList files = folder.entryList({u"*.ps1"_s}, QDir::Files);
    files.removeOne(u"frame.ps1"_s);
    known.sort();
    files.sort();
    QCOMPARE(files, known);
    for (const QString &file : std::as_const(files))
        QVERIFY2(used.contains(file), qPrintable(file));
}

void TestFixScripts::entriesNameScriptsThatThereAre()
{
    QStringList known;
    for (const CatalogueScript &script : Catalogue::standard().scripts())
        known.append(script.id);
    QStringList checks;
    for (const CheckText &check : Catalogue::standard().checks())
        checks.append(check.id);
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        for (const QString &id : everyRemedy(entry).scripts)
            QVERIFY2(known.contains(id), qPrintable(entry.code));
        for (const QString &check : entry.touches)
            QVERIFY2(checks.contains(check), qPrintable(entry.code));
    }
    for (const CatalogueScript &script : Catalogue::standard().scripts())
        for (const QString &check : script.touches)
            QVERIFY2(checks.contains(check), qPrintable(script.id));
}

void TestFixScripts::theHeaderSaysWhatItDoesAndHowToTakeItBack_data()
{
    eachScript();
}

void TestFixScripts::theHeaderSaysWhatItDoesAndHowToTakeItBack()
{
    QFETCH(QString, id);
    const FixScript written = script(id);
    QVERIFY(written.text.startsWith(u"<#\n.SYNOPSIS\n    "_s + written.title));
    const QString header = PowerShellTokens::of(written.text).comments.first();
    for (const QString &part : {written.what, written.undo, u"-WhatIf"_s, u"-Undo"_s})
        QVERIFY2(header.contains(part), qPrintable(part));
    QVERIFY2(!header.contains(u"contoso"_s), "a name could end the comment");
    QVERIFY(written.text.contains(u"[CmdletBinding(SupportsShouldProcess"_s));
    QVERIFY(written.text.contains(u"$ErrorActionPreference = 'Stop'"_s));
    QVERIFY(!written.text.contains(u"{{"_s) && !written.text.contains(u"}}"_s));
}

void TestFixScripts::namesStandInOneLiteralEach_data()
{
    eachScript();
}

void TestFixScripts::namesStandInOneLiteralEach()
{
    QFETCH(QString, id);
    const QString text = script(id).text;
    static const QRegularExpression line(u"^\\$[A-Z][A-Za-z]+ = '[^']+'$"_s);
    const QStringList lines = valueLines(text);
    QVERIFY(!lines.isEmpty());
    for (const QString &value : lines)
        QVERIFY2(line.match(value).hasMatch(), qPrintable(value));
    // And nowhere else.
    const QString rest = QString(text).remove(lines.join(u'\n'));
    QVERIFY(!rest.contains(u"contoso.com"_s));
    for (const QString &name : Placeholders::in(rest))
        QVERIFY2(!Placeholders::known().contains(name), qPrintable(name));
}

void TestFixScripts::hostileNamesStayNames_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : hostileTexts())
        QTest::newRow(qPrintable(name)) << text;
}

void TestFixScripts::hostileNamesStayNames()
{
    QFETCH(QString, text);
    const QList<FixScript> hostile = Explainer().scripts(contextOf(text));
    const QList<FixScript> harmless = Explainer().scripts(contextOf(u"name"_s));
    QCOMPARE(hostile.size(), harmless.size());
    const bool isQuotable = PowerShell::quoted(text.trimmed()).hasValue() && !text.trimmed().isEmpty();
    for (qsizetype index = 0; index < hostile.size(); ++index) {
        const auto tokens = PowerShellTokens::of(hostile.at(index).text);
        const auto expected = PowerShellTokens::of(harmless.at(index).text);
        QVERIFY(tokens.isClosed);
        QCOMPARE(tokens.code, expected.code);
        QCOMPARE(tokens.comments, expected.comments);
        QCOMPARE(tokens.literals.size(), expected.literals.size());
        for (qsizetype at = 0; at < tokens.literals.size(); ++at)
            if (expected.literals.at(at) == "name"_L1 && isQuotable)
                QVERIFY2(tokens.literals.at(at) == text.trimmed() || tokens.literals.at(at).startsWith(u'<')
                             || text.contains(tokens.literals.at(at)),
                         qPrintable(tokens.literals.at(at)));
    }
}

void TestFixScripts::unknownNamesStopTheScript_data()
{
    eachScript();
}

void TestFixScripts::unknownNamesStopTheScript()
{
    QFETCH(QString, id);
    const QString text = script(id, {}).text;
    QStringList variables;
    for (const QString &line : valueLines(text)) {
        QVERIFY2(line.contains(u"= '<"_s), qPrintable(line));
        variables.append(line.section(u' ', 0, 0));
    }
    const QString guard = u"foreach ($Value in @("_s + variables.join(u", "_s) + u")) {\n"_s
        + u"    if ($Value -like '<*>') { throw "_s;
    QVERIFY2(text.contains(guard), qPrintable(text));
    QVERIFY2(text.indexOf(guard) < text.indexOf(u"if ($Undo)"_s), "before anything happens");
}

void TestFixScripts::everyChangeIsAskedForFirst_data()
{
    eachScript();
}

void TestFixScripts::everyChangeIsAskedForFirst()
{
    QFETCH(QString, id);
    QCOMPARE(unaskedChange(script(id).text), QString());
    QCOMPARE(unaskedChange(u"if ($x) {\n Set-User -Identity $x\n}"_s), u" Set-User -Identity $x"_s);
}

void TestFixScripts::everyCommandEndsTheScriptWhenItFails_data()
{
    eachScript();
}

// The shell of Exchange runs its commands in a scope that does not see the script's preference.
void TestFixScripts::everyCommandEndsTheScriptWhenItFails()
{
    QFETCH(QString, id);
    static const QRegularExpression command(
        u"\\b(New|Set|Remove|Add|Get)-(?!Allowed\\b|Item\\b)[A-Z][A-Za-z]+[^\\n|;]*"_s);
    auto matches = command.globalMatch(PowerShellTokens::of(script(id).text).code);
    int seen = 0;
    while (matches.hasNext()) {
        const QString said = matches.next().captured();
        ++seen;
        QVERIFY2(said.contains(u"-ErrorAction Stop"_s)
                     || (said.startsWith(u"Get-"_s) && said.contains(u"-ErrorAction SilentlyContinue"_s)),
                 qPrintable(said));
    }
    QVERIFY(seen >= 2);
}

void TestFixScripts::whatStoodBeforeIsKeptAndPutBack_data()
{
    eachScript();
}

void TestFixScripts::whatStoodBeforeIsKeptAndPutBack()
{
    QFETCH(QString, id);
    const QString text = script(id).text;
    const QString body = text.section(u"\nfunction Clear-Before"_s, 1);
    const QString undo = body.section(u"if ($Undo) {"_s, 1).section(u"\n    return\n}"_s, 0, 0);
    const QString change = body.section(u"\n    return\n}"_s, 1);
    QVERIFY(undo.contains(u"Read-Before"_s) && undo.contains(u"Clear-Before"_s));
    QVERIFY(changingCommand().match(undo).hasMatch());
    // That it can be kept is proved first; each change is noted when it has been made, before the next one.
    bool isOpen = false;
    bool isNoted = true;
    const QStringList lines = change.split(u'\n');
    for (const QString &line : lines) {
        isOpen = isOpen || line.contains(u"Open-Before"_s);
        if (line.contains(u"Save-Before"_s) || line.contains(u"Write-Before"_s)) {
            QVERIFY2(!isNoted, qPrintable(u"noted before it was done: "_s + line));
            isNoted = true;
        } else if (changingCommand().match(PowerShellTokens::of(line).code).hasMatch()) {
            QVERIFY2(isOpen && isNoted, qPrintable(line));
            isNoted = false;
        }
    }
    QVERIFY(isOpen && isNoted);
    QVERIFY2(change.contains(u"Nothing was changed."_s), "a second run changes nothing");
    // And it is put back to whom it was taken from alone.
    const QString names = u"$Names = @("_s + text.section(u"$Value in @("_s, 1).section(u')', 0, 0) + u')';
    QVERIFY(text.contains(names) && text.contains(u"if ($Before.Names -ne $Names) { throw"_s));
}

void TestFixScripts::noPasswordIsWritten_data()
{
    eachScript();
}

void TestFixScripts::noPasswordIsWritten()
{
    QFETCH(QString, id);
    static const QRegularExpression secret(u"ConvertTo-SecureString|AsPlainText|-Credential\\b|PSCredential|"
                                           "Invoke-Expression|\\biex\\b|Invoke-WebRequest|Start-Process"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString text = script(id).text;
    QVERIFY2(!text.contains(secret), qPrintable(secret.match(text).captured()));
    static const QRegularExpression password(u"-Password (\\S+)"_s);
    auto matches = password.globalMatch(text);
    while (matches.hasNext())
        QCOMPARE(matches.next().captured(1), u"$Password"_s);
}

void TestFixScripts::thePasswordIsAskedForByTheShell()
{
    const QString text = script(u"service-account"_s).text;
    QVERIFY(text.contains(u"$Password = Read-Host -Prompt 'Password for the new account' -AsSecureString"_s));
    QVERIFY2(text.indexOf(u"Read-Host"_s) > text.indexOf(u"'Create the service account with a mailbox'"_s),
             "not with -WhatIf");
}

void TestFixScripts::theListOfApplicationsIsMerged()
{
    const QString text = script(u"ews-allowance"_s).text;
    QVERIFY(text.contains(u"$All = @($Now.Ids) + $App"_s));
    QVERIFY(text.contains(u"$Left = @($Now.Ids | Where-Object { $_ -ne $App })"_s));
    QVERIFY2(!text.contains(u"-EwsAllowedAppIDs $App"_s), "would replace the list");
}

// By its name a script tells what a command has made, and ends it.
void TestFixScripts::assignmentsHaveOneNameEverywhere()
{
    const QString wide = u"'AskCody impersonation askcody'"_s;
    const QString rooms = u"'AskCody impersonation askcody rooms'"_s;
    QVERIFY(script(u"impersonation"_s).text.contains(u"$Assignment = "_s + wide));
    QVERIFY(script(u"impersonation-rooms"_s).text.contains(u"$Assignment = "_s + wide));
    QVERIFY(script(u"impersonation-rooms"_s).text.contains(u"$ForRooms = "_s + rooms));
    int named = 0;
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        const Explanation explanation = Explainer().explain(Problem{entry.code.section(u'@', 0, 0), {}, {}},
                                                            entry.code.section(u'@', 1), contoso());
        for (const QString &command : explanation.commands) {
            if (!command.startsWith(u"New-ManagementRoleAssignment"_s))
                continue;
            ++named;
            const bool isScoped = command.contains(u"-CustomRecipientWriteScope"_s);
            QVERIFY2(command.contains(u"-Name "_s + (isScoped ? rooms : wide) + u' '), qPrintable(command));
        }
    }
    QCOMPARE(named, 3);
    for (const bool onlyRooms : {false, true}) {
        ServiceAccountPreparation::Names names;
        names.account = u"askcody@contoso.com"_s;
        names.onlyRooms = onlyRooms;
        const auto steps = ServiceAccountPreparation::steps(names);
        QVERIFY(std::any_of(steps.begin(), steps.end(), [&](const PreparationStep &step) {
            return step.command.contains(u"-Name "_s + (onlyRooms ? rooms : wide) + u' ');
        }));
    }
}

// A scope that has the right name and another filter would leave rooms out, and nobody would look there.
void TestFixScripts::aScopeIsNotBelievedByItsName()
{
    const QString text = script(u"impersonation-rooms"_s).text;
    const QString change = text.section(u"\n    return\n}"_s, 1);
    for (const auto &compared :
         {u"$Known.RecipientFilter"_s, u"$Scoped.CustomRecipientWriteScope -ne $Scope"_s,
          u"-not $Wide -and -not $OtherFilter -and -not $OtherScope"_s})
        QVERIFY2(change.contains(compared), qPrintable(compared));
    for (const auto &put : {u"RecipientRestrictionFilter $Before.Filter"_s,
                            u"CustomRecipientWriteScope $Before.ScopeOfAssignment"_s})
        QVERIFY2(text.section(u"\n    return\n}"_s, 0, 0).contains(put), qPrintable(put));
}

void TestFixScripts::theFileIsAsWindowsPowerShellReadsIt()
{
    ExplanationContext context = contoso();
    context.mailbox = u"møde-1@contoso.com"_s;
    const FixScript written = script(u"room-list"_s, context);
    QCOMPARE(written.fileName(), u"askcody-room-list.ps1"_s);
    const QByteArray file = written.file();
    QVERIFY(file.startsWith("\xEF\xBB\xBF<#\r\n"));
    QCOMPARE(file.count('\n'), file.count("\r\n"));
    QVERIFY(file.endsWith("\r\n"));
    QVERIFY(file.contains("$Room = 'm\xC3\xB8"
                          "de-1@contoso.com'\r\n"));
}

void TestFixScripts::aRepairNamesWhatItTouches()
{
    const Explanation explanation =
        Explainer().explain(Problem{u"HTTP_401_BASIC_NOT_OFFERED"_s, {}, {}}, u"auth.login"_s, contoso());
    QCOMPARE(explanation.scripts.size(), 1);
    QCOMPARE(explanation.scripts.first().id, u"basic-ews"_s);
    QCOMPARE(explanation.touches, QStringList({u"auth.login"_s, u"http.endpoint"_s, u"discover.settings"_s}));
    QVERIFY(Explainer().explain(Problem{u"TCP_TIMEOUT"_s, {}, {}}, u"net.tcp"_s).scripts.isEmpty());
}

QTEST_GUILESS_MAIN(TestFixScripts)
#include "tst_fixscripts.moc"
