// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/accountjudgement.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "microsoft/microsofterror.h"

#include <QJsonArray>
#include <QUuid>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The tenant of all personal accounts.
constexpr auto personalAccounts = "9188040d-6c67-4c5b-b112-36a304b66dad"_L1;
// Everybody has this one; it says that roles are told.
constexpr auto everyMember = "b79fbf4d-3ef9-4689-8143-76b194e85509"_L1;

struct Role
{
    QLatin1StringView id;
    const char *name;
    bool exchange;
    bool graph;
};

// Microsoft's template ids; the names are Microsoft's own and stay in English.
constexpr std::array roles{
    Role{"62e90394-69f5-4237-9190-012177145e10"_L1, "Global Administrator", true, true},
    Role{"e8611ab8-c189-46e8-94e1-60213ab1f814"_L1, "Privileged Role Administrator", true, true},
    Role{"158c047a-c907-4556-b7ef-446551a6b5f7"_L1, "Cloud Application Administrator", true, false},
    Role{"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"_L1, "Application Administrator", true, false},
    Role{"29232cdf-9323-42fd-ade2-1d097af3e4de"_L1, "Exchange Administrator", false, false},
    Role{"f2ef992c-3afb-46b9-b7cf-a126ee74c451"_L1, "Global Reader", false, false},
};

std::optional<Problem> tenantProblem(const QString &tenant, const QString &expected)
{
    if (isOfPersonalAccounts(tenant))
        return Problem{Code::MicrosoftPersonalAccount, {}, {{u"expected"_s, expected}}};
    if (tenant != expected)
        return Problem{Code::MicrosoftForeignTenant,
                       {},
                       {{u"tenant"_s, ForeignText(tenant, 100)}, {u"expected"_s, expected}}};
    return std::nullopt;
}

} // namespace

bool isOfPersonalAccounts(const QString &tenantId)
{
    return tenantId == personalAccounts;
}

std::optional<Problem> accountProblem(const TokenSet &tokens, const QString &tenantId)
{
    if (!tokens.identity)
        return Problem{Code::TokenMalformed, {}, {{u"reason"_s, u"there is no id_token"_s}}};
    const QString tenant = tokens.identity->all["tid"_L1].toString().toLower();
    if (tenant.isEmpty())
        return Problem{Code::TokenMalformed, {}, {{u"reason"_s, u"the id_token names no tenant"_s}}};
    return tenantProblem(tenant, tenantId);
}

Problem signInProblem(const Problem &problem, const QString &tenantId)
{
    if (problem.code != Code::TokenIssuer)
        return inMicrosoftsTerms(problem);
    const QString tenant = tenantOfIssuer(problem.facts["issuer"_L1].toString());
    const auto named = tenant.isEmpty() ? std::nullopt : tenantProblem(tenant, tenantId);
    return named ? *named : problem;
}

GuestHint guestHint(const QJsonObject &claims)
{
    GuestHint hint;
    const QString provider = claims["idp"_L1].toString();
    const QString tenant = tenantOfIssuer(provider);
    const QString home = tenant.isEmpty() ? provider : tenant;
    if (!home.isEmpty() && home != claims["iss"_L1].toString()
        && home != claims["tid"_L1].toString().toLower())
        hint.home = ForeignText(isOfPersonalAccounts(home) ? u"live.com"_s : home, 100).text();
    if (const QString kind = claims["acct"_L1].toVariant().toString(); kind == "0"_L1 || kind == "1"_L1)
        hint.isMember = kind == "0"_L1;
    hint.isGuest = !hint.home.isEmpty() || hint.isMember == std::optional(false);
    return hint;
}

std::optional<Problem> guestProblem(const GuestHint &hint)
{
    if (!hint.isGuest)
        return std::nullopt;
    QJsonObject facts;
    if (!hint.home.isEmpty())
        facts.insert(u"home"_s, hint.home);
    if (hint.isMember)
        facts.insert(u"acct"_s, *hint.isMember ? u"member"_s : u"guest"_s);
    return Problem{Code::MicrosoftGuestAccount, {}, facts};
}

RoleHint roleHint(const QJsonObject &claims)
{
    static constexpr qsizetype most = 100;
    RoleHint hint;
    const QJsonArray told = claims["wids"_L1].toArray();
    hint.isTold = !told.isEmpty();
    for (const auto &entry : told) {
        const QString id = entry.toString().toLower();
        if (id == everyMember || QUuid::fromString(id).isNull() || hint.roles.size() == most)
            continue;
        const auto role =
            std::find_if(roles.begin(), roles.end(), [&id](const Role &known) { return known.id == id; });
        hint.roles.append(role == roles.end() ? id : QString::fromLatin1(role->name));
        hint.mayConsentExchange = hint.mayConsentExchange || (role != roles.end() && role->exchange);
        hint.mayConsentGraph = hint.mayConsentGraph || (role != roles.end() && role->graph);
    }
    hint.roles.sort();
    return hint;
}

} // namespace Setup
