// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "oauth/tokenset.h"

#include <optional>

namespace Setup {

// The one that holds everybody's personal accounts, and is no organisation.
bool isOfPersonalAccounts(const QString &tenantId);

// Has the right organisation signed in? Pure. The claims are those of a proved id_token, so the issuer is the
// tenant's already; still a registration for several tenants must not let another one through. Problems:
// MICROSOFT_PERSONAL_ACCOUNT, MICROSOFT_FOREIGN_TENANT with "tenant" and "expected", TOKEN_MALFORMED.
std::optional<Problem> accountProblem(const TokenSet &tokens, const QString &tenantId);

// The same for a sign-in that failed because its token names another issuer; any other Problem in Microsoft's
// terms.
Problem signInProblem(const Problem &problem, const QString &tenantId);

// Whether the account lives elsewhere and was invited: its token names the organisation all the same. Only a
// hint, as the roles are. "idp" names another place to sign in than the organisation's own, or Microsoft
// calls it a guest ("acct"), where the registration asks for that. Pure.
struct GuestHint
{
    bool isGuest = false;
    QString home; // the tenant's id, or a name such as "live.com"; empty: not told
    std::optional<bool> isMember; // what Microsoft calls it: some from outside count as members

    friend bool operator==(const GuestHint &, const GuestHint &) = default;
};

GuestHint guestHint(const QJsonObject &claims);

// MICROSOFT_GUEST_ACCOUNT with "home" and "acct", as far as they are told; nothing for a member.
std::optional<Problem> guestProblem(const GuestHint &hint);

// The roles that the token tells of ("wids"), judged for what is to be consented. Only a hint: the
// registration decides whether they are told, and roles that are merely eligible (PIM) are not among them.
struct RoleHint
{
    bool isTold = false;
    QStringList roles; // names of those that matter, else their ids
    bool mayConsentExchange = false; // full_access_as_app and the delegated permission
    bool mayConsentGraph = false; // Graph application permissions

    friend bool operator==(const RoleHint &, const RoleHint &) = default;
};

RoleHint roleHint(const QJsonObject &claims);

} // namespace Setup
