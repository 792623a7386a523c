// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/randomsource.h"
#include "portal/creationoperation.h"
#include "portal/portalcall.h"
#include "portal/sealingoperation.h"

#include <memory>

namespace Setup {

// One attempt to make an integration. As long as its outcome is unknown, the same key and the same bytes go
// again; after a definite refusal, or with other content, there must be a new one.
struct Submission
{
    QByteArray key; // Idempotency-Key
    QByteArray body; // JSON; the password in it is sealed

    friend bool operator==(const Submission &, const Submission &) = default;
};

Submission makeSubmission(const WantedIntegration &wanted, const QByteArray &sealed, RandomSource &random);

// The operations of the portal's API, one function each; what they make is not started yet. What they send
// and what comes back is in resources/portal-api.yaml, their problems are those of PortalCall, and
// ANSWER_MALFORMED where an answer is not what the contract says.
class PortalClient
{
public:
    explicit PortalClient(PortalContext context);

    std::unique_ptr<PortalAccountOperation> readAccount() const;
    // All of them, page by page; PORTAL_ANSWER_UNEXPECTED where the pages do not end.
    std::unique_ptr<IntegrationListOperation> listIntegrations() const;
    // None or one. A portal that answers with any other is not believed: ANSWER_MALFORMED.
    std::unique_ptr<IntegrationListOperation> findByReference(const QUuid &clientReference) const;
    // Of a reference that the portal knows: the integration that exists, unchanged.
    std::unique_ptr<CreationOperation> createIntegration(const Submission &submission) const;
    std::unique_ptr<IntegrationOperation> readIntegration(const QString &id) const;
    // etag: as it was seen; PORTAL_CHANGED_MEANWHILE where it is another by now. body: changeBody().
    std::unique_ptr<IntegrationOperation> changeIntegration(const QString &id, const QString &etag,
                                                            const QByteArray &body) const;
    std::unique_ptr<RemovalOperation> removeIntegration(const QString &id, const QString &etag) const;
    // From the portal's cloud, with the credential that it keeps.
    std::unique_ptr<CloudOperation> checkIntegration(const QString &id) const;
    // The same without any credential, before there is an integration.
    std::unique_ptr<CloudOperation> probePath(const QUrl &ewsUrl) const;
    std::unique_ptr<SealingKeysOperation> fetchKeys() const;

private:
    PortalQuery query(const QByteArray &method, const QString &path) const;

    PortalContext m_context;
};

} // namespace Setup
