// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/clockcheck.h"

#include "checks/loginfacts.h"
#include "checks/microsoftfacts.h"
#include "checks/target.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 toleratedSeconds = 300; // as Kerberos and token checks do

} // namespace

ClockCheck::ClockCheck()
    : StepwiseCheck(CheckId::Clock)
{}

void ClockCheck::begin()
{
    const ToldTime time = told();
    if (!time.server.isValid())
        return leaveUntested(Code::NoDateHeader);
    const qint64 ahead = time.server.secsTo(time.local);
    const QJsonObject facts{{u"secondsAhead"_s, ahead},
                            {u"serverTime"_s, time.server.toString(Qt::ISODate)},
                            {u"localTime"_s, time.local.toString(Qt::ISODate)}};
    see(facts);
    if (qAbs(ahead) > toleratedSeconds)
        warn({Code::ClockSkew, {}, facts});
    else
        pass();
}

// By the Exchange Server, or by Microsoft's sign-in.
ToldTime ClockCheck::told() const
{
    if (isExchangeOnline(input())) {
        const auto *tenant = context().facts.get<TenantFacts>();
        return tenant ? tenant->tenant.time : ToldTime();
    }
    const auto *endpoint = context().facts.get<EndpointFacts>();
    return endpoint ? endpoint->time : ToldTime();
}

} // namespace Setup
