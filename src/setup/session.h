// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/integration.h"
#include "core/runinput.h"
#include "diagnosis/explanation.h"
#include "portal/cloudresult.h"
#include "portal/portalintegration.h"
#include "setup/found.h"
#include "setup/outgoing.h"

#include <QObject>

#include <memory>

namespace Setup {

class EwsConsole;
class MicrosoftAccess;
class PortalAccess;
class ReplayedWorld;
struct PushOutcome;

// One integration on its way from the form to the portal: what the window and the command line both talk to.
// It keeps the draft on disk (never a secret), runs the checks, explains what they found and records the run.
// Whoever hears a signal may destroy it.
class Session : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    enum class State { Draft, Checked, SecretStored, Submitted, Confirmed, HandedOff };
    Q_ENUM(State)

    virtual const Integration &integration() const = 0;
    // Saves the draft. An edit of what a run read returns Checked to Draft and cancels a run that reads it.
    virtual void setIntegration(const Integration &integration) = 0;
    virtual void setPassword(const Secret &password) = 0; // in memory, until session or account end
    virtual Secret password() const = 0;
    // Whether the password (Exchange Online: the sign-in) shall be in the OS keychain for later checks.
    // Written once proved, removed when unwanted; passwordKept() tells. Not written: keepsPassword() is not.
    virtual void setKeepPassword(bool keep) = 0;
    virtual bool keepsPassword() const = 0;
    virtual bool isStoringPassword() const = 0; // passwordKept() will follow
    // Looks for the password in the keychain; keptPasswordLoaded() or keptPasswordUnavailable() follows.
    virtual void loadKeptPassword() = 0;
    virtual void setLoginAttempts(int attempts) = 0;
    // The next runs ask this portal, too, if it is the integration's (null: none), with whoever is signed in.
    virtual void setPortal(std::shared_ptr<PortalAccess> portal) = 0;
    virtual State state() const = 0;
    virtual bool isReadOnly() const = 0; // another window has this draft open, or it is a replay
    virtual bool isReplay() const = 0;
    virtual ReplayedWorld *replayed() const { return nullptr; } // null: it is none

    virtual void discover() = 0; // of servers, without a login and by the domain alone; discovered() follows
    virtual void discoverByAddress() = 0; // the same, once the admin has gone on with the address
    // The checks that apply, or the given ones with what they need. CA_FILE_UNUSABLE: nothing was started.
    virtual Result<Done> run(const QStringList &only = {}) = 0;
    virtual Result<Done> repeat(const QStringList &checkIds) = 0; // as run(); if that run is gone, all
    Result<Done> repeat(const QString &checkId) { return repeat(QStringList{checkId}); }
    // Ends a run; no signal follows. What its checks left behind is taken away by farewells().
    virtual void cancel() = 0;
    virtual bool isRunning() const = 0;

    virtual QStringList plannedChecks() const = 0;
    virtual QList<Finding> findings() const = 0; // in the table's order
    virtual Verdict verdict() const = 0;
    // Failed checks that the admin decided to go on with, until the next run or another failure of the check.
    virtual void setAccepted(const QStringList &checkIds) = 0;
    virtual QStringList accepted() const = 0;
    virtual Explanation explain(const Finding &finding) const = 0;
    virtual QStringList notTested() const = 0; // sentences for people: what this run does not prove
    virtual MicrosoftAccess &microsoft() = 0; // with Exchange Online: sign-in and consent
    virtual Found found() const = 0; // what may be taken over into the form
    virtual Outgoing outgoing() const = 0;
    Result<QByteArray> recording() const { return outgoing().recording(); }
    Result<Done> mayLeave(const QByteArray &file) const { return outgoing().mayLeave(file); }
    virtual QJsonObject report(const QString &command) const = 0; // askcody-exchange-setup/report/1
    // For support, to ask by hand. Null: no run has ended here, or it knows no address.
    virtual std::shared_ptr<EwsConsole> console() { return {}; }

    // The integration as it is to be in the portal. INPUT_*: that is not known yet.
    virtual Result<WantedIntegration> wanted() const = 0;
    // Brings it into the portal, where somebody must be signed in, or goes on with what was cut off;
    // reached() and pushFinished() follow. An edit ends it, as cancel() does: what is written stands, for the
    // next push. DRAFT_IN_USE, FILE_NOT_WRITABLE: nothing was started.
    virtual Result<Done> push(std::shared_ptr<PortalAccess> portal) = 0;
    virtual bool isPushing() const = 0;
    // A submission has left this computer, and nobody knows whether the portal has made an integration of it.
    virtual bool isOutcomeOpen() const = 0;
    // The portal's own name for the integration, once it is made there.
    virtual QString portalId() const = 0;
    virtual void setCloudResult(const CloudResult &result) = 0; // stands in reports, until the session ends
    virtual std::optional<CloudResult> cloudResult() const = 0;

    virtual void markHandedOff() = 0; // not where the portal has it or may have it: nobody makes it twice
    virtual void discardDraft() = 0;

signals:
    void saveFailed(const Setup::Problem &problem); // the draft could not be written
    void keptPasswordUnavailable(const Setup::Problem &problem); // KEYCHAIN_*
    void keptPasswordLoaded(); // or there was none
    void passwordKept(const Setup::Result<Setup::Done> &result);
    void changed(); // integration, state, found() or cloudResult()
    void discovered();
    void checkStarted(const QString &id);
    void checkFinished(const Setup::Finding &finding);
    void runFinished(Setup::Verdict verdict);
    void reached(Setup::Session::State state); // by a push
    void keychainWaits(); // while a push waits for the keychain, which may be asking its user
    void pushFinished(const Setup::Result<Setup::PushOutcome> &result);
};

} // namespace Setup
