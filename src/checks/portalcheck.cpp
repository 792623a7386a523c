// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/portalcheck.h"

#include "checks/portalfacts.h"

namespace Setup {

namespace {

// Within the 60 s of a check, so that a slow portal is told from a check that hangs.
constexpr std::chrono::milliseconds callDeadline{25'000};
constexpr std::chrono::milliseconds cloudDeadline{55'000};

} // namespace

PortalCheck::~PortalCheck() = default;

void PortalCheck::begin()
{
    if (!context().services.portal) // a recording that does not say which portal it was
        return leaveUntested(Code::NotInRecording);
    m_tokens = std::make_unique<NotedTokens>(door(), tag(), *context().services.portal);
    ask();
}

const PortalDescription &PortalCheck::description() const
{
    return context().facts.get<PortalFacts>()->description;
}

PortalClient PortalCheck::client()
{
    return PortalClient({door(), *m_tokens, context().services.clock, site(), description(), tag(),
                         callDeadline, cloudDeadline});
}

} // namespace Setup
