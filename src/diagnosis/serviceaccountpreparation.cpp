// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/serviceaccountpreparation.h"

#include "core/integration.h"
#include "diagnosis/powershell.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Names = ServiceAccountPreparation::Names;

using PowerShell::literal;

} // namespace

QString ServiceAccountPreparation::shortName(const QString &account)
{
    static constexpr qsizetype longest = 20;
    return account.trimmed().section(u'@', 0, 0).left(longest);
}

QString ServiceAccountPreparation::assignmentName(const QString &account)
{
    const QString name = shortName(account);
    return name.isEmpty() ? u"AskCody impersonation"_s : u"AskCody impersonation "_s + name;
}

QString ServiceAccountPreparation::roomAssignmentName(const QString &account)
{
    return assignmentName(account) + u" rooms"_s;
}

QList<PreparationStep> ServiceAccountPreparation::steps(const Names &names)
{
    QList<PreparationStep> steps{accountStep(names)};
    steps.append(impersonationSteps(names));
    steps.append(basicSteps(names));
    steps.append(optionalSteps(names));
    return steps;
}

PreparationStep ServiceAccountPreparation::accountStep(const Names &names)
{
    const QString account = literal(names.account, tr("service account"));
    const QString name = literal(shortName(names.account), tr("short name"));
    return {u"account"_s,
            PreparationStep::Need::Required,
            tr("Create the service account with a mailbox"),
            tr("AskCody signs in with this account. It must own a mailbox: the connection is verified "
               "through it. The shell asks for the password; use a long one that does not expire unless you "
               "plan to change it here and in AskCody at the same time. An account that is there already "
               "gets its "
               "mailbox by Enable-Mailbox and loses it again by Disable-Mailbox: Remove-Mailbox deletes the "
               "account, too."),
            u"New-Mailbox -Name %2 -Alias %2 -SamAccountName %2 -UserPrincipalName %1 -PrimarySmtpAddress %1 "
            "-Password (Read-Host -AsSecureString) -ResetPasswordOnNextLogon $false\n"
            "Set-CASMailbox -Identity %1 -EwsEnabled $true"_s.arg(account, name),
            u"Remove-Mailbox -Identity %1"_s.arg(account)};
}

QList<PreparationStep> ServiceAccountPreparation::impersonationSteps(const Names &names)
{
    const QString account = literal(names.account, tr("service account"));
    const QString assignment = literal(
        names.onlyRooms ? roomAssignmentName(names.account) : assignmentName(names.account), tr("name"));
    const QString scope = u"'AskCody rooms'"_s;
    const QString grant =
        u"New-ManagementRoleAssignment -Name %1 -Role ApplicationImpersonation -User %2"_s.arg(assignment,
                                                                                               account);
    const QString revoke = u"Remove-ManagementRoleAssignment -Identity %1"_s.arg(assignment);
    QList<PreparationStep> steps;
    if (names.onlyRooms)
        steps.append(
            {u"impersonation"_s, PreparationStep::Need::Required,
             tr("Let the account act for room mailboxes"),
             tr("The role ApplicationImpersonation lets the account work in a mailbox in its owner's name. "
                "The scope limits it to room mailboxes and takes in new rooms by itself. AskCody's Outlook "
                "add-ins also work in users' mailboxes; if you use them, grant the role without this scope."),
             u"New-ManagementScope -Name %1 -RecipientRestrictionFilter \"RecipientTypeDetails -eq "
             "'RoomMailbox'\"\n%2 -CustomRecipientWriteScope %1"_s.arg(scope, grant),
             u"%1\nRemove-ManagementScope -Identity %2"_s.arg(revoke, scope)});
    else
        steps.append(
            {u"impersonation"_s, PreparationStep::Need::Required,
             tr("Let the account act for other mailboxes"),
             tr("The role ApplicationImpersonation lets the account work in a mailbox in its "
                "owner's name. AskCody needs it to create, change and end meetings whoever organised "
                "them. Without a scope it covers every mailbox of the organisation."),
             grant, revoke});
    steps.append({u"verifyImpersonation"_s,
                  PreparationStep::Need::Verification,
                  tr("Look who holds the role"),
                  tr("The list must name the service account, and the scope that you gave it. A new "
                     "assignment can take an hour or two until every server knows it."),
                  u"Get-ManagementRoleAssignment -Role ApplicationImpersonation -GetEffectiveUsers | "
                  "Format-Table EffectiveUserName, Name, CustomRecipientWriteScope"_s,
                  {}});
    return steps;
}

