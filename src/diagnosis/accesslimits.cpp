// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/accesslimits.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto exchangeOnline = PreparationStep::Shell::ExchangeOnline;
constexpr auto graph = PreparationStep::Shell::MicrosoftGraph;
using Need = PreparationStep::Need;

// Office 365 Exchange Online, and its permission full_access_as_app.
constexpr auto exchangeApp = "'00000002-0000-0ff1-ce00-000000000000'"_L1;
constexpr auto fullAccess = "'dc890d15-9560-4a4c-9b7f-a736ec74ec40'"_L1;
constexpr auto scope = "'AskCody rooms'"_L1;

// Both principals, or nothing: the block ends at the first error.
QString block(const QString &app, const QString &lines)
{
    return u"& {\n  $ErrorActionPreference = 'Stop'\n"
           "  $askcody = Get-MgServicePrincipal -All | Where-Object AppId -EQ %1\n"
           "  $exchange = Get-MgServicePrincipal -All | Where-Object AppId -EQ %2\n%3\n}"_s.arg(
               app, exchangeApp, lines);
}

} // namespace

QList<PreparationStep> AccessLimits::limitToRooms(const OnlineNames &names)
{
    return {OnlineShell::connectToExchange(names),
            OnlineShell::connectToGraph(names, u"Application.Read.All, AppRoleAssignment.ReadWrite.All"_s),
            principalStep(names),
            scopeStep(),
            ewsRoleStep(names),
            graphRoleStep(names),
            wideGrantStep(names),
            {u"verifyLimits"_s,
             Need::Verification,
             tr("Test what the application may do"),
             tr("A room must be in scope, the mailbox of a person must not. The command looks at the roles "
                "alone: a consent for all mailboxes that still stands is not shown. Changes can take up to "
                "two hours."),
             u"Test-ServicePrincipalAuthorization -Identity %1 -Resource %2 | Format-Table"_s.arg(
                 OnlineShell::askcodyApp(names), OnlineShell::mailbox(names)),
             {},
             exchangeOnline}};
}

PreparationStep AccessLimits::principalStep(const OnlineNames &names)
{
    const QString app = OnlineShell::askcodyApp(names);
    return {u"principal"_s,
            Need::Required,
            tr("Make the application known to Exchange"),
            tr("Exchange Online gives roles to applications that it knows. The application must have its "
               "consent first."),
            u"New-ServicePrincipal -AppId %1 -ObjectId (Get-MgServicePrincipal -All | Where-Object AppId -EQ "
            "%1).Id -DisplayName %2"_s.arg(app, OnlineShell::applicationName(names)),
            u"Remove-ServicePrincipal -Identity %1"_s.arg(app),
            exchangeOnline};
}

PreparationStep AccessLimits::scopeStep()
{
    return {
        u"scope"_s,
        Need::Required,
        tr("Describe which mailboxes are meant"),
        tr("The scope holds all room mailboxes, and takes in new ones by itself. AskCody's Outlook add-ins "
           "work in the mailboxes of people as well; if you use them, this scope is too narrow."),
        u"New-ManagementScope -Name %1 -RecipientRestrictionFilter \"RecipientTypeDetails -eq "
        "'RoomMailbox'\""_s.arg(scope),
        u"Remove-ManagementScope -Identity %1"_s.arg(scope),
        exchangeOnline};
}

PreparationStep AccessLimits::ewsRoleStep(const OnlineNames &names)
{
    return {u"ewsRole"_s,
            Need::Required,
            tr("Allow EWS in these mailboxes"),
            tr("The role lets the application use EWS in the mailboxes of the scope. It does not replace the "
               "list of allowed applications, which counts as well."),
            u"New-ManagementRoleAssignment -Name 'AskCody EWS' -App %1 -Role 'Application EWS.AccessAsApp' "
            "-CustomResourceScope %2"_s.arg(OnlineShell::askcodyApp(names), scope),
            u"Remove-ManagementRoleAssignment -Identity 'AskCody EWS'"_s,
            exchangeOnline};
}

PreparationStep AccessLimits::graphRoleStep(const OnlineNames &names)
{
    return {u"graphRole"_s,
            Need::Optional,
            tr("Allow Microsoft Graph in these mailboxes"),
            tr("For the time after EWS: the calendars of the rooms by Microsoft Graph. The list of rooms "
               "itself (Place.Read.All) cannot be limited in this way."),
            u"New-ManagementRoleAssignment -Name 'AskCody calendars' -App %1 -Role "
            "'Application Calendars.ReadWrite' -CustomResourceScope %2"_s.arg(OnlineShell::askcodyApp(names),
                                                                              scope),
            u"Remove-ManagementRoleAssignment -Identity 'AskCody calendars'"_s,
            exchangeOnline};
}

PreparationStep AccessLimits::wideGrantStep(const OnlineNames &names)
{
    const QString app = OnlineShell::askcodyApp(names);
    return {u"wideGrant"_s,
            Need::Required,
            tr("Take back the consent for all mailboxes"),
            tr("Roles and consents add up: as long as the consent for all mailboxes stands, the scope limits "
               "nothing. Ask AskCody first whether its application works with the roles alone; this program "
               "has not verified it."),
            block(app,
                  u"  Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $askcody.Id -All |\n"
                  "    Where-Object { $_.ResourceId -eq $exchange.Id -and $_.AppRoleId -eq %1 } |\n"
                  "    ForEach-Object { Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId "
                  "$askcody.Id -AppRoleAssignmentId $_.Id }"_s.arg(fullAccess)),
            block(app,
                  u"  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $askcody.Id -PrincipalId "
                  "$askcody.Id -ResourceId $exchange.Id -AppRoleId %1"_s.arg(fullAccess)),
            graph};
}

QList<PreparationStep> AccessLimits::takeBack(const OnlineNames &names)
{
    const QString app = OnlineShell::askcodyApp(names);
    const QString set = u"Get-MgServicePrincipal -All | Where-Object AppId -EQ %1 | ForEach-Object { "
                        "Update-MgServicePrincipal -ServicePrincipalId $_.Id -AccountEnabled:$%2 }"_s;
    return {
        OnlineShell::connectToGraph(names, u"Application.ReadWrite.All"_s),
        {u"disable"_s, Need::Required, tr("Stop the application"),
         tr("From then on it gets no access any more. What it has got is good for about an hour longer. "
            "All consents stay, so that it can be let in again."),
         set.arg(app, u"false"_s), set.arg(app, u"true"_s), graph},
        {u"remove"_s, Need::Optional, tr("Remove the application with all consents"),
         tr("For good, after 30 days; until then it can be brought back. In Entra the same is found under "
            "Enterprise applications, Properties, Delete."),
         u"Get-MgServicePrincipal -All | Where-Object AppId -EQ %1 | ForEach-Object { "
         "Remove-MgServicePrincipal -ServicePrincipalId $_.Id }"_s.arg(app),
         u"Get-MgDirectoryDeletedItemAsServicePrincipal -All | Where-Object AppId -EQ %1 | ForEach-Object { "
         "Restore-MgDirectoryDeletedItem -DirectoryObjectId $_.Id }"_s.arg(app),
         graph}};
}

} // namespace Setup
