// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/commandshell.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The noun of a cmdlet, or a program.
using Shells = QHash<QString, CommandShell>;

void insert(Shells &shells, CommandShell shell, QLatin1StringView names)
{
    const QStringList list = QString(names).split(u' ');
    for (const QString &name : list)
        shells.insert(name, shell);
}

Shells knownShells()
{
    Shells shells;
    // The cmdlets' own pages at learn.microsoft.com/powershell/module/exchange say where they exist. Those of
    // the directory stand here with the names of Exchange in them.
    insert(shells, CommandShell::ExchangeManagement,
           "AutodiscoverVirtualDirectory WebServicesVirtualDirectory ExchangeCertificate ExchangeServer "
           "ServerComponentState ServiceHealth OutlookWebServices MapiConnectivity MailboxDatabaseCopyStatus "
           "MailboxRepairRequest ThrottlingPolicy ThrottlingPolicyAssociation AuthServer RemoteMailbox "
           ".\\HealthChecker.ps1 .\\ExchangeExtendedProtectionManagement.ps1 ADUser ADAccount"_L1);
    insert(shells, CommandShell::ExchangeOnline,
           "EXORecipient EXOMailbox ServicePrincipalAuthorization ApplicationAccessPolicy"_L1);
    insert(shells, CommandShell::AnyExchange,
           "AcceptedDomain AuthenticationPolicy AvailabilityAddressSpace CalendarProcessing CASMailbox "
           "DistributionGroup DistributionGroupMember IntraOrganizationConnector Mailbox "
           "MailboxFolderStatistics MailboxStatistics ManagementRoleAssignment ManagementScope MoveRequest "
           "OAuthConnectivity OrganizationConfig OrganizationRelationship PartnerApplication Recipient "
           "User"_L1);
    insert(shells, CommandShell::Windows,
           "Content DnsClientServerAddress DnsName ItemProperty NetConnection NetIPConfiguration Service "
           "TlsCipherSuite WebApplication WebApplicationProxyApplication WebAppPool WebBinding "
           "WebConfigurationProperty WinEvent dsregcmd netsh nltest w32tm"_L1);
    insert(shells, CommandShell::Terminal, "env gsettings"_L1);
    return shells;
}

} // namespace

std::optional<CommandShell> commandShell(const QString &command)
{
    static const Shells known = knownShells();
    static const QRegularExpression cmdlet(u"^[A-Z][a-z]+-([A-Za-z]+)$"_s);
    const QString first = command.trimmed().section(u' ', 0, 0);
    const QRegularExpressionMatch match = cmdlet.match(first);
    const QString name = match.hasMatch() ? match.captured(1) : first;
    if (match.hasMatch() && name.startsWith("Mg"_L1))
        return CommandShell::MicrosoftGraph;
    if (command.contains("-RetrieveEwsOperationAccessPolicy"_L1))
        return CommandShell::ExchangeOnline;
    const auto shell = known.constFind(name);
    return shell == known.cend() ? std::nullopt : std::optional(*shell);
}

QList<CommandGroup> groupedByShell(const QStringList &commands)
{
    QList<CommandGroup> groups;
    for (const QString &command : commands) {
        const CommandShell shell = commandShell(command).value_or(CommandShell::Windows);
        if (groups.isEmpty() || groups.last().shell != shell)
            groups.append({shell, {}});
        groups.last().commands.append(command);
    }
    return groups;
}

QString displayName(CommandShell shell)
{
    switch (shell) {
    case CommandShell::ExchangeManagement:
        return QCoreApplication::translate("Diagnosis", "Exchange Management Shell");
    case CommandShell::ExchangeOnline:
        return QCoreApplication::translate("Diagnosis", "Exchange Online PowerShell");
    case CommandShell::AnyExchange:
        return QCoreApplication::translate(
            "Diagnosis", "Exchange Management Shell or, for Exchange Online, Exchange Online PowerShell");
    case CommandShell::MicrosoftGraph:
        return QCoreApplication::translate("Diagnosis", "Microsoft Graph PowerShell");
    case CommandShell::Windows:
        return QCoreApplication::translate("Diagnosis", "Windows PowerShell");
    case CommandShell::Terminal:
        return QCoreApplication::translate("Diagnosis", "a terminal on this computer");
    }
    Q_UNREACHABLE();
}

} // namespace Setup
