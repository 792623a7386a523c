// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/portalsignout.h"

#include "core/problemcodes.h"
#include "oauth/issuerdiscovery.h"
#include "oauth/revocation.h"
#include "setup/keptsignin.h"

#include <type_traits>
#include <utility>

namespace Setup {

PortalSignOut::PortalSignOut(PortalTools tools, PortalSite site, std::optional<PortalDescription> description,
                             Secret current, std::chrono::milliseconds deadline)
    : TimedOperation(deadline)
    , m_tools(tools)
    , m_site(std::move(site))
    , m_description(std::move(description))
    , m_current(std::move(current))
{}

void PortalSignOut::begin()
{
    m_refreshToken = m_current;
    m_notRevoked.reset();
    proceed(m_tools.secrets.read(keptSignInName(m_site.origin)), &PortalSignOut::takeKept);
}

void PortalSignOut::abandon()
{
    m_step.reset();
    m_refreshToken = {};
}

Problem PortalSignOut::overdue() const
{
    return {Code::HttpTimeout, {}, {}};
}

template<typename Operation, typename Value>
void PortalSignOut::proceed(std::unique_ptr<Operation> operation,
                            void (PortalSignOut::*next)(const Result<Value> &))
{
    Operation *const started = operation.get();
    connect(started, &Operation::finished, this, next);
    if constexpr (std::is_base_of_v<SecretOperation, Operation>)
        connect(started, &SecretOperation::waitingForUser, this, &PortalSignOut::waitingForUser);
    m_step = std::move(operation);
    started->start();
}

void PortalSignOut::takeKept(const Result<Secret> &entry)
{
    if (!entry && entry.problem().code != Code::KeychainEntryMissing
        && entry.problem().code != Code::KeychainCorrupt)
        return settle(entry.problem());
    const auto kept = entry ? keptSignIn(*entry) : Result<KeptSignIn>(entry.problem());
    if (m_refreshToken.isEmpty() && kept)
        m_refreshToken = kept->refreshToken;
    if (m_refreshToken.isEmpty() || !m_description)
        return forget();
    proceed(std::make_unique<IssuerDiscovery>(m_tools.oauth(), IssuerQuery{m_description->issuer, {}}),
            &PortalSignOut::takeIssuer);
}

void PortalSignOut::takeIssuer(const Result<IssuerMetadata> &issuer)
{
    if (!issuer)
        return takeRevoked(issuer.problem());
    proceed(std::make_unique<Revocation>(
                m_tools.oauth(), RevocationQuery{*issuer, {m_description->clientId, {}}, m_refreshToken}),
            &PortalSignOut::takeRevoked);
}

void PortalSignOut::takeRevoked(const Result<Done> &revoked)
{
    if (!revoked && revoked.problem().code != Code::OauthNotOffered)
        m_notRevoked = revoked.problem();
    forget();
}

void PortalSignOut::forget()
{
    proceed(m_tools.secrets.remove(keptSignInName(m_site.origin)), &PortalSignOut::takeRemoved);
}

void PortalSignOut::takeRemoved(const Result<Done> &removed)
{
    if (!removed && removed.problem().code != Code::KeychainEntryMissing)
        return settle(removed.problem());
    if (m_notRevoked)
        return settle(*m_notRevoked);
    settle(Done{});
}

} // namespace Setup
