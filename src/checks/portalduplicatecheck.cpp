// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/portalduplicatecheck.h"

#include "checks/microsoftfacts.h"
#include "core/foreigntext.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNamed = 20;

QString described(const PortalIntegration &there)
{
    const QString address =
        there.kind == PortalIntegration::Kind::ExchangeServer ? there.ewsUrl.host() : there.tenant;
    return ForeignText(u"%1 (%2, %3)"_s.arg(there.name, there.email, address)).text();
}

// Which integration serves whom is decided by this code (README, "Several integrations").
bool takesTheCode(const PortalIntegration &there, const WantedIntegration &wanted)
{
    return !wanted.identificationCode.isEmpty() && there.clientReference != wanted.clientReference
        && there.identificationCode.compare(wanted.identificationCode, Qt::CaseInsensitive) == 0;
}

void add(QJsonArray &names, const PortalIntegration &there)
{
    if (names.size() < mostNamed)
        names.append(described(there));
}

} // namespace

PortalDuplicateCheck::PortalDuplicateCheck()
    : PortalCheck(CheckId::PortalDuplicate)
{}

void PortalDuplicateCheck::ask()
{
    run(client().listIntegrations(), [this](const Result<QList<PortalIntegration>> &there) { judge(there); });
}

// Of a server as far as it was typed; of Exchange Online with the tenant that was found. The whole is
// compared again before the push.
WantedIntegration PortalDuplicateCheck::wanted() const
{
    const Integration &integration = input().integration;
    WantedIntegration wanted;
    wanted.clientReference = integration.id;
    wanted.name = integration.name;
    wanted.identificationCode = integration.identificationCode;
    wanted.email = integration.account();
    if (const ExchangeServer *server = integration.server()) {
        wanted.ewsUrl = server->ewsUrl;
        return wanted;
    }
    wanted.kind = PortalIntegration::Kind::ExchangeOnline;
    const auto *found = context().facts.get<TenantFacts>();
    wanted.tenant = found ? found->tenant.tenantId : integration.online()->tenant;
    return wanted;
}

void PortalDuplicateCheck::judge(const Result<QList<PortalIntegration>> &there)
{
    if (!there)
        return fail(there.problem());
    const WantedIntegration ours = wanted();
    QJsonArray twins;
    QJsonArray sameCode;
    bool isThere = false;
    for (const PortalIntegration &integration : *there) {
        isThere = isThere || integration.clientReference == ours.clientReference;
        if (!likeness(ours, integration).isEmpty())
            add(twins, integration);
        else if (takesTheCode(integration, ours))
            add(sameCode, integration);
    }
    see({{u"count"_s, there->size()}, {u"isThere"_s, isThere}});
    if (!twins.isEmpty())
        return warn({Code::PortalDuplicate, {}, {{u"names"_s, twins}}});
    if (!sameCode.isEmpty())
        return warn({Code::PortalCodeTaken,
                     {},
                     {{u"names"_s, sameCode}, {u"found"_s, ForeignText(ours.identificationCode)}}});
    pass();
}

} // namespace Setup
