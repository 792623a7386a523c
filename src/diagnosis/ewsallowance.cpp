// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/ewsallowance.h"

#include "diagnosis/powershell.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto exchangeOnline = PreparationStep::Shell::ExchangeOnline;
using Need = PreparationStep::Need;
using Switch = EwsSettings::Switch;

// One block: a line that does not work ends it before anything is written.
QString block(const QString &lines)
{
    return u"& {\n  $ErrorActionPreference = 'Stop'\n%1\n}"_s.arg(lines);
}

// What is no ID is not written: where AskCody's is not known, a word stands in its place.
QString application(const QString &literal)
{
    return u"  $app = %1\n"
           "  if ($app -notmatch '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$') {\n"
           "    throw 'Put the ID of the application in the place of the words after $app.'\n"
           "  }\n"_s.arg(literal);
}

// The list as it is, as an array of IDs in $ids.
const QString &readList()
{
    static const QString lines =
        u"  $config = Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy\n"
        "  $ids = @($config.EwsAllowedAppIDs -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ })"_s;
    return lines;
}

QString valueBefore(Switch before, const QString &stands)
{
    switch (before) {
    case Switch::NotSet:
        return u"$null"_s;
    case Switch::On:
        return u"$true"_s;
    case Switch::Off:
        return u"$false"_s;
    case Switch::Unknown:
        break;
    }
    return PowerShell::literal({}, stands);
}

// Where every application is answered, a choice of the organisation's is no duty, and locks others out.
Need needOf(const OnlineNames &names)
{
    return names.ewsEnabledBefore == Switch::NotSet ? Need::Optional : Need::Required;
}

} // namespace

QString EwsAllowance::organizationCommand()
{
    // Without the width, the list would be cut to the width of the window.
    return u"Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy | Format-List EwsEnabled, "
           "EwsAllowedAppIDs, EwsApplicationAccessPolicy, EwsAllowList, EwsBlockList | "
           "Out-String -Width 4096"_s;
}

QString EwsAllowance::mailboxCommand(const OnlineNames &names)
{
    // With the address, the two outputs can be told apart.
    return u"Get-CASMailbox -Identity %1 | Format-List PrimarySmtpAddress, EwsEnabled, "
           "EwsApplicationAccessPolicy, EwsAllowList, EwsBlockList"_s.arg(OnlineShell::mailbox(names));
}

QList<PreparationStep> EwsAllowance::look(const OnlineNames &names)
{
    return {OnlineShell::connectToExchange(names),
            {u"readOrganization"_s,
             Need::Verification,
             tr("Look at the settings of the organisation"),
             tr("It shows whether EWS is switched on, and which applications are allowed. Copy all that it "
                "says, and paste it here: then this program can judge AskCody's own access."),
             organizationCommand(),
             {},
             exchangeOnline},
            {u"readMailbox"_s,
             Need::Verification,
             tr("Look at the settings of one mailbox"),
             tr("Organisation and mailbox must both allow EWS. An empty EwsEnabled allows it."),
             mailboxCommand(names),
             {},
             exchangeOnline}};
}

QList<PreparationStep> EwsAllowance::allow(const OnlineNames &names)
{
    return {OnlineShell::connectToExchange(names),
            listStep(names),
            switchStep(names),
            mailboxStep(names),
            unsetStep(names),
            {u"verifyAllowance"_s,
             Need::Verification,
             tr("Look at the result"),
             tr("EwsEnabled must be True, and AskCody's application must be on the list. A change of the "
                "switch takes about an hour, one of the list up to 24 hours."),
             organizationCommand(),
             {},
             exchangeOnline}};
}

PreparationStep EwsAllowance::listStep(const OnlineNames &names)
{
    const QString app = OnlineShell::askcodyApp(names);
    return {u"allowApplication"_s,
            needOf(names),
            tr("Add AskCody to the list of allowed applications"),
            tr("Writing the list replaces it. The block therefore reads what stands on it, adds AskCody and "
               "writes both. Do this before the next step. It takes up to 24 hours until it counts."),
            block(application(app) + readList()
                  + u"\n  $ids = $ids + $app | Sort-Object -Unique\n"
                    "  Set-OrganizationConfig -EwsAllowedAppIDs ($ids -join ',')\n  $ids"_s),
            block(application(app) + readList()
                  + u"\n  $ids = @($ids | Where-Object { $_ -ne $app })\n"
                    "  Set-OrganizationConfig -EwsAllowedAppIDs ($ids -join ',')\n  $ids"_s),
            exchangeOnline};
}

PreparationStep EwsAllowance::switchStep(const OnlineNames &names)
{
    const bool answersAll = names.ewsEnabledBefore == Switch::NotSet;
    return {
        u"allowEws"_s,
        needOf(names),
        tr("Switch EWS on for the listed applications"),
        answersAll
            ? tr("Today EwsEnabled has no value: every application is answered, AskCody too. With True every "
                 "program that is not on the list is refused. The usage report in the Microsoft 365 admin "
                 "center names those that your organisation uses (Reports, Usage, Exchange, EWS usage). Add "
                 "all of them to the list first, or leave the value empty until your turn is announced.")
            : tr(
                "From then on only the listed applications are answered. Other programs of your organisation "
                "may use EWS, too: the usage report in the Microsoft 365 admin center names them (Reports, "
                "Usage, Exchange, EWS usage). Add them to the list first. It takes about an hour."),
        u"Set-OrganizationConfig -EwsEnabled $true"_s,
        u"Set-OrganizationConfig -EwsEnabled %1"_s.arg(
            valueBefore(names.ewsEnabledBefore, tr("the value before"))),
        exchangeOnline};
}

PreparationStep EwsAllowance::mailboxStep(const OnlineNames &names)
{
    const QString mailbox = OnlineShell::mailbox(names);
    return {u"allowMailbox"_s,
            Need::Optional,
            tr("Switch EWS on for a mailbox"),
            tr("Only where the mailbox itself has EWS switched off. The organisation must allow it as well."),
            u"Set-CASMailbox -Identity %1 -EwsEnabled $true"_s.arg(mailbox),
            u"Set-CASMailbox -Identity %1 -EwsEnabled $false"_s.arg(mailbox),
            exchangeOnline};
}

PreparationStep EwsAllowance::unsetStep(const OnlineNames &names)
{
    return {u"unsetEws"_s,
            Need::Optional,
            tr("Or put the choice off"),
            tr("In place of the steps above: without a value EWS is open to all applications, and the "
               "list does not count, until Microsoft switches the organisation off in its turn. It is "
               "the fastest way and holds for a short time only."),
            u"Set-OrganizationConfig -EwsEnabled $null"_s,
            u"Set-OrganizationConfig -EwsEnabled %1"_s.arg(
                valueBefore(names.ewsEnabledBefore, tr("the value before"))),
            exchangeOnline};
}

} // namespace Setup
