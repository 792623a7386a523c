// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"
#include "setup/session.h"

#include <memory>

namespace Setup {

// Has the portal's cloud look at a session's Exchange: with the credential that it keeps, where the
// integration is made there, else at the path alone. What it finds goes into the session. finished() comes
// once per start(), never from inside it, never after cancel(). Problems: those of PortalClient; those of
// Session::wanted() where there is no address to look at.
class CloudLook : public QObject
{
    Q_OBJECT

public:
    explicit CloudLook(QObject *parent = nullptr);
    ~CloudLook() override;

    // Both outlive the look, or its cancel(). Somebody is signed in to the portal.
    void start(const PortalAccess &portal, Session &session);
    void cancel();

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    void takeFound(const Result<QList<PortalIntegration>> &found);
    void look(std::unique_ptr<CloudOperation> operation);
    void take(const Result<CloudResult> &result);

    const PortalAccess *m_portal = nullptr;
    Session *m_session = nullptr;
    std::unique_ptr<IntegrationListOperation> m_find;
    std::unique_ptr<CloudOperation> m_look;
};

} // namespace Setup
