// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/portalcheck.h"
#include "oauth/oauthcontext.h"

namespace Setup {

// portal.signin: can people sign in there, and does the portal take the sign-in that there is? It is not
// tested where nobody is signed in, or not any more.
class PortalSignInCheck : public PortalCheck
{
    Q_OBJECT

public:
    PortalSignInCheck();

protected:
    void ask() override;

private:
    void askWho();
    void judge(const Result<PortalAccount> &account);
    void refuse(const Problem &problem);

    JwkCache m_keys; // none are fetched: an issuer's metadata is not signed
};

} // namespace Setup
