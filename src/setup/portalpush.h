// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "portal/creationoperation.h"
#include "portal/credentialsealer.h"
#include "secrets/secretstore.h"
#include "setup/pushoperation.h"
#include "setup/pushrecord.h"

namespace Setup {

// What a push works with; all of it outlives the push.
struct PushTools
{
    PortalContext portal;
    SecretStore &secrets;
    const Journal &journal;
    RandomSource &random;
};

struct PushRequest
{
    QUuid integration; // whose draft is pushed, as the journal has it now
    const QLockFile *lock = nullptr; // on that draft; it must be held
    Secret password; // of one start, forgotten at its end; empty: the one in the keychain
};

// Brings an integration into the portal, once and only once (README, "From form to portal"); also what
// resumes a push that was cut off anywhere. Each arrow is written before and after its act. The portal is
// always asked by the reference first; a submission whose outcome is unknown goes again under the same key
// and byte for byte, from the keychain; only what the portal has refused for certain is sealed anew, under a
// new key.
//
// Cancelling leaves everything as it stands, for a resume. Problems: DRAFT_IN_USE (the lock is not held);
// those of pushBlocker(); KEYCHAIN_*, PASSWORD_MISSING; those of PortalClient and CredentialSealer, and
// PORTAL_OUTCOME_UNKNOWN, after which a resume is due; PORTAL_NOT_FOUND where the integration had been made
// and is no longer there: it is not made again by itself; FILE_NOT_WRITABLE.
class PortalPush : public TimedOperation<PushOperation, PushOutcome>
{
    Q_OBJECT

public:
    // The deadline is one over all steps, each of which has its own; a keychain may be asking its user.
    PortalPush(const PushTools &tools, PushRequest request,
               std::chrono::milliseconds deadline = std::chrono::minutes(10));

    const Draft &draft() const { return m_record.draft(); } // as written last

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    template<typename Operation, typename Value>
    void proceed(std::unique_ptr<Operation> operation, void (PortalPush::*next)(const Result<Value> &));
    bool written(const Result<Done> &result);
    void tell(Session::State state);

    void ask();
    void takeExisting(const Result<QList<PortalIntegration>> &found);
    void takeMade(const Result<PortalIntegration> &read);
    void compareSent(const Result<Secret> &kept);
    void takeKept(const Result<Secret> &kept);
    void storePassword();
    void readBack(const Result<Done> &stored);
    void compare(const Result<Secret> &kept);
    void submitOrSeal();
    void seal();
    void storeBody(const Result<SealedCredential> &sealed);
    void loadBody(const Result<Done> &stored);
    void submit(const Result<Secret> &body);
    void takeAnswer(const Result<CreatedIntegration> &made);
    void takeRefusal(const Problem &problem);
    bool maySealAnew(const Problem &problem);
    void conclude(const PortalIntegration &integration, bool isOurs);
    void tidy();
    void takeRemoved(const Result<Done> &removed);
    void wrapUp();

    PushTools m_tools;
    PushRequest m_request;
    PushRecord m_record;
    Result<WantedIntegration> m_wanted;
    Secret m_password; // of this start
    QString m_refusedKid;
    QByteArray m_freshBody; // hash of what this start has sealed itself
    int m_timesSealedAnew = 0;
    int m_round = 0; // of starts and cancels: what was told in an earlier one is not heard any more
    bool m_isUnderWay = false;
    bool m_isSettling = false;
    bool m_hadBeenSent = false;
    std::optional<Problem> m_ending; // one more act first, then this
    bool m_passwordMayGo = false; // nobody needs it any more
    QString m_removing;
    std::optional<PortalIntegration> m_there;
    bool m_isOtherPassword = false; // typed now, beside the one that was sent
    std::optional<PushOutcome> m_outcome;
    std::unique_ptr<QObject> m_step;
};

} // namespace Setup
