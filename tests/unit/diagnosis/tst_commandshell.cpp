// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "diagnosis/commandshell.h"
#include "remedies.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestCommandShell : public QObject
{
    Q_OBJECT

private slots:
    void knows_data();
    void knows();
    void doesNotGuess();
    void keepsTheOrder();
    void everyCommandOfTheCatalogueHasOne();
    void everyOneHasAName();
};

void TestCommandShell::knows_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<CommandShell>("shell");
    QTest::newRow("of a server alone")
        << u"Get-WebServicesVirtualDirectory | Format-List Server"_s << CommandShell::ExchangeManagement;
    QTest::newRow("a script of Microsoft's")
        << u".\\HealthChecker.ps1 -Server 'X'"_s << CommandShell::ExchangeManagement;
    QTest::newRow("either") << u"Get-CASMailbox 'room@contoso.com' | Format-List Ews*"_s
                            << CommandShell::AnyExchange;
    QTest::newRow("a switch that the cloud alone has")
        << u"Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy | Format-List EwsEnabled"_s
        << CommandShell::ExchangeOnline;
    QTest::newRow("the cloud's own") << u"Get-EXORecipient -Identity 'a@contoso.com'"_s
                                     << CommandShell::ExchangeOnline;
    QTest::newRow("the directory") << u"Get-MgUser -UserId 'a@contoso.com'"_s << CommandShell::MicrosoftGraph;
    QTest::newRow("a program of Windows") << u"w32tm /query /status"_s << CommandShell::Windows;
    QTest::newRow("a cmdlet of Windows") << u"Resolve-DnsName 'mail.contoso.com'"_s << CommandShell::Windows;
    QTest::newRow("another system") << u"env | grep -i proxy"_s << CommandShell::Terminal;
}

void TestCommandShell::knows()
{
    QFETCH(QString, command);
    QFETCH(CommandShell, shell);
    QCOMPARE(commandShell(command), std::optional(shell));
}

void TestCommandShell::doesNotGuess()
{
    QVERIFY(!commandShell(u"Get-Everything"_s));
    QVERIFY(!commandShell({}));
    QVERIFY(!commandShell(u"mgMg"_s));
}

void TestCommandShell::keepsTheOrder()
{
    const QStringList commands{u"w32tm /query /status"_s, u"w32tm /resync"_s, u"Get-Mailbox 'a'"_s,
                               u"netsh http show sslcert"_s};
    const QList<CommandGroup> expected{{CommandShell::Windows, {commands.at(0), commands.at(1)}},
                                       {CommandShell::AnyExchange, {commands.at(2)}},
                                       {CommandShell::Windows, {commands.at(3)}}};
    QCOMPARE(groupedByShell(commands), expected);
    QVERIFY(groupedByShell({}).isEmpty());
}

void TestCommandShell::everyCommandOfTheCatalogueHasOne()
{
    int count = 0;
    const QList<CatalogueEntry> entries = Catalogue::standard().entries();
    for (const CatalogueEntry &entry : entries) {
        const QStringList commands = everyRemedy(entry).commands;
        for (const QString &command : commands) {
            ++count;
            QVERIFY2(commandShell(command), qPrintable(command));
        }
    }
    QVERIFY(count > 100);
}

void TestCommandShell::everyOneHasAName()
{
    QSet<QString> names;
    for (int shell = 0; shell <= static_cast<int>(CommandShell::Terminal); ++shell)
        names.insert(displayName(static_cast<CommandShell>(shell)));
    QCOMPARE(names.size(), static_cast<int>(CommandShell::Terminal) + 1);
    QVERIFY(!names.contains(QString()));
}

QTEST_GUILESS_MAIN(TestCommandShell)
#include "tst_commandshell.moc"
