// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/oauthoperation.h"
#include "portal/portaldescription.h"
#include "setup/portaltools.h"

#include <memory>
#include <optional>

namespace Setup {

// Forgets a sign-in to a portal: makes the identity provider forget it, too, where it offers that, and takes
// it out of the keychain in any case. Problems: KEYCHAIN_* (it is still there); those of IssuerDiscovery and
// Revocation, after which it is gone from here, and only from here. OAUTH_NOT_OFFERED is none.
class PortalSignOut : public TimedOperation<RevocationOperation, Done>
{
    Q_OBJECT

public:
    // current: a refresh token that is not in the keychain; empty where nobody is signed in here.
    // Without a description (the portal does not answer), only what is kept here is forgotten.
    PortalSignOut(PortalTools tools, PortalSite site, std::optional<PortalDescription> description,
                  Secret current, std::chrono::milliseconds deadline = std::chrono::minutes(5));

signals:
    void waitingForUser(); // as SecretOperation's

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    template<typename Operation, typename Value>
    void proceed(std::unique_ptr<Operation> operation, void (PortalSignOut::*next)(const Result<Value> &));
    void takeKept(const Result<Secret> &entry);
    void takeIssuer(const Result<IssuerMetadata> &issuer);
    void takeRevoked(const Result<Done> &revoked);
    void forget();
    void takeRemoved(const Result<Done> &removed);

    PortalTools m_tools;
    PortalSite m_site;
    std::optional<PortalDescription> m_description;
    Secret m_current;
    Secret m_refreshToken;
    std::optional<Problem> m_notRevoked;
    std::unique_ptr<QObject> m_step;
};

} // namespace Setup
