// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "microsoft/clouds.h"
#include "microsoft/tenantanswer.h"
#include "net/exchange.h"

namespace Setup {

// What an authority said when it was asked about a domain. Pure.
struct TenantMetadata
{
    enum class Kind {
        Found,
        NotHere, // no tenant of this domain in this cloud: the next one is asked
        Elsewhere // it is a tenant of another cloud, which is to be asked itself
    };

    Kind kind = Kind::NotHere;
    QString authority; // with Elsewhere: whom to ask
    TenantAnswer tenant; // with Found: tenant, cloud, region and issuer
};

// Problems: those that an issuer's metadata may have; AADSTS numbers other than "no such tenant";
// HTTP_UNEXPECTED_STATUS.
Result<TenantMetadata> readTenantMetadata(const ExchangeAnswer &answer, const QString &authority,
                                          const Clouds &clouds);

// Problem: ANSWER_MALFORMED, HTTP_UNEXPECTED_STATUS.
Result<Realm> readRealm(const ExchangeAnswer &answer);

} // namespace Setup
