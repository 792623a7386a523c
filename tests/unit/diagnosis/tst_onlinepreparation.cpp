// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "diagnosis/accesslimits.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/consentoverview.h"
#include "diagnosis/ewsallowance.h"
#include "diagnosis/ownregistration.h"
#include "hostiletexts.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using Switch = EwsSettings::Switch;

namespace {

const QString app = u"22222222-2222-4222-8222-222222222222"_s;

OnlineNames contoso()
{
    OnlineNames names;
    names.admin = u"admin@contoso.com"_s;
    names.tenant = u"contoso.com"_s;
    names.cloud = u"worldwide"_s;
    names.mailbox = u"room1@contoso.com"_s;
    names.askcodyAppId = app;
    names.applicationName = u"AskCody"_s;
    names.ownAppId = u"11111111-1111-4111-8111-111111111111"_s;
    return names;
}

OnlineNames flooded(const QString &text)
{
    OnlineNames names;
    names.admin = names.tenant = names.cloud = names.mailbox = text;
    names.askcodyAppId = names.applicationName = names.ownAppId = text;
    return names;
}

QList<PreparationStep> every(const OnlineNames &names)
{
    return EwsAllowance::look(names) + EwsAllowance::allow(names) + AccessLimits::limitToRooms(names)
        + AccessLimits::takeBack(names) + OwnRegistration::steps(names);
}

PreparationStep find(const QList<PreparationStep> &steps, const QString &id)
{
    for (const PreparationStep &step : steps)
        if (step.id == id)
            return step;
    return {};
}

// The commands without their literals: what is left is ours alone.
QString skeleton(const QString &command)
{
    static const QRegularExpression literal(u"'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'"_s);
    return QString(command).replace(literal, u"''"_s);
}

} // namespace

class TestOnlinePreparation : public QObject
{
    Q_OBJECT

private slots:
    void everyStepIsExplained();
    void everyChangeCanBeTakenBack();
    void noCommandReplacesTheList();
    void theCatalogueAsksForTheSameOutput();
    void theListIsWrittenBeforeTheSwitch();
    void theSwitchGoesBackToWhatItWas_data();
    void theSwitchGoesBackToWhatItWas();
    void whereEverybodyIsAnsweredNobodyIsLockedOutUnasked();
    void rolesAreLimitedToTheScope();
    void registrationHasNoSecret();
    void nationalCloudsAreNamed_data();
    void nationalCloudsAreNamed();
    void unknownNamesStandAsPlaceholders();
    void hostileNamesChangeNoCommand_data();
    void hostileNamesChangeNoCommand();
    void unquotableNamesAreLeftOut_data();
    void unquotableNamesAreLeftOut();
    void powerShellItselfReadsThem();
    void overviewSaysWhatIsGrantedAndWhatIsUsed();
    void applicationIsNamedByRegion();
    void hostileNamesAreHarmlessInTheOverview();
};

void TestOnlinePreparation::everyStepIsExplained()
{
    for (const PreparationStep &step : every(contoso())) {
        QVERIFY(!step.id.isEmpty() && !step.title.isEmpty() && !step.command.isEmpty());
        QVERIFY2(step.why.endsWith(u'.'), qPrintable(step.why));
        QVERIFY2(!step.command.contains(u'%') && !step.undo.contains(u'%'), qPrintable(step.command));
    }
    const QStringList clicks = OwnRegistration::clicks();
    QCOMPARE(clicks.size(), 9);
    QVERIFY(clicks.join(u' ').contains(u"Directory roles"_s)); // as the script sets it
    QVERIFY(clicks.join(u' ').contains(u"http://localhost"_s));
    QVERIFY(clicks.join(u' ').contains(u"EWS.AccessAsUser.All"_s));
    for (const OwnRegistration::Permission &permission : OwnRegistration::permissions())
        QVERIFY(!permission.name.isEmpty() && permission.why.endsWith(u'.'));
}

void TestOnlinePreparation::everyChangeCanBeTakenBack()
{
    for (const PreparationStep &step : every(contoso()))
        QVERIFY2(step.undo.isEmpty() == (step.need == PreparationStep::Need::Verification),
                 qPrintable(step.id));
}

