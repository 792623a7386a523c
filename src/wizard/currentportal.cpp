// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/currentportal.h"

#include "setup/workbench.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

CurrentPortal::CurrentPortal(Workbench &workbench, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
{}

void CurrentPortal::choose(const QUrl &address)
{
    const bool isKnown = address == m_address && m_offer != Offer::Failed;
    if (isKnown)
        return;
    let(nullptr);
    m_address = address;
    m_byHand = false;
    if (address.isEmpty())
        return become(Offer::None);
    const auto access = m_workbench.portal(address);
    if (!access) {
        m_problem = access.problem();
        return become(Offer::Failed);
    }
    let(*access);
    if (m_access->offer())
        return takeOffer(*m_access->offer());
    m_access->open();
    become(Offer::Asking);
}

QUrl CurrentPortal::simulated() const
{
    const QList<PortalSite> known = m_workbench.knownPortals();
    for (const PortalSite &site : known)
        if (m_workbench.isDemo() && site.origin.endsWith(".test"_L1))
            return QUrl(site.origin);
    return {};
}

void CurrentPortal::let(std::shared_ptr<PortalAccess> access)
{
    if (m_access) {
        m_access->cancel();
        m_access->disconnect(this);
    }
    m_access = std::move(access);
    if (!m_access)
        return;
    connect(m_access.get(), &PortalAccess::opened, this, &CurrentPortal::takeOffer);
    connect(m_access.get(), &PortalAccess::browserNeeded, this, &CurrentPortal::browserNeeded);
    connect(m_access.get(), &PortalAccess::nothingCameBack, this, &CurrentPortal::nothingCameBack);
    connect(m_access.get(), &PortalAccess::codeReady, this, &CurrentPortal::codeReady);
    connect(m_access.get(), &PortalAccess::waitingForUser, this, &CurrentPortal::waitingForUser);
    connect(m_access.get(), &PortalAccess::signedIn, this, &CurrentPortal::signedIn);
    connect(m_access.get(), &PortalAccess::signedOut, this, &CurrentPortal::signedOut);
}

void CurrentPortal::takeOffer(const Result<DiscoveredPortal> &offer)
{
    if (!offer) {
        m_problem = offer.problem();
        return become(Offer::Failed);
    }
    become(offer->description ? Offer::Interface : Offer::HandOff);
}

void CurrentPortal::become(Offer offer)
{
    m_offer = offer;
    emit changed();
}

void CurrentPortal::setByHand(bool byHand)
{
    if (byHand == m_byHand)
        return;
    m_byHand = byHand;
    emit changed();
}

void CurrentPortal::confirm()
{
    m_access->confirm();
    m_workbench.rememberPortal(m_access->site());
}

void CurrentPortal::cancel()
{
    if (m_access)
        m_access->cancel();
}

} // namespace Setup
