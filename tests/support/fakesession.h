// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewsconsole.h"
#include "secrets/memorysecretstore.h"
#include "setup/microsoftaccess.h"
#include "setup/pushoperation.h"
#include "support/scripteddoor.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>

namespace Setup {

// What a fake session does when it is asked to run: findings in this order, one after each pause.
struct FakeScript
{
    QList<Finding> findings;
    std::chrono::milliseconds pause{0};
    Found discovered; // what discover() finds, and discoverByAddress()
    Found found; // what is known when the run has ended
    Verdict verdict = Verdict::Pass;
    std::optional<Problem> refusal; // of run() itself

    QUrl signInUrl; // where the browser has to go; then the sign-in waits for comeBack()

    // Every check of the Exchange Server path passes.
    static FakeScript healthy();
    // The same of Exchange Online, in the organisation fabrikam.test.
    static FakeScript online();
    // The same with a failure at one check and what follows from it.
    FakeScript &failAt(const QString &checkId, const Problem &problem, const QStringList &skipped = {});
};

// A session without a world: it says what its script says, keeps what it is told and counts what is asked of
// it.
class FakeSession : public Session
{
    Q_OBJECT

public:
    explicit FakeSession(FakeScript script = FakeScript::healthy());

    const Integration &integration() const override { return m_integration; }
    void setIntegration(const Integration &integration) override;
    void setPassword(const Secret &password) override { m_password = password; }
    Secret password() const override { return m_password; }
    void setKeepPassword(bool keep) override { m_keep = keep; }
    bool keepsPassword() const override { return m_keep; }
    bool isStoringPassword() const override { return false; }
    void loadKeptPassword() override;
    void setLoginAttempts(int attempts) override { loginAttempts = attempts; }
    void setPortal(std::shared_ptr<PortalAccess> portal) override { lentPortal = std::move(portal); }
    State state() const override { return m_state; }
    bool isReadOnly() const override { return readOnly; }
    bool isReplay() const override { return replay; }
    void discover() override;
    void discoverByAddress() override;
    Result<Done> run(const QStringList &only = {}) override;
    using Session::repeat;
    Result<Done> repeat(const QStringList &checkIds) override;
    void cancel() override;
    bool isRunning() const override { return m_running; }
    QStringList plannedChecks() const override;
    QList<Finding> findings() const override { return m_findings; }
    Verdict verdict() const override;
    void setAccepted(const QStringList &checkIds) override { m_accepted = checkIds; }
    QStringList accepted() const override { return m_accepted; }
    Explanation explain(const Finding &finding) const override;
    MicrosoftAccess &microsoft() override { return m_microsoft; }
    QStringList notTested() const override;
    Found found() const override { return m_found; }
    Outgoing outgoing() const override;
    QJsonObject report(const QString &command) const override;
    // Whatever is asked, the account may not impersonate.
    std::shared_ptr<EwsConsole> console() override;
    Result<WantedIntegration> wanted() const override;
    Result<Done> push(std::shared_ptr<PortalAccess> portal) override;
    bool isPushing() const override { return m_pushing.isActive(); }
    bool isOutcomeOpen() const override { return outcomeOpen; }
    QString portalId() const override { return portalIdOfIt; }
    void setCloudResult(const CloudResult &result) override { cloud = result; }
    std::optional<CloudResult> cloudResult() const override { return cloud; }
    void markHandedOff() override;
    void discardDraft() override { discarded = true; }

    // The browser is back at the program.
    void comeBack();

    FakeScript script;
    bool readOnly = false;
    bool replay = false;
    bool discarded = false;
    int loginAttempts = 1;
    std::shared_ptr<PortalAccess> lentPortal;
    int runs = 0;
    int cancels = 0;
    int pushes = 0;
    Result<PushOutcome> pushed = Problem{QStringLiteral("PORTAL_FAILED"), {}, {}};
    std::optional<CloudResult> cloud;
    bool outcomeOpen = false;
    QString portalIdOfIt;
    QStringList discoveredDomains;
    QStringList discoveredAddresses;
    QStringList repeated;
    Secret kept; // what loadKeptPassword() finds

private:
    void begin(const QList<Finding> &findings);
    void step();
    void signIn(const Finding &finding);

    ScriptedDoor m_door;
    LoginGate m_gate;
    std::shared_ptr<EwsConsole> m_console;
    SystemClock m_clock;
    SystemRandomSource m_random;
    MemorySecretStore m_secrets;
    MicrosoftAccess m_microsoft{
        {m_door, m_clock, m_random, m_secrets}, QUuid::createUuid(), [](const QUrl &url) { return url; }};
    Integration m_integration;
    Secret m_password;
    bool m_keep = false;
    bool m_running = false;
    bool m_isCancelled = false;
    State m_state = State::Draft;
    QList<Finding> m_findings;
    Found m_found;
    QStringList m_accepted;
    std::deque<Finding> m_ahead;
    bool m_isBrowserOpen = false;
    bool m_isWhole = true;
    QTimer m_timer;
    QTimer m_discovery;
    QTimer m_keychain;
    QTimer m_pushing;
};

} // namespace Setup
