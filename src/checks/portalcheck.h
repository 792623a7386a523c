// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkids.h"
#include "checks/stepwisecheck.h"
#include "portal/notedtokens.h"
#include "portal/portalclient.h"

namespace Setup {

// What the checks of the portal have in common: the portal and the tokens that the run was given. None of
// them signs anybody in; a portal that nobody has confirmed gets nothing of worth. What their findings say
// rests on what a recording keeps: no names of people, no e-mail address of an account.
class PortalCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    using StepwiseCheck::StepwiseCheck;
    ~PortalCheck() override;

protected:
    void begin() final;
    virtual void ask() = 0;

    const PortalSite &site() const { return context().services.portal->site; }
    // For checks that need portal.discovery.
    const PortalDescription &description() const;
    PortalClient client();

private:
    std::unique_ptr<NotedTokens> m_tokens;
};

} // namespace Setup
