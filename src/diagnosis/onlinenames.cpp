// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/onlinenames.h"

#include "diagnosis/powershell.h"

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Environment
{
    QLatin1StringView cloud;
    QLatin1StringView exchange;
    QLatin1StringView graph;
};

// The worldwide cloud needs no name.
constexpr std::array environments{
    Environment{"gccHigh"_L1, "O365USGovGCCHigh"_L1, "USGov"_L1},
    Environment{"dod"_L1, "O365USGovDoD"_L1, "USGovDoD"_L1},
    Environment{"china"_L1, "O365China"_L1, "China"_L1},
};

QString parameter(const QString &cloud, QLatin1StringView name, QLatin1StringView Environment::*value)
{
    for (const Environment &environment : environments)
        if (environment.cloud == cloud)
            return u" %1 %2"_s.arg(name, environment.*value);
    return {};
}

} // namespace

PreparationStep OnlineShell::connectToExchange(const OnlineNames &names)
{
    return {u"connectExchange"_s,
            PreparationStep::Need::Verification,
            tr("Open Exchange Online in PowerShell"),
            tr("The module ExchangeOnlineManagement asks for the sign-in in a window. An Exchange "
               "Administrator is enough for what follows there."),
            u"Connect-ExchangeOnline -UserPrincipalName %1%2"_s.arg(
                PowerShell::literal(names.admin, tr("administrator")),
                parameter(names.cloud, "-ExchangeEnvironmentName"_L1, &Environment::exchange)),
            {},
            PreparationStep::Shell::ExchangeOnline};
}

PreparationStep OnlineShell::connectToGraph(const OnlineNames &names, const QString &permissions)
{
    return {u"connectGraph"_s,
            PreparationStep::Need::Verification,
            tr("Open Microsoft Graph in PowerShell"),
            tr("The module Microsoft.Graph asks for the sign-in in the browser, and for the permissions that "
               "stand in the command."),
            u"Connect-MgGraph -TenantId %1 -Scopes %2%3"_s.arg(
                PowerShell::literal(names.tenant, tr("organisation")), permissions,
                parameter(names.cloud, "-Environment"_L1, &Environment::graph)),
            {},
            PreparationStep::Shell::MicrosoftGraph};
}

QString OnlineShell::askcodyApp(const OnlineNames &names)
{
    return PowerShell::literal(names.askcodyAppId, tr("ID of AskCody's application"));
}

QString OnlineShell::ownApp(const OnlineNames &names)
{
    return PowerShell::literal(names.ownAppId, tr("ID of your own registration"));
}

QString OnlineShell::mailbox(const OnlineNames &names)
{
    return PowerShell::literal(names.mailbox, tr("room mailbox"));
}

QString OnlineShell::applicationName(const OnlineNames &names)
{
    return PowerShell::literal(
        names.applicationName.trimmed().isEmpty() ? u"AskCody"_s : names.applicationName, u"AskCody"_s);
}

} // namespace Setup