// Whoever writes the list has read it in the same block, and stops at the first error.
void TestOnlinePreparation::noCommandReplacesTheList()
{
    int writing = 0;
    for (const PreparationStep &step : every(contoso()))
        for (const QString &command : {step.command, step.undo}) {
            if (!command.contains(u"-EwsAllowedAppIDs"_s))
                continue;
            ++writing;
            const qsizetype stop = command.indexOf(u"$ErrorActionPreference = 'Stop'"_s);
            const qsizetype read =
                command.indexOf(u"Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy"_s);
            const qsizetype write = command.indexOf(u"-EwsAllowedAppIDs ($ids -join ',')"_s);
            QVERIFY2(stop > 0 && stop < read && read < write, qPrintable(command));
            QVERIFY(command.startsWith(u"& {"_s) && command.endsWith(u'}'));
            QCOMPARE(command.count(u"-EwsAllowedAppIDs"_s), 1);
        }
    QCOMPARE(writing, 2);
    const PreparationStep step = find(every(contoso()), u"allowApplication"_s);
    QVERIFY(step.command.contains(u"$app = '%1'"_s.arg(app)) && step.command.contains(u"$ids + $app"_s));
    QVERIFY(step.undo.contains(u"$app = '%1'"_s.arg(app)) && step.undo.contains(u"-ne $app"_s));
}

// What an explanation tells to run must be what the parser reads.
void TestOnlinePreparation::theCatalogueAsksForTheSameOutput()
{
    for (const QLatin1StringView code :
         {Code::EwsNotOnList, Code::EwsSoonOff, Code::EwsAskcodyNotTested, Code::EwsAskcodyIdUnknown,
          Code::EwsSettingsUnreadable, Code::Http403EwsDisabled, Code::Http403EwsBlockedByPolicy})
        QVERIFY2(
            Catalogue::standard().entry(code).remedy.commands.contains(EwsAllowance::organizationCommand()),
            code.data());
}

void TestOnlinePreparation::theListIsWrittenBeforeTheSwitch()
{
    QStringList ids;
    for (const PreparationStep &step : EwsAllowance::allow(contoso()))
        ids.append(step.id);
    QCOMPARE(ids,
             QStringList({u"connectExchange"_s, u"allowApplication"_s, u"allowEws"_s, u"allowMailbox"_s,
                          u"unsetEws"_s, u"verifyAllowance"_s}));
    QCOMPARE(find(every(contoso()), u"allowMailbox"_s).command,
             u"Set-CASMailbox -Identity 'room1@contoso.com' -EwsEnabled $true"_s);
}

void TestOnlinePreparation::theSwitchGoesBackToWhatItWas_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("undo");
    QTest::newRow("not set") << int(Switch::NotSet) << u"Set-OrganizationConfig -EwsEnabled $null"_s;
    QTest::newRow("on") << int(Switch::On) << u"Set-OrganizationConfig -EwsEnabled $true"_s;
    QTest::newRow("off") << int(Switch::Off) << u"Set-OrganizationConfig -EwsEnabled $false"_s;
    QTest::newRow("unknown") << int(Switch::Unknown)
                             << u"Set-OrganizationConfig -EwsEnabled '<the value before>'"_s;
}

void TestOnlinePreparation::theSwitchGoesBackToWhatItWas()
{
    QFETCH(int, before);
    QFETCH(QString, undo);
    OnlineNames names = contoso();
    names.ewsEnabledBefore = Switch(before);
    const QList<PreparationStep> steps = EwsAllowance::allow(names);
    QCOMPARE(find(steps, u"allowEws"_s).undo, undo);
    QCOMPARE(find(steps, u"unsetEws"_s).undo, undo);
}

void TestOnlinePreparation::whereEverybodyIsAnsweredNobodyIsLockedOutUnasked()
{
    OnlineNames names = contoso();
    using Need = PreparationStep::Need;
    for (const auto &[before, need] :
         {std::pair(Switch::NotSet, Need::Optional), std::pair(Switch::Off, Need::Required),
          std::pair(Switch::Unknown, Need::Required)}) {
        names.ewsEnabledBefore = before;
        const QList<PreparationStep> steps = EwsAllowance::allow(names);
        QCOMPARE(find(steps, u"allowApplication"_s).need, need);
        QCOMPARE(find(steps, u"allowEws"_s).need, need);
        const QString why = find(steps, u"allowEws"_s).why;
        QVERIFY2(why.contains(u"EWS usage"_s), qPrintable(why));
        QCOMPARE(why.contains(u"every program that is not on the list is refused"_s),
                 before == Switch::NotSet);
    }
}

void TestOnlinePreparation::rolesAreLimitedToTheScope()
{
    const QList<PreparationStep> steps = AccessLimits::limitToRooms(contoso());
    int roles = 0;
    for (const PreparationStep &step : steps)
        if (step.command.contains(u"New-ManagementRoleAssignment"_s)) {
            ++roles;
            QVERIFY(step.command.contains(u"-App '%1'"_s.arg(app)));
            QVERIFY(step.command.endsWith(u"-CustomResourceScope 'AskCody rooms'"_s));
        }
    QCOMPARE(roles, 2);
    QVERIFY(find(steps, u"ewsRole"_s).command.contains(u"'Application EWS.AccessAsApp'"_s));
    QVERIFY(find(steps, u"wideGrant"_s).why.contains(u"add up"_s));
    QVERIFY(find(steps, u"verifyLimits"_s)
                .command.startsWith(u"Test-ServicePrincipalAuthorization -Identity '%1'"_s.arg(app)));
}

