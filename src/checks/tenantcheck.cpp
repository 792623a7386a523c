// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/tenantcheck.h"

#include "checks/checkids.h"
#include "checks/microsoftfacts.h"
#include "microsoft/accountjudgement.h"
#include "microsoft/tenantdiscovery.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// A tenant that is named as a domain is asked for as that; the id of one belongs to no request.
QString domainOf(const RunInput &input)
{
    const ExchangeOnline *online = input.integration.online();
    const bool isNamed = online && online->tenant.contains(u'.');
    return isNamed ? online->tenant : mailDomain(input.integration.account());
}

bool isNamedById(const ExchangeOnline &online)
{
    return !online.tenant.isEmpty() && !online.tenant.contains(u'.');
}

} // namespace

TenantCheck::TenantCheck()
    : StepwiseCheck(CheckId::Tenant)
{}

void TenantCheck::begin()
{
    TenantQuery query;
    query.tag = tag();
    query.domain = domainOf(input());
    if (!input().byDomainAlone && input().askMicrosoft)
        query.email = input().integration.account();
    run(std::make_unique<TenantDiscovery>(door(), query),
        [this](const Result<TenantAnswer> &result) { judge(result); });
}

void TenantCheck::judge(const Result<TenantAnswer> &result)
{
    const ExchangeOnline *online = input().integration.online();
    if (!result && online)
        return fail(result.problem());
    if (!result) {
        see(u"problem"_s, result.problem().code);
        return leaveUntested(Code::MicrosoftNotAsked);
    }
    see(toJson(*result));
    if (online)
        return judgeOnline(*result, *online);
    give(TenantFacts{*result});
    pass();
}

void TenantCheck::judgeOnline(const TenantAnswer &tenant, const ExchangeOnline &online)
{
    if (!tenant.exists) {
        QJsonObject facts{{u"domain"_s, tenant.domain},
                          {u"asked"_s, QJsonArray::fromStringList(tenant.asked)}};
        if (!tenant.notAsked.isEmpty())
            facts.insert(u"notAsked"_s, QJsonArray::fromStringList(tenant.notAsked));
        return fail({Code::MicrosoftTenantNotFound, {}, facts});
    }
    if (isOfPersonalAccounts(tenant.tenantId))
        return fail({Code::MicrosoftPersonalAccount, {}, {{u"domain"_s, tenant.domain}}});
    if (isNamedById(online) && tenant.tenantId != online.tenant)
        return fail({Code::MicrosoftForeignTenant,
                     {},
                     {{u"tenant"_s, tenant.tenantId}, {u"expected"_s, online.tenant}}});
    if (!online.cloud.isEmpty() && tenant.cloud != online.cloud)
        return fail(
            {Code::MicrosoftOtherCloud, {}, {{u"cloud"_s, tenant.cloud}, {u"expected"_s, online.cloud}}});
    give(TenantFacts{tenant});
    pass();
}

} // namespace Setup
