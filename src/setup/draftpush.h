// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"
#include "setup/portalaccess.h"
#include "setup/portalpush.h"

#include <memory>

namespace Setup {

// A push of a session's draft, with the portal that it goes to. While it runs, the journal is the push's; the
// session takes over() what it wrote when it ends.
class DraftPush : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~DraftPush() override;

    // The rest of the tools outlives it.
    void start(std::shared_ptr<PortalAccess> portal, const CheckServices &services, const Journal &journal,
               const PushRequest &request);
    bool isRunning() const { return m_push != nullptr; }
    // Ends it, silently; the draft is then as the journal has it. Without a push, nothing changes.
    void takeOver(Draft &draft);

signals:
    void reached(Setup::Session::State state);
    void waitingForUser();
    void finished(const Setup::Result<Setup::PushOutcome> &result); // it runs until takeOver()

private:
    std::shared_ptr<PortalAccess> m_portal; // goes after the push
    std::unique_ptr<PortalPush> m_push;
};

} // namespace Setup