void TestOnlinePreparation::registrationHasNoSecret()
{
    const QString command = find(OwnRegistration::steps(contoso()), u"register"_s).command;
    for (const char *part : {"EWS.AccessAsUser.All", "Place.Read.All", "Calendars.Read", "http://localhost",
                             "-IsFallbackPublicClient", "AzureADMyOrg", "$ErrorActionPreference = 'Stop'"})
        QVERIFY2(command.contains(QString::fromLatin1(part)), part);
    for (const PreparationStep &step : every(contoso()))
        QVERIFY2(!step.command.contains(u"Password"_s) && !step.command.contains(u"Secret"_s)
                     && !step.command.contains(u"Credential"_s),
                 qPrintable(step.command));
}

void TestOnlinePreparation::nationalCloudsAreNamed_data()
{
    QTest::addColumn<QString>("cloud");
    QTest::addColumn<QString>("exchange");
    QTest::addColumn<QString>("graph");
    QTest::newRow("worldwide") << u"worldwide"_s << QString() << QString();
    QTest::newRow("GCC High") << u"gccHigh"_s << u" -ExchangeEnvironmentName O365USGovGCCHigh"_s
                              << u" -Environment USGov"_s;
    QTest::newRow("DoD") << u"dod"_s << u" -ExchangeEnvironmentName O365USGovDoD"_s
                         << u" -Environment USGovDoD"_s;
    QTest::newRow("21Vianet") << u"china"_s << u" -ExchangeEnvironmentName O365China"_s
                              << u" -Environment China"_s;
}

void TestOnlinePreparation::nationalCloudsAreNamed()
{
    QFETCH(QString, cloud);
    QFETCH(QString, exchange);
    QFETCH(QString, graph);
    OnlineNames names = contoso();
    names.cloud = cloud;
    const QList<PreparationStep> steps = AccessLimits::limitToRooms(names);
    QCOMPARE(find(steps, u"connectExchange"_s).command,
             u"Connect-ExchangeOnline -UserPrincipalName 'admin@contoso.com'"_s + exchange);
    QCOMPARE(find(steps, u"connectGraph"_s).command,
             u"Connect-MgGraph -TenantId 'contoso.com' -Scopes Application.Read.All, "
             "AppRoleAssignment.ReadWrite.All"_s
                 + graph);
}

void TestOnlinePreparation::unknownNamesStandAsPlaceholders()
{
    const QList<PreparationStep> steps = every({});
    QVERIFY(find(steps, u"connectExchange"_s).command.contains(u"'<administrator>'"_s));
    // Run as it stands, it writes nothing: what is no ID ends the block before.
    const QString block = find(steps, u"allowApplication"_s).command;
    const qsizetype stop = block.indexOf("throw 'Put the ID"_L1);
    QVERIFY(stop > 0 && stop < block.indexOf("Set-OrganizationConfig"_L1));
    static const QRegularExpression rule(u"-notmatch '([^']+)'"_s);
    const QRegularExpression id(rule.match(block).captured(1));
    QVERIFY(!id.match(u"<ID of AskCody's application>"_s).hasMatch());
    QVERIFY(id.match(u"5b0c1f9e-0000-4000-8000-00000000de31"_s).hasMatch());
    QVERIFY(find(steps, u"allowApplication"_s).command.contains(u"'<ID of AskCody''s application>'"_s));
    QVERIFY(find(steps, u"allowMailbox"_s).command.contains(u"'<room mailbox>'"_s));
    QVERIFY(find(steps, u"register"_s).undo.contains(u"'<ID of your own registration>'"_s));
    QVERIFY(find(steps, u"principal"_s).command.endsWith(u"-DisplayName 'AskCody'"_s));
}

void TestOnlinePreparation::hostileNamesChangeNoCommand_data()
{
    QTest::addColumn<QString>("text");
    const auto texts = hostileTexts();
    QVERIFY(texts.size() > 40);
    for (const auto &[name, text] : texts)
        QTest::newRow(qPrintable(name)) << text;
    QTest::newRow("spaces") << u"Room One"_s;
    QTest::newRow("dollar and backtick") << u"$env:x `n $(calc)"_s;
    QTest::newRow("other letters") << u"Møde 会議室 Ünï"_s;
    QTest::newRow("quotes") << u"O'Brien ‘x’ ‚y‛"_s;
    QTest::newRow("a new line") << u"a\nSet-OrganizationConfig -EwsEnabled $false"_s;
}

