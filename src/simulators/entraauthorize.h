// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entrasignin.h"

namespace Setup {

// The addresses that a browser is sent to: authorize, admin consent, and the page for a device's code. They
// judge the request; what must not be told to an address that is not registered stays in the browser.
class EntraAuthorize
{
public:
    EntraAuthorize(EntraParts &parts, EntraSignIn &signIn)
        : m_parts(parts)
        , m_signIn(signIn)
    {}

    SimReply authorize(const EntraAuthority &authority, const SimRequest &request);
    SimReply adminConsent(const EntraAuthority &authority, const SimRequest &request);
    SimReply deviceLogin(const EntraAuthority &authority, const SimRequest &request);

private:
    std::optional<SimReply> refuseInBrowser(EntraErrand &errand);
    static QString flaw(const SimForm &form, const EntraErrand &errand); // a number, or nothing
    static QString scopeFlaw(EntraErrand &errand);
    static QString adminScopeFlaw(EntraErrand &errand);

    EntraParts &m_parts;
    EntraSignIn &m_signIn;
};

} // namespace Setup
