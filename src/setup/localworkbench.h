// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/localsession.h"
#include "setup/portalaccess.h"
#include "setup/workbench.h"

namespace Setup {

// Sessions of this computer, with drafts in one folder.
class LocalWorkbench : public Workbench
{
public:
    // services and what they refer to outlive the workbench and its sessions.
    LocalWorkbench(CheckServices services, const QString &draftsFolder, bool isDemo);

    // Other portals than those that AskCody runs, and where the browser finds their pages: for the demo.
    void setPortals(PortalDirectory directory, PortalAccess::BrowserAddress browserAddress);

    // It outlives the workbench.
    void setProxy(KeptProxy &proxy) { m_proxy = &proxy; }

    std::unique_ptr<Session> newSession() override;
    std::unique_ptr<Session> sessionFor(const Integration &integration) override;
    Result<std::shared_ptr<Session>> sessionToApply(const Integration &integration) override;
    Result<std::shared_ptr<Session>> resume(const QUuid &id) override;
    Result<std::shared_ptr<Session>> openBundle(const QString &path) override;
    Result<std::shared_ptr<Session>> openRecording(const Recording &recording) override;
    QList<DraftInfo> drafts() const override { return m_journal.drafts(); }
    bool isDemo() const override { return m_isDemo; }
    QList<PortalSite> knownPortals() const override { return directory().known(); }
    Result<std::shared_ptr<PortalAccess>> portal(const QUrl &address) override;
    void rememberPortal(const PortalSite &site) override;
    KeptProxy *proxy() override { return m_proxy; }
    Result<QStringList> keptSecrets() const override;
    std::unique_ptr<ForgetSecrets> forgetSecrets(const QStringList &names) override;

private:
    SessionTools tools();
    const PortalDirectory &directory() const;
    std::optional<Problem> doubtAbout(const Integration &integration) const;

    CheckServices m_services;
    Journal m_journal;
    bool m_isDemo;
    std::optional<PortalDirectory> m_directory; // none: the built-in one, read when it is asked first
    PortalAccess::BrowserAddress m_browserAddress;
    KeptProxy *m_proxy = nullptr;
    JwkCache m_keys;
    QMap<QString, std::shared_ptr<PortalAccess>> m_portals; // by origin
};

} // namespace Setup
