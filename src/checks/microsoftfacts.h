// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkids.h"
#include "microsoft/clouds.h"
#include "microsoft/microsoftsignin.h"
#include "microsoft/tenantanswer.h"

namespace Setup {

struct TenantFacts
{
    static constexpr auto Writer = CheckId::Tenant;
    TenantAnswer tenant;
};

// Who has signed in at Microsoft, and what for. Lives in the memory of the run alone.
struct MicrosoftLoginFacts
{
    static constexpr auto Writer = CheckId::MicrosoftSignIn;
    Cloud cloud;
    MicrosoftSignInQuery query;
    TokenSet tokens; // of EWS
    QString account; // as typed: what Exchange and Graph count the calls by
    bool isTypedAccount = false; // it has proved to be that of whoever signed in
};

} // namespace Setup
