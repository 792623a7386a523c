// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "portal/portalclient.h"

namespace Setup {

struct SealQuery
{
    QString username;
    Secret password;
    QUrl ewsUrl;
    QUuid clientReference;
    // The key that the portal would not have any more (PORTAL_SEALING_KEY_UNKNOWN). Sealing a second time
    // with the same one would only be refused again.
    QString refusedKid;
};

// Seals a password for a portal, with keys that are asked for now: then the portal refuses one only when it
// changed them in between, and whoever seals anew with refusedKid gets a newer one or
// PORTAL_SEALING_KEY_UNKNOWN. It counts from the portal's clock where the portal tells it, since the portal
// judges by that one. Problems: PORTAL_NOT_CONFIRMED; those of fetchKeys(), sealingKey(), sealCredential().
class CredentialSealer : public TimedOperation<SealingOperation, SealedCredential>
{
    Q_OBJECT

public:
    CredentialSealer(const PortalContext &context, SealQuery query);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    Result<SealedCredential> seal(const Result<SealingKeys> &keys) const;

    PortalContext m_context;
    SealQuery m_query;
    std::unique_ptr<SealingKeysOperation> m_fetch;
};

} // namespace Setup