void TestOnlinePreparation::hostileNamesChangeNoCommand()
{
    QFETCH(QString, text);
    const QList<PreparationStep> healthy = every(contoso());
    const QList<PreparationStep> steps = every(flooded(text));
    QCOMPARE(steps.size(), healthy.size());
    for (qsizetype index = 0; index < steps.size(); ++index) {
        QCOMPARE(skeleton(steps.at(index).command), skeleton(healthy.at(index).command));
        QCOMPARE(skeleton(steps.at(index).undo), skeleton(healthy.at(index).undo));
    }
}

void TestOnlinePreparation::unquotableNamesAreLeftOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("line feed") << u"a\nb"_s;
    QTest::newRow("carriage return") << u"a\rb"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s;
    QTest::newRow("writing direction") << u"a\u202Eb"_s;
    QTest::newRow("too long") << u"a"_s.repeated(600);
}

void TestOnlinePreparation::unquotableNamesAreLeftOut()
{
    QFETCH(QString, text);
    for (const PreparationStep &step : every(flooded(text)))
        QVERIFY2(!step.command.contains(text) && !step.undo.contains(text), qPrintable(step.command));
    QVERIFY(find(every(flooded(text)), u"allowMailbox"_s).command.contains(u"'<room mailbox>'"_s));
}

// The real parser, where there is one.
void TestOnlinePreparation::powerShellItselfReadsThem()
{
    const QString pwsh = QStandardPaths::findExecutable(u"pwsh"_s);
    if (pwsh.isEmpty())
        QSKIP("pwsh is not installed: PowerShell's own parser did not judge the commands");
    for (const PreparationStep &step : every(contoso()))
        for (const QString &command : {step.command, step.undo}) {
            QProcess process;
            process.start(pwsh,
                          {u"-NoProfile"_s, u"-NonInteractive"_s, u"-Command"_s,
                           u"$errors = $null; $null = [Management.Automation.Language.Parser]::"
                           "ParseInput([Console]::In.ReadToEnd(), [ref]$null, [ref]$errors); "
                           "[Console]::Write($errors.Count)"_s});
            process.write(command.toUtf8());
            process.closeWriteChannel();
            QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
            QCOMPARE(process.readAllStandardOutput(), QByteArray("0"));
        }
}

void TestOnlinePreparation::overviewSaysWhatIsGrantedAndWhatIsUsed()
{
    const ConsentText text = ConsentOverview::of(contoso(), ConsentOverview::Region::Eu);
    QStringList ids;
    for (const ConsentText::Part &part : text.parts) {
        ids.append(part.id);
        QVERIFY(!part.title.isEmpty() && !part.lines.isEmpty());
        for (const QString &line : part.lines)
            QVERIFY2(line.endsWith(u'.') && !line.contains(u'%'), qPrintable(line));
    }
    QCOMPARE(ids, QStringList({u"asked"_s, u"who"_s, u"mailbox"_s, u"used"_s, u"limit"_s, u"takeBack"_s}));
    QVERIFY(text.application.contains(app));
    QCOMPARE(text.limit, AccessLimits::limitToRooms(contoso()));
    QCOMPARE(text.takeBack, AccessLimits::takeBack(contoso()));
}

void TestOnlinePreparation::applicationIsNamedByRegion()
{
    using Region = ConsentOverview::Region;
    QCOMPARE(ConsentOverview::applicationName(Region::Eu), u"AskCody"_s);
    QCOMPARE(ConsentOverview::applicationName(Region::Us), u"GoAskCody"_s);
    QCOMPARE(ConsentOverview::applicationName(Region::Us, u"AskCody EWS"_s), u"AskCody EWS"_s);
    QVERIFY(ConsentOverview::applicationName(Region::Unknown).contains(u"GoAskCody"_s));
    OnlineNames names = contoso();
    names.applicationName.clear();
    QVERIFY(find(ConsentOverview::of(names, Region::Us).limit, u"principal"_s)
                .command.endsWith(u"-DisplayName 'GoAskCody'"_s));
    QVERIFY(find(ConsentOverview::of(names, Region::Unknown).limit, u"principal"_s)
                .command.endsWith(u"-DisplayName 'AskCody'"_s));
}

void TestOnlinePreparation::hostileNamesAreHarmlessInTheOverview()
{
    const ConsentText text =
        ConsentOverview::of(flooded(u"a\u202E\u001Bb\nc"_s), ConsentOverview::Region::Unknown);
    for (const QChar character : text.application)
        QVERIFY(character.isPrint());
}

QTEST_GUILESS_MAIN(TestOnlinePreparation)
#include "tst_onlinepreparation.moc"
