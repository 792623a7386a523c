// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/localsession.h"
#include "setup/workbench.h"

namespace Setup {

// Sessions of this computer, with drafts in one folder.
class LocalWorkbench : public Workbench
{
public:
    // services and what they refer to outlive the workbench and its sessions.
    LocalWorkbench(CheckServices services, const QString &draftsFolder, bool isDemo);

    std::unique_ptr<Session> newSession() override;
    std::unique_ptr<Session> sessionFor(const Integration &integration) override;
    Result<std::shared_ptr<Session>> resume(const QUuid &id) override;
    Result<std::shared_ptr<Session>> openBundle(const QString &path) override;
    QList<DraftInfo> drafts() const override { return m_journal.drafts(); }
    bool isDemo() const override { return m_isDemo; }
    Result<QStringList> keptSecrets() const override;
    std::unique_ptr<ForgetSecrets> forgetSecrets(const QStringList &names) override;

private:
    SessionTools tools();

    CheckServices m_services;
    Journal m_journal;
    bool m_isDemo;
};

} // namespace Setup
