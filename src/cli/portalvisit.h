// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"
#include "setup/workbench.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace Setup {

class Console;

struct VisitPlan
{
    QUrl portal;
    bool accept = false; // --accept-portal
    SignInWay way = {SignInWay::Kind::Kept};
};

// A command's way into a portal: asks what it offers, has it confirmed, signs in, and tells the person at the
// console what that needs. finished() comes once per start(), never from inside it, never after cancel().
// Problems: those of Workbench::portal(), PortalAccess::opened() and signedIn(); PORTAL_NO_INTERFACE.
class PortalVisit : public QObject
{
    Q_OBJECT

public:
    PortalVisit(Workbench &workbench, Console &console, QObject *parent = nullptr);
    ~PortalVisit() override;

    void start(const VisitPlan &plan);
    void cancel();
    // How somebody at a console gets to a page, or types a code elsewhere.
    static void showLink(Console &console, const QUrl &url);
    static void showCode(Console &console, const DeviceCode &code);

    // After a good end: somebody is signed in there. Null where no portal may be asked at this address.
    const std::shared_ptr<PortalAccess> &portal() const { return m_portal; }

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    void listen();
    void takeOpened(const Result<DiscoveredPortal> &result);
    void takeSignedIn(const Result<PortalAccount> &result);
    void showCertificate();
    void settle(const Result<Done> &result);
    void settleLater(const Result<Done> &result);

    Workbench &m_workbench;
    Console &m_console;
    VisitPlan m_plan;
    std::shared_ptr<PortalAccess> m_portal;
    QTimer m_later;
    std::optional<Result<Done>> m_ending;
};

} // namespace Setup