QList<PreparationStep> ServiceAccountPreparation::basicSteps(const Names &names)
{
    const QString why =
        tr("Exchange offers Basic authentication for Autodiscover as installed, but not for Exchange Web "
           "Services. The password then travels inside TLS only. Repeat this on every server that answers "
           "for the address.");
    QList<PreparationStep> steps;
    QStringList servers = names.servers;
    if (servers.isEmpty())
        servers.append(QString());
    for (const QString &server : std::as_const(servers)) {
        const QString directories =
            u"Get-WebServicesVirtualDirectory -Server %1"_s.arg(literal(server, tr("Exchange server")));
        const QString set = directories + u" | Set-WebServicesVirtualDirectory -BasicAuthentication "_s;
        steps.append({u"basic"_s, PreparationStep::Need::Required,
                      server.isEmpty() ? tr("Switch Basic authentication on for EWS")
                                       : tr("Switch Basic authentication on for EWS on this server"),
                      why, set + u"$true"_s, set + u"$false"_s});
    }
    steps.append({u"verifyBasic"_s,
                  PreparationStep::Need::Verification,
                  tr("Look at the addresses and ways to sign in"),
                  tr("BasicAuthentication must be True, and ExternalUrl the address that you will give to "
                     "AskCody."),
                  u"Get-WebServicesVirtualDirectory -ADPropertiesOnly | Format-List Server, InternalUrl, "
                  "ExternalUrl, *Authentication*"_s,
                  {}});
    return steps;
}

QList<PreparationStep> ServiceAccountPreparation::optionalSteps(const Names &names)
{
    const QString account = literal(names.account, tr("service account"));
    const QString policy = u"'AskCody EWS'"_s;
    QList<PreparationStep> steps;
    steps.append({u"throttling"_s, PreparationStep::Need::Optional,
                  tr("Give the account its own throttling policy"),
                  tr("Only with many rooms: Exchange then slows AskCody down by a policy of its own, and "
                     "nobody else is touched by it."),
                  u"New-ThrottlingPolicy -Name %1 -EwsMaxConcurrency 54 -EwsMaxSubscriptions 5000\n"
                  "Set-ThrottlingPolicyAssociation -Identity %2 -ThrottlingPolicy %1"_s.arg(policy, account),
                  u"Set-ThrottlingPolicyAssociation -Identity %2 -ThrottlingPolicy $null\n"
                  "Remove-ThrottlingPolicy -Identity %1"_s.arg(policy, account)});
    const QString list = literal(names.roomList, tr("room list"));
    const QString name = literal(names.roomList.section(u'@', 0, 0), tr("room list"));
    steps.append(
        {u"roomList"_s, PreparationStep::Need::Optional, tr("Group the rooms in a room list"),
         tr("AskCody and Outlook find rooms through room lists. A room that is in none can still be "
            "added by its address."),
         u"New-DistributionGroup -Name %1 -PrimarySmtpAddress %2 -RoomList\n"
         "Add-DistributionGroupMember -Identity %2 -Member %3"_s.arg(name, list,
                                                                     literal(names.room, tr("room mailbox"))),
         u"Remove-DistributionGroupMember -Identity %1 -Member %2\n"
         "if (-not (Get-DistributionGroupMember -Identity %1)) { Remove-DistributionGroup -Identity %1 }"_s
             .arg(list, literal(names.room, tr("room mailbox")))});
    return steps;
}

} // namespace Setup
