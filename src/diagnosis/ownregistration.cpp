// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/ownregistration.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Microsoft's own IDs of Office 365 Exchange Online and Microsoft Graph. The permissions are looked up by
// their names, so that no other ID stands here.
QString registerBlock()
{
    return u"& {\n"
           "  $ErrorActionPreference = 'Stop'\n"
           "  $wanted = @(\n"
           "    @{ App = '00000002-0000-0ff1-ce00-000000000000'; Names = @('EWS.AccessAsUser.All') }\n"
           "    @{ App = '00000003-0000-0000-c000-000000000000'; Names = @('User.Read', 'openid', 'profile', "
           "'offline_access', 'Place.Read.All', 'Calendars.Read') }\n"
           "  )\n"
           "  $access = foreach ($one in $wanted) {\n"
           "    $service = Get-MgServicePrincipal -All | Where-Object AppId -EQ $one.App\n"
           "    $scopes = @($service.Oauth2PermissionScopes | Where-Object Value -In $one.Names)\n"
           "    if ($scopes.Count -ne $one.Names.Count) { throw 'A permission was not found.' }\n"
           "    @{ ResourceAppId = $one.App; ResourceAccess = @($scopes | ForEach-Object { @{ Id = $_.Id; "
           "Type = 'Scope' } }) }\n"
           "  }\n"
           "  $app = New-MgApplication -DisplayName 'AskCody Exchange Setup' -SignInAudience 'AzureADMyOrg' "
           "-IsFallbackPublicClient -GroupMembershipClaims 'DirectoryRole' -PublicClient @{ RedirectUris = "
           "@('http://localhost') } -RequiredResourceAccess $access\n"
           "  $null = New-MgServicePrincipal -AppId $app.AppId\n"
           "  $app.AppId\n"
           "}"_s;
}

} // namespace

QStringList OwnRegistration::clicks()
{
    return {
        tr("Open the Entra admin center, and there App registrations, New registration."),
        tr("Name it AskCody Exchange Setup, and choose accounts in this organizational directory only."),
        tr("As redirect URI choose Public client/native (mobile & desktop), and enter %1.")
            .arg(u"http://localhost"_s),
        tr("Under Authentication, set Allow public client flows to Yes. No secret is needed."),
        tr("Under API permissions, APIs my organization uses, choose Office 365 Exchange Online, "
           "Delegated permissions, EWS.AccessAsUser.All."),
        tr("Add Microsoft Graph, Delegated permissions, Place.Read.All and Calendars.Read, if you want to "
           "see what works after EWS."),
        tr("Under Token configuration, Add groups claim, choose Directory roles: they tell whether your "
           "account "
           "may give the consent."),
        tr("Press Grant admin consent."),
        tr("Copy the Application (client) ID from the overview, and enter it here.")};
}

QList<PreparationStep> OwnRegistration::steps(const OnlineNames &names)
{
    const QString app = OnlineShell::ownApp(names);
    return {
        OnlineShell::connectToGraph(names, u"Application.ReadWrite.All"_s),
        {u"register"_s, PreparationStep::Need::Required, tr("Make the registration"),
         tr("A public client for this program, with your organisation as the only one and without a "
            "secret. The last line shows its ID: enter it here."),
         registerBlock(),
         u"Get-MgApplication -All | Where-Object AppId -EQ %1 | ForEach-Object { Remove-MgApplication "
         "-ApplicationId $_.Id }"_s.arg(app),
         PreparationStep::Shell::MicrosoftGraph},
        {u"verifyRegistration"_s,
         PreparationStep::Need::Verification,
         tr("Look at the registration"),
         tr("PublicClient must name %1, and IsFallbackPublicClient must be True. The consent is granted at "
            "the first sign-in, or in Entra under API permissions.")
             .arg(u"http://localhost"_s),
         u"Get-MgApplication -All | Where-Object AppId -EQ %1 | Format-List DisplayName, AppId, "
         "SignInAudience, IsFallbackPublicClient, @{ Name = 'Redirects'; Expression = { "
         "$_.PublicClient.RedirectUris } }"_s.arg(app),
         {},
         PreparationStep::Shell::MicrosoftGraph}};
}

QList<OwnRegistration::Permission> OwnRegistration::permissions()
{
    const QString exchange = u"Office 365 Exchange Online"_s;
    const QString graph = u"Microsoft Graph"_s;
    return {
        {u"EWS.AccessAsUser.All"_s, exchange,
         tr("To open the administrator's own mailbox as AskCody's verification does, and to see whether "
            "EWS is still answered. Nothing is read but IDs."),
         true},
        {u"Place.Read.All"_s, graph, tr("To see which rooms Microsoft Graph would show."), false},
        {u"Calendars.Read"_s, graph, tr("To see whether Microsoft Graph tells when a room is free."), false},
        {u"User.Read"_s, graph, tr("To know who has signed in."), true}};
}

} // namespace Setup
