// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simaccounts.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

QList<SimAccount> SimAccount::all()
{
    const QString contoso = u"org_contoso"_s;
    return {
        {u"owner@contoso.test"_s, u"Owner of Contoso"_s, contoso, u"Contoso"_s, {u"owner"_s}},
        {u"integrations@contoso.test"_s,
         u"Integrations Administrator"_s,
         contoso,
         u"Contoso"_s,
         {u"integrationsAdministrator"_s, u"userAdministrator"_s}},
        {u"resources@contoso.test"_s,
         u"Resource Administrator"_s,
         contoso,
         u"Contoso"_s,
         {u"resourceAdministrator"_s}},
        {u"admin@fabrikam.test"_s, u"Owner of Fabrikam"_s, u"org_fabrikam"_s, u"Fabrikam"_s, {u"owner"_s}}};
}

SimAccount SimAccount::automation()
{
    return {SimClient::automation().id,
            u"Unattended set-up of Contoso"_s,
            u"org_contoso"_s,
            u"Contoso"_s,
            {u"integrationsAdministrator"_s}};
}

std::optional<SimAccount> SimAccount::find(const QString &email)
{
    const QList<SimAccount> accounts = all();
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&email](const SimAccount &one) {
        return one.email.compare(email, Qt::CaseInsensitive) == 0;
    });
    return found == accounts.end() ? std::nullopt : std::optional(*found);
}

std::optional<SimAccount> SimAccount::signIn(const QString &email, const QString &typedPassword)
{
    return typedPassword == password() ? find(email.trimmed()) : std::nullopt;
}

SimClient SimClient::setupProgram()
{
    return {u"askcody-exchange-setup"_s,
            {},
            {u"authorization_code"_s, u"refresh_token"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
            {u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s, u"integrations.manage"_s}};
}

SimClient SimClient::automation()
{
    return {u"contoso-automation"_s,
            u"Automation-Demo-7!"_s,
            {u"client_credentials"_s},
            {u"integrations.manage"_s}};
}

std::optional<SimClient> SimClient::find(const QString &id)
{
    for (const SimClient &client : {setupProgram(), automation()}) {
        if (client.id == id)
            return client;
    }
    return std::nullopt;
}

} // namespace Setup
