// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/explainer.h"
#include "setup/chronicle.h"
#include "setup/draftpush.h"
#include "setup/earlydiscovery.h"
#include "setup/keptpassword.h"
#include "setup/session.h"
#include "setup/sessiontools.h"

#include <memory>
#include <optional>

namespace Setup {

// The session of this computer: real checks, drafts in the journal.
class LocalSession : public Session
{
    Q_OBJECT

public:
    // Without a lock it is read only: another window has the draft, or nobody keeps one.
    LocalSession(SessionTools tools, Draft draft, std::unique_ptr<QLockFile> lock, QObject *parent = nullptr);
    ~LocalSession() override;

    const Integration &integration() const override { return m_draft.integration; }
    void setIntegration(const Integration &edited) override;
    void setPassword(const Secret &password) override;
    Secret password() const override { return m_password; }
    void setKeepPassword(bool keep) override;
    bool keepsPassword() const override { return m_draft.*wish(); }
    bool isStoringPassword() const override { return m_kept.isStoring() || m_microsoft.isStoring(); }
    void loadKeptPassword() override;
    void setLoginAttempts(int attempts) override;
    void setPortal(std::shared_ptr<PortalAccess> portal) override;
    State state() const override { return m_draft.state; }
    bool isReadOnly() const override { return !m_lock; }
    bool isReplay() const override { return m_tools.replayed != nullptr; }
    ReplayedWorld *replayed() const override { return m_tools.replayed.get(); }

    void discover() override;
    void discoverByAddress() override;
    Result<Done> run(const QStringList &only = {}) override;
    using Session::repeat;
    Result<Done> repeat(const QStringList &checkIds) override;
    void cancel() override;
    bool isRunning() const override;

    QStringList plannedChecks() const override;
    QList<Finding> findings() const override;
    Verdict verdict() const override;
    void setAccepted(const QStringList &checkIds) override;
    QStringList accepted() const override;
    Explanation explain(const Finding &finding) const override;
    QStringList notTested() const override;
    MicrosoftAccess &microsoft() override { return m_microsoft; }
    Found found() const override;
    Outgoing outgoing() const override;
    QJsonObject report(const QString &command) const override;
    std::shared_ptr<EwsConsole> console() override;
    Result<WantedIntegration> wanted() const override;
    Result<Done> push(std::shared_ptr<PortalAccess> portal) override;
    bool isPushing() const override { return m_push.isRunning(); }
    bool isOutcomeOpen() const override { return Setup::isOutcomeOpen(m_draft); }
    QString portalId() const override { return m_draft.portalId; }
    void setCloudResult(const CloudResult &result) override;
    std::optional<CloudResult> cloudResult() const override { return m_cloud; }
    void markHandedOff() override;
    void discardDraft() override;

private:
    bool asksPortal() const; // would a run that starts now?
    Result<RunInput> runInput(const QStringList &only) const;
    void forgetRun();
    void endRun();
    void bidFarewell();
    void closeConsole();
    QList<Secret> secrets() const;
    Result<Recording> wholeRecording() const;
    void take(const Finding &finding);
    void concludeRun(Verdict verdict);
    bool Draft::*wish() const; // for the integration's own secret: a password, or a sign-in
    QStringList mayBeKept() const; // of either kind, in the keychain
    void storePassword();
    void forgetPassword();
    void follow(const Integration &before);
    void concludePush(const Result<PushOutcome> &result);
    void concludeStoring(bool Draft::*wish, const Result<Done> &result);
    void concludeLoading(const Result<Secret> &secret);
    Result<Done> cleanDraft();
    Result<Done> write();
    void followMicrosoft();
    void note(const QString &what, const QString &about = {});
    void save();

    SessionTools m_tools;
    Draft m_draft;
    std::unique_ptr<QLockFile> m_lock;
    Explainer m_explainer;
    Secret m_password;
    std::shared_ptr<PortalAccess> m_portal;
    int m_loginAttempts = 1;
    bool m_isDiscarded = false;
    bool m_mayBeKept = false; // the keychain may hold the password of this draft
    QDateTime m_startedAt;
    std::shared_ptr<CheckRun> m_run; // shared with the farewells after its end
    std::shared_ptr<EwsConsole> m_console; // by the ways of m_run
    KeptPassword m_kept;
    MicrosoftAccess m_microsoft;
    EarlyDiscovery m_early;
    DraftPush m_push;
    std::optional<CloudResult> m_cloud;
    Chronicle m_chronicle;
};

} // namespace Setup
