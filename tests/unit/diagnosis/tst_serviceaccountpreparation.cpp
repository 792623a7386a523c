// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/serviceaccountpreparation.h"
#include "hostiletexts.h"

#include <QRegularExpression>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

ServiceAccountPreparation::Names contoso()
{
    return {u"askcody@contoso.com"_s,
            {u"EX01"_s, u"EX02"_s},
            u"room1@contoso.com"_s,
            u"rooms@contoso.com"_s,
            false};
}

const PreparationStep *find(const QList<PreparationStep> &steps, const QString &id)
{
    for (const PreparationStep &step : steps)
        if (step.id == id)
            return &step;
    return nullptr;
}

// The commands without their literals: what is left is ours alone.
QString skeleton(const QString &command)
{
    static const QRegularExpression literal(u"'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'"_s);
    return QString(command).replace(literal, u"''"_s);
}

} // namespace

class TestServiceAccountPreparation : public QObject
{
    Q_OBJECT

private slots:
    void commandsCarryTheCustomersNames();
    void passwordIsAskedForByTheShell();
    void everyChangeCanBeTakenBack();
    void everyServerHasItsStep();
    void scopeLimitsToRooms();
    void unknownNamesStandAsPlaceholders();
    void longNamesFitTheDirectory();
    void hostileNamesChangeNoCommand_data();
    void hostileNamesChangeNoCommand();
};

void TestServiceAccountPreparation::commandsCarryTheCustomersNames()
{
    const QList<PreparationStep> steps = ServiceAccountPreparation::steps(contoso());
    QStringList ids;
    for (const PreparationStep &step : steps) {
        ids.append(step.id);
        QVERIFY(!step.title.isEmpty());
        QVERIFY(!step.why.isEmpty());
    }
    QCOMPARE(ids,
             QStringList({u"account"_s, u"impersonation"_s, u"verifyImpersonation"_s, u"basic"_s, u"basic"_s,
                          u"verifyBasic"_s, u"throttling"_s, u"roomList"_s}));
    QCOMPARE(
        find(steps, u"impersonation"_s)->command,
        u"New-ManagementRoleAssignment -Name 'AskCody impersonation askcody' -Role ApplicationImpersonation "
        "-User 'askcody@contoso.com'"_s);
    QVERIFY(find(steps, u"account"_s)->command.contains(u"-PrimarySmtpAddress 'askcody@contoso.com'"_s));
    QVERIFY(find(steps, u"roomList"_s)->command.contains(u"-Member 'room1@contoso.com'"_s));
}

void TestServiceAccountPreparation::passwordIsAskedForByTheShell()
{
    for (const PreparationStep &step : ServiceAccountPreparation::steps(contoso())) {
        const QString rest = QString(step.command).remove(u"-Password (Read-Host -AsSecureString)"_s);
        QVERIFY2(!rest.contains(u"-Password"_s) && !rest.contains(u"ConvertTo-SecureString"_s),
                 qPrintable(rest));
    }
    QVERIFY(find(ServiceAccountPreparation::steps(contoso()), u"account"_s)
                ->command.contains(u"Read-Host -AsSecureString"_s));
}

void TestServiceAccountPreparation::everyChangeCanBeTakenBack()
{
    for (const PreparationStep &step : ServiceAccountPreparation::steps(contoso()))
        QCOMPARE(step.undo.isEmpty(), step.need == PreparationStep::Need::Verification);
}

void TestServiceAccountPreparation::everyServerHasItsStep()
{
    QStringList commands;
    for (const PreparationStep &step : ServiceAccountPreparation::steps(contoso()))
        if (step.id == "basic"_L1)
            commands.append(step.command);
    QCOMPARE(commands.size(), 2);
    QVERIFY(commands.at(0).contains(u"-Server 'EX01'"_s));
    QVERIFY(commands.at(1).contains(u"-Server 'EX02'"_s));
    QVERIFY(commands.at(1).endsWith(u"-BasicAuthentication $true"_s));
}

void TestServiceAccountPreparation::scopeLimitsToRooms()
{
    auto names = contoso();
    names.onlyRooms = true;
    const QList<PreparationStep> steps = ServiceAccountPreparation::steps(names);
    const PreparationStep *step = find(steps, u"impersonation"_s);
    QVERIFY(step);
    QVERIFY(step->command.contains(u"-CustomRecipientWriteScope 'AskCody rooms'"_s));
    QVERIFY(step->command.startsWith(u"New-ManagementScope"_s));
    QVERIFY(step->undo.indexOf(u"Remove-ManagementRoleAssignment"_s)
            < step->undo.indexOf(u"Remove-ManagementScope"_s));
}

void TestServiceAccountPreparation::unknownNamesStandAsPlaceholders()
{
    const QList<PreparationStep> steps = ServiceAccountPreparation::steps({});
    QVERIFY(find(steps, u"impersonation"_s)->command.contains(u"'<service account>'"_s));
    QVERIFY(find(steps, u"basic"_s)->command.contains(u"'<Exchange server>'"_s));
    QVERIFY(find(steps, u"roomList"_s)->command.contains(u"'<room mailbox>'"_s));
    // Others may have put rooms on the list by then.
    QVERIFY(find(steps, u"roomList"_s)->undo.startsWith(u"Remove-DistributionGroupMember "_s));
    QVERIFY(find(steps, u"account"_s)->why.contains(u"Disable-Mailbox"_s));
}

void TestServiceAccountPreparation::longNamesFitTheDirectory()
{
    auto names = contoso();
    names.account = u"a-very-long-service-account-name@contoso.com"_s;
    const QList<PreparationStep> steps = ServiceAccountPreparation::steps(names);
    QVERIFY(
        find(steps, u"account"_s)->command.contains(u"-SamAccountName 'a-very-long-service-' "_s.trimmed())
        || find(steps, u"account"_s)->command.contains(u"-SamAccountName 'a-very-long-service'"_s));
}

void TestServiceAccountPreparation::hostileNamesChangeNoCommand_data()
{
    QTest::addColumn<QString>("text");
    const auto texts = hostileTexts();
    QVERIFY(texts.size() > 40);
    for (const auto &[name, text] : texts)
        QTest::newRow(qPrintable(name)) << text;
}

void TestServiceAccountPreparation::hostileNamesChangeNoCommand()
{
    QFETCH(QString, text);
    const QList<PreparationStep> healthy = ServiceAccountPreparation::steps(contoso());
    const QList<PreparationStep> steps =
        ServiceAccountPreparation::steps({text, {text, text}, text, text, false});
    QCOMPARE(steps.size(), healthy.size());
    for (qsizetype index = 0; index < steps.size(); ++index) {
        QCOMPARE(skeleton(steps.at(index).command), skeleton(healthy.at(index).command));
        QCOMPARE(skeleton(steps.at(index).undo), skeleton(healthy.at(index).undo));
    }
}

QTEST_GUILESS_MAIN(TestServiceAccountPreparation)
#include "tst_serviceaccountpreparation.moc"
