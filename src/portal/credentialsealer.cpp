// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/credentialsealer.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

CredentialSealer::CredentialSealer(const PortalContext &context, SealQuery query)
    : TimedOperation(context.deadline)
    , m_context(context)
    , m_query(std::move(query))
{}

void CredentialSealer::begin()
{
    if (!m_context.site.isConfirmed())
        return settle(notConfirmed(m_context.site));
    m_fetch = PortalClient(m_context).fetchKeys();
    connect(m_fetch.get(), &SealingKeysOperation::finished, this,
            [this](const Result<SealingKeys> &keys) { settle(seal(keys)); });
    m_fetch->start();
}

void CredentialSealer::abandon()
{
    m_fetch.reset();
}

Problem CredentialSealer::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, ForeignText(m_context.description.keys.host())}}};
}

Result<SealedCredential> CredentialSealer::seal(const Result<SealingKeys> &keys) const
{
    if (!keys)
        return keys.problem();
    const auto key = sealingKey(*keys, m_query.refusedKid);
    if (!key)
        return key.problem();
    CredentialClaims claims;
    claims.username = m_query.username;
    claims.password = m_query.password;
    claims.ewsUrl = m_query.ewsUrl;
    claims.clientReference = m_query.clientReference;
    claims.audience = m_context.site.origin;
    claims.issuedAt = keys->portalTime.isValid() ? keys->portalTime : m_context.clock.now();
    auto sealed = sealCredential(claims, *key);
    if (sealed)
        sealed->keyIsSigned = keys->isSigned;
    return sealed;
}

} // namespace Setup
