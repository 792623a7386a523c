// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/clockcheck.h"

#include "checks/loginfacts.h"

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
    const auto *endpoint = context().facts.get<EndpointFacts>();
    if (!endpoint || !endpoint->serverTime.isValid())
        return leaveUntested(Code::NoDateHeader);
    const qint64 ahead = endpoint->serverTime.secsTo(endpoint->localTime);
    const QJsonObject facts{{u"secondsAhead"_s, ahead},
                            {u"serverTime"_s, endpoint->serverTime.toString(Qt::ISODate)},
                            {u"localTime"_s, endpoint->localTime.toString(Qt::ISODate)}};
    see(facts);
    if (qAbs(ahead) > toleratedSeconds)
        warn({Code::ClockSkew, {}, facts});
    else
        pass();
}

} // namespace Setup
