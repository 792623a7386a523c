// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/discoveredportal.h"
#include "portal/portalclient.h"
#include "portal/portalidentity.h"
#include "portal/portalpass.h"
#include "setup/portalsignin.h"
#include "setup/portaltools.h"

#include <QSslCertificate>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Setup {

class PortalSignOut;

// One portal, as the window and the command line talk to it: what it offers, whose it is, and who is signed
// in there. Every question ends with the one signal named beside it: never from inside the call, never after
// cancel() or a new question of the same kind. Whoever hears a signal may destroy it.
class PortalAccess : public QObject
{
    Q_OBJECT

public:
    using BrowserAddress = std::function<QUrl(const QUrl &)>;

    // browserAddress: where the system's browser finds a page; the same address, outside of the demo.
    PortalAccess(PortalTools tools, PortalSite site, BrowserAddress browserAddress);
    ~PortalAccess() override;

    const PortalSite &site() const { return m_site; }
    // The administrator says that this is the organisation's portal, with the certificate that it shows.
    void confirm();
    // As it was recognised by when it was confirmed; null: by its name alone, and the certificate that it
    // shows next is the one.
    void expect(const PortalIdentity &identity) { m_identity = identity; }
    const PortalIdentity &identity() const { return m_identity; }
    // It was confirmed once, with a certificate of another issuer; so it is not any more.
    bool hasChanged() const { return m_hasChanged; }

    // Asks what the portal offers, and whose certificate it shows; opened() follows. Nothing of worth is
    // sent.
    void open();
    bool isOpening() const { return m_discovery != nullptr; }
    const std::optional<DiscoveredPortal> &offer() const { return m_offer; }
    bool hasInterface() const { return m_offer && m_offer->description; }
    // The portal's own one, for whoever has to confirm it. Null until opened(), and where it could not be
    // had.
    const QSslCertificate &certificate() const { return m_certificate; }

    // These two need hasInterface(). signedIn() follows, before it what the way needs.
    void signIn(const SignInWay &way);
    bool isSigningIn() const { return m_signIn != nullptr; }
    // Also without an interface: then what is kept here is forgotten. signedOut() follows.
    void signOut();

    bool isSignedIn() const { return m_login.has_value(); }
    // These need isSignedIn().
    const PortalAccount &account() const { return m_login->account; }
    std::optional<Problem> notKept() const { return m_login->notKept; } // why the sign-in ends with us
    // PORTAL_WRONG_REGION, PORTAL_ROLE_MISSING.
    Result<Done> mayIntegrate() const { return judgeAccount(account(), m_site.region); }
    PortalContext context() const;
    PortalClient client() const { return PortalClient(context()); }
    // For a run of checks, also where nobody is signed in. It outlives a sign-out.
    PortalPass pass() const;

    void cancel();

signals:
    // It shows a certificate of which identity() did not tell, and is the one that was confirmed. Comes
    // before opened(); the only signal at which it may not be destroyed.
    void recognised();
    void opened(const Setup::Result<Setup::DiscoveredPortal> &result); // those of PortalDiscovery
    void browserNeeded(const QUrl &url);
    void nothingCameBack();
    void codeReady(const Setup::DeviceCode &code);
    void waitingForUser(); // as SecretOperation's
    void signedIn(const Setup::Result<Setup::PortalAccount> &result); // those of PortalSignIn
    void signedOut(const Setup::Result<Setup::Done> &result); // those of PortalSignOut

private:
    void takeOffer(const Result<DiscoveredPortal> &offer);
    void takeRoute(const Result<Route> &route);
    void takeHandshake(const Result<HandshakeAnswer> &answer);
    std::optional<Problem> judge(const Result<HandshakeAnswer> &answer);
    void takeLogin(const Result<PortalLogin> &login);
    void takeSignedOut(const Result<Done> &result);
    void endLogin();

    PortalTools m_tools;
    PortalSite m_site;
    BrowserAddress m_browserAddress;
    std::optional<DiscoveredPortal> m_offer;
    QSslCertificate m_certificate;
    std::optional<PortalLogin> m_login;
    std::vector<std::shared_ptr<PortalTokens>> m_ended; // of earlier logins
    std::optional<Problem> m_notSignedIn; // why the last attempt failed
    std::unique_ptr<DiscoveryOperation> m_discovery;
    std::unique_ptr<RouteFinder> m_route;
    std::unique_ptr<Handshake> m_handshake;
    PortalIdentity m_identity; // of an accepted portal
    bool m_hasChanged = false;
    std::unique_ptr<PortalSignIn> m_signIn;
    std::unique_ptr<PortalSignOut> m_signOut;
};

} // namespace Setup
