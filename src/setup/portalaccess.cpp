// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/portalaccess.h"

#include "core/problemcodes.h"
#include "portal/portaldiscovery.h"
#include "setup/portalsignout.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

PortalAccess::PortalAccess(PortalTools tools, PortalSite site, BrowserAddress browserAddress)
    : m_tools(tools)
    , m_site(std::move(site))
    , m_browserAddress(std::move(browserAddress))
{}

PortalAccess::~PortalAccess() = default;

void PortalAccess::confirm()
{
    if (m_site.isConfirmed())
        return;
    m_site.trust = PortalSite::Trust::Accepted;
    m_identity = PortalIdentity::of(m_certificate);
    m_hasChanged = false;
}

void PortalAccess::open()
{
    m_offer.reset();
    m_discovery =
        std::make_unique<PortalDiscovery>(m_tools.door, m_site, OperationTag{u"portal.discovery"_s, 1});
    connect(m_discovery.get(), &DiscoveryOperation::finished, this, &PortalAccess::takeOffer);
    m_discovery->start();
}

// Whoever confirms a portal looks at its certificate first, and so do we each time after; a known one needs
// no looks.
void PortalAccess::takeOffer(const Result<DiscoveredPortal> &offer)
{
    const auto kept = std::move(m_discovery);
    if (!offer) {
        emit opened(offer);
        return;
    }
    m_offer = *offer;
    if (m_site.trust == PortalSite::Trust::Known || !m_offer->description) {
        emit opened(*m_offer);
        return;
    }
    m_route = m_tools.door.findRoute({{u"portal.discovery"_s, 1}, QUrl(m_site.origin)});
    connect(m_route.get(), &RouteFinder::finished, this, &PortalAccess::takeRoute);
    m_route->start();
}

void PortalAccess::takeRoute(const Result<Route> &route)
{
    const auto kept = std::move(m_route);
    if (!route)
        return takeHandshake(route.problem());
    const QUrl url(m_site.origin);
    HandshakeQuery query;
    query.tag = {u"portal.discovery"_s, 1};
    query.host = url.host();
    query.port = static_cast<quint16>(url.port(443));
    query.route = *route;
    m_handshake = m_tools.door.handshake(query);
    connect(m_handshake.get(), &Handshake::finished, this, &PortalAccess::takeHandshake);
    m_handshake->start();
}

void PortalAccess::takeHandshake(const Result<HandshakeAnswer> &answer)
{
    const auto kept = std::move(m_handshake);
    m_certificate.clear();
    if (answer && answer->isTrusted() && !answer->chain.isEmpty())
        m_certificate = answer->chain.constFirst();
    const auto problem = judge(answer);
    if (problem)
        m_offer.reset();
    const auto outcome = problem ? Result<DiscoveredPortal>(*problem) : Result<DiscoveredPortal>(*m_offer);
    emit opened(outcome);
}

// Is it the portal that was confirmed? What cannot be seen is not believed.
std::optional<Problem> PortalAccess::judge(const Result<HandshakeAnswer> &answer)
{
    if (m_site.trust != PortalSite::Trust::Accepted)
        return {};
    if (!answer)
        return answer.problem();
    const auto found = PortalIdentity::of(m_certificate);
    if (found.isNull() || (!m_identity.isNull() && !m_identity.isSucceededBy(found))) {
        m_site.trust = PortalSite::Trust::Unconfirmed;
        m_hasChanged = true;
        return {};
    }
    if (m_identity != found) {
        m_identity = found;
        emit recognised();
    }
    return {};
}

void PortalAccess::signIn(const SignInWay &way)
{
    m_signIn = std::make_unique<PortalSignIn>(m_tools, m_site, *m_offer->description, way);
    connect(m_signIn.get(), &PortalLoginOperation::browserNeeded, this,
            [this](const QUrl &url) { emit browserNeeded(m_browserAddress(url)); });
    connect(m_signIn.get(), &PortalLoginOperation::nothingCameBack, this, &PortalAccess::nothingCameBack);
    connect(m_signIn.get(), &PortalLoginOperation::codeReady, this,
            [this](const DeviceCode &code) { emit codeReady(code.withPages(m_browserAddress)); });
    connect(m_signIn.get(), &PortalLoginOperation::waitingForUser, this, &PortalAccess::waitingForUser);
    connect(m_signIn.get(), &PortalLoginOperation::finished, this, &PortalAccess::takeLogin);
    m_signIn->start();
}

void PortalAccess::takeLogin(const Result<PortalLogin> &login)
{
    const auto kept = std::move(m_signIn);
    m_notSignedIn.reset();
    if (!login) {
        m_notSignedIn = login.problem();
        emit signedIn(login.problem());
        return;
    }
    endLogin();
    m_login = *login;
    emit signedIn(login->account);
}

void PortalAccess::signOut()
{
    cancel();
    const Secret current = m_login ? m_login->tokens->refreshToken() : Secret();
    m_signOut = std::make_unique<PortalSignOut>(m_tools, m_site,
                                                m_offer ? m_offer->description : std::nullopt, current);
    connect(m_signOut.get(), &PortalSignOut::waitingForUser, this, &PortalAccess::waitingForUser);
    connect(m_signOut.get(), &RevocationOperation::finished, this, &PortalAccess::takeSignedOut);
    m_signOut->start();
}

void PortalAccess::takeSignedOut(const Result<Done> &result)
{
    const auto kept = std::move(m_signOut);
    endLogin();
    m_notSignedIn.reset();
    emit signedOut(result);
}

// Whoever still asks the portal refers to the tokens: they go with this portal, and are empty until then.
void PortalAccess::endLogin()
{
    if (!m_login)
        return;
    m_login->tokens->forget();
    m_ended.push_back(m_login->tokens);
    m_login.reset();
}

PortalContext PortalAccess::context() const
{
    return {m_tools.door, *m_login->tokens, m_tools.clock, m_site, *m_offer->description, {u"portal"_s, 1}};
}

// A keychain that does not say what is kept there leaves nobody signed in; it is not the portal's fault.
PortalPass PortalAccess::pass() const
{
    const QJsonObject where{{u"portal"_s, m_site.origin}};
    PortalPass pass{m_site, m_login ? m_login->tokens : nullptr, {Code::SignInRequired, {}, where}};
    if (m_notSignedIn && m_notSignedIn->code.startsWith("KEYCHAIN_"_L1))
        pass.missing.facts.insert(u"reason"_s, m_notSignedIn->code);
    else if (m_notSignedIn)
        pass.missing = *m_notSignedIn;
    return pass;
}

void PortalAccess::cancel()
{
    m_discovery.reset();
    m_route.reset();
    m_handshake.reset();
    m_signIn.reset();
    m_signOut.reset();
}

} // namespace Setup
