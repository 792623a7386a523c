// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"

#include <QObject>

#include <memory>
#include <optional>

namespace Setup {

class Workbench;

// The portal of the integration in front of the window. Pages connect to these signals once and for all.
class CurrentPortal : public QObject
{
    Q_OBJECT

public:
    // The workbench outlives it.
    explicit CurrentPortal(Workbench &workbench, QObject *parent = nullptr);

    enum class Offer {
        None, // no portal is chosen
        Asking,
        Interface, // integrations are made by programs
        HandOff, // and here by hand
        Failed // nobody knows: problem()
    };

    // Asks the portal what it offers, unless it is the chosen one and has answered. changed() follows, also
    // from inside the call.
    void choose(const QUrl &address);
    // The one of a demo; empty elsewhere.
    QUrl simulated() const;
    const QUrl &address() const { return m_address; } // of the chosen one
    Offer offer() const { return m_offer; }
    const Problem &problem() const { return m_problem; }

    // The administrator would rather do it by hand, although the portal has an interface.
    void setByHand(bool byHand);
    bool isByHand() const { return m_byHand; }
    // The way of this window leads through the portal's interface.
    bool connects() const { return m_offer == Offer::Interface && !m_byHand; }

    // The organisation's own: not asked about again on this computer.
    void confirm();

    // Only with Interface.
    PortalAccess *operator->() const { return m_access.get(); }
    std::shared_ptr<PortalAccess> access() const { return m_access; }
    bool isSignedIn() const { return m_access && m_access->isSignedIn(); }
    void cancel();

signals:
    void changed(); // offer() or isByHand()
    void browserNeeded(const QUrl &url);
    void nothingCameBack();
    void codeReady(const Setup::DeviceCode &code);
    void waitingForUser();
    void signedIn(const Setup::Result<Setup::PortalAccount> &result);
    void signedOut(const Setup::Result<Setup::Done> &result);

private:
    void let(std::shared_ptr<PortalAccess> access);
    void takeOffer(const Result<DiscoveredPortal> &offer);
    void become(Offer offer);

    Workbench &m_workbench;
    QUrl m_address;
    std::shared_ptr<PortalAccess> m_access;
    Offer m_offer = Offer::None;
    Problem m_problem;
    bool m_byHand = false;
};

} // namespace Setup
