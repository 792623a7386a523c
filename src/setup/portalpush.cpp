// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/portalpush.h"

#include "core/problemcodes.h"
#include "setup/pushrules.h"

#include <QCryptographicHash>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using State = Session::State;

// A portal may change its keys, and a body may have waited beyond its time; more than one of each in a row is
// a portal that refuses everything.
constexpr int TimesToSealAnew = 2;

QByteArray sha256(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256);
}

// Whoever sends the same again would be refused again, and was refused the first time.
bool isAboutTheContent(const Problem &problem)
{
    return problem.code == Code::PortalSealingKeyUnknown || problem.code == Code::PortalCredentialRefused
        || problem.code == Code::PortalKeyReused || problem.code == Code::PortalRequestRefused;
}

bool isGone(const Result<Secret> &read)
{
    return !read
        && (read.problem().code == Code::KeychainEntryMissing
            || read.problem().code == Code::KeychainCorrupt);
}

} // namespace

PortalPush::PortalPush(const PushTools &tools, PushRequest request, std::chrono::milliseconds deadline)
    : TimedOperation(deadline)
    , m_tools(tools)
    , m_request(std::move(request))
    , m_record(tools.journal, tools.portal.clock)
{}

void PortalPush::begin()
{
    m_isUnderWay = true;
    m_password = m_request.password;
    m_refusedKid.clear();
    m_freshBody.clear();
    m_timesSealedAnew = 0;
    m_hadBeenSent = false;
    m_ending.reset();
    m_passwordMayGo = false;
    m_isOtherPassword = false;
    m_there.reset();
    m_outcome.reset();
    m_isSettling = false;
    ++m_round;
    if (!m_tools.journal.isHeldBy(m_request.lock, m_request.integration))
        return settle(Problem{Code::DraftInUse, {}, {}});
    // Another window may have had the draft before: what the journal says now is what holds.
    if (const auto opened = m_record.open(m_request.integration); !opened)
        return settle(opened.problem());
    m_wanted = wantedIntegration(draft());
    if (const auto blocker = pushBlocker(draft(), m_tools.portal.site))
        return settle(*blocker);
    ask();
}

void PortalPush::abandon()
{
    m_step.reset();
    m_password = {};
    if (std::exchange(m_isUnderWay, false)) // a first start() comes here, too
        m_request.password = {};
    if (!m_isSettling)
        ++m_round;
}

Problem PortalPush::overdue() const
{
    return {isOutcomeOpen(draft()) ? Code::PortalOutcomeUnknown : Code::HttpTimeout, {}, {}};
}

template<typename Operation, typename Value>
void PortalPush::proceed(std::unique_ptr<Operation> operation,
                         void (PortalPush::*next)(const Result<Value> &))
{
    Operation *const started = operation.get();
    connect(started, &Operation::finished, this, next);
    if constexpr (std::is_base_of_v<SecretOperation, Operation>)
        connect(started, &SecretOperation::waitingForUser, this, &PushOperation::waitingForUser);
    m_step = std::move(operation);
    started->start();
}

// What could not be written may not be done. False: settled.
bool PortalPush::written(const Result<Done> &result)
{
    if (!result)
        settle(result.problem());
    return result.hasValue();
}

// From the event loop: whoever hears it may cancel or delete us.
void PortalPush::tell(State state)
{
    QMetaObject::invokeMethod(
        this,
        [this, state, round = m_round] {
            if (round == m_round)
                emit reached(state);
        },
        Qt::QueuedConnection);
}

void PortalPush::ask()
{
    proceed(PortalClient(m_tools.portal).findByReference(m_request.integration), &PortalPush::takeExisting);
}

void PortalPush::takeExisting(const Result<QList<PortalIntegration>> &found)
{
    if (found && !found->isEmpty()) {
        m_there = found->first();
        const bool isKnownAsOurs = draft().portalId == m_there->id && !draft().madeByAnother;
        const bool isOurs = !draft().sentTo.isEmpty() || isKnownAsOurs;
        if (draft().sentTo.isEmpty() || m_password.isEmpty())
            return conclude(*m_there, isOurs);
        return proceed(m_tools.secrets.read(SecretStore::passwordName(m_request.integration)),
                       &PortalPush::compareSent);
    }
    if (m_ending)
        return settle(*m_ending);
    if (!found)
        return settle(found.problem());
    if (isMade(draft())) // a portal may find late by a reference what it has just got
        return proceed(PortalClient(m_tools.portal).readIntegration(draft().portalId), &PortalPush::takeMade);
    if (m_wanted && !m_wanted->hasSecret())
        return submitOrSeal();
    proceed(m_tools.secrets.read(SecretStore::passwordName(m_request.integration)), &PortalPush::takeKept);
}

void PortalPush::takeMade(const Result<PortalIntegration> &read)
{
    if (!read && read.problem().code != Code::PortalNotFound)
        return settle(read.problem());
    if (read && read->clientReference == m_request.integration)
        return conclude(*read, !draft().madeByAnother);
    m_ending = Problem{Code::PortalNotFound, {}, {{u"id"_s, draft().portalId}}};
    m_passwordMayGo = true;
    if (written(m_record.integrationIsGone()))
        tidy();
}

// What was sent before may have held another password than the one that was typed now.
void PortalPush::compareSent(const Result<Secret> &kept)
{
    m_isOtherPassword = kept && !isSame(*kept, m_password);
    conclude(*m_there, true);
}

void PortalPush::takeKept(const Result<Secret> &kept)
{
    if (!kept && !isGone(kept))
        return settle(kept.problem());
    // What an earlier push left in the keychain may be older than what the checks have proved since.
    const bool isProved = draft().keepPassword || draft().state != State::Checked;
    if (m_password.isEmpty() && kept && isProved)
        m_password = *kept;
    if (kept && !m_password.isEmpty() && isSame(*kept, m_password))
        return compare(kept);
    // What is sealed already can go without it.
    if (m_password.isEmpty() && draft().state == State::Submitted)
        return submitOrSeal();
    if (m_password.isEmpty())
        return settle(Problem{Code::PasswordMissing, {}, {}});
    storePassword();
}

void PortalPush::storePassword()
{
    if (!written(m_record.passwordIsComing()))
        return;
    proceed(m_tools.secrets.write(SecretStore::passwordName(m_request.integration), m_password),
            &PortalPush::readBack);
}

void PortalPush::readBack(const Result<Done> &stored)
{
    if (!stored)
        return settle(stored.problem());
    proceed(m_tools.secrets.read(SecretStore::passwordName(m_request.integration)), &PortalPush::compare);
}

void PortalPush::compare(const Result<Secret> &kept)
{
    if (!kept)
        return settle(kept.problem());
    if (!isSame(*kept, m_password))
        return settle(Problem{Code::KeychainCorrupt, u"another password was read back"_s, {}});
    if (draft().state != State::Submitted) {
        if (!written(m_record.passwordIsStored()))
            return;
        tell(State::SecretStored);
    }
    submitOrSeal();
}

void PortalPush::submitOrSeal()
{
    const auto &submission = draft().submission;
    const bool isSameContent = submission && submission->sent
        && submission->contentHash == contentHash(*m_wanted, m_tools.portal.site.origin);
    if (isSameContent)
        return loadBody(Done{});
    seal();
}

void PortalPush::seal()
{
    if (!checksHold(draft(), m_tools.portal.clock.now())) {
        if (written(m_record.checksAreStale()))
            settle(Problem{Code::PushNotChecked, {}, {}});
        return;
    }
    if (!m_wanted->hasSecret()) // what goes is plain, and waits for its outcome as everything else
        return storeBody(SealedCredential{});
    proceed(std::unique_ptr<SealingOperation>(
                std::make_unique<CredentialSealer>(m_tools.portal,
                                                   SealQuery{m_wanted->username, m_password, m_wanted->ewsUrl,
                                                             m_wanted->clientReference, m_refusedKid})),
            &PortalPush::storeBody);
}

void PortalPush::storeBody(const Result<SealedCredential> &sealed)
{
    if (!sealed)
        return settle(sealed.problem());
    const Submission made = makeSubmission(*m_wanted, sealed->jwe, m_tools.random);
    m_freshBody = sha256(made.body);
    const QString &portal = m_tools.portal.site.origin;
    const QString item = SecretStore::sealedBodyName(m_request.integration);
    if (!written(m_record.bodyIsComing(
            {made.key, m_freshBody, contentHash(*m_wanted, portal), portal, sealed->kid, false})))
        return;
    proceed(m_tools.secrets.write(item, Secret(made.body)), &PortalPush::loadBody);
}

// What is sent is what the keychain gives back, the first time as every other: then it can be sent again.
void PortalPush::loadBody(const Result<Done> &stored)
{
    if (!stored)
        return settle(stored.problem());
    proceed(m_tools.secrets.read(SecretStore::sealedBodyName(m_request.integration)), &PortalPush::submit);
}

void PortalPush::submit(const Result<Secret> &body)
{
    const PendingSubmission submission = *draft().submission;
    if (!body && !isGone(body))
        return settle(body.problem());
    if (!body || sha256(body->bytes()) != submission.bodyHash) {
        if (submission.bodyHash == m_freshBody)
            return settle(Problem{Code::KeychainCorrupt, u"the sealed body was not kept"_s, {}});
        // Nobody can send these bytes again. The reference keeps two of them from becoming two integrations.
        if (written(m_record.submissionIsVoid()))
            seal();
        return;
    }
    m_hadBeenSent = !draft().sentTo.isEmpty();
    if (!written(m_record.bodyIsSubmitted()))
        return;
    tell(State::Submitted);
    proceed(PortalClient(m_tools.portal).createIntegration({submission.key, body->bytes().toByteArray()}),
            &PortalPush::takeAnswer);
}

void PortalPush::takeAnswer(const Result<CreatedIntegration> &made)
{
    // What was there already may have been made by a request of ours that was thought lost.
    if (made)
        return conclude(made->integration, made->isByThisSubmission || m_hadBeenSent);
    switch (outcomeOf(made.problem())) {
    case CallOutcome::Unknown:
        m_ending = made.problem();
        return ask();
    case CallOutcome::NotSent:
        if (m_hadBeenSent)
            return settle(made.problem());
        break;
    case CallOutcome::Refused:
        if (m_hadBeenSent && !isAboutTheContent(made.problem()))
            return settle(made.problem()); // it says nothing of the first time
        break;
    }
    takeRefusal(made.problem());
}

void PortalPush::takeRefusal(const Problem &problem)
{
    const bool again = maySealAnew(problem);
    // That this one was refused says nothing of one that went before it.
    if (!written(m_hadBeenSent ? m_record.submissionIsVoid() : m_record.submissionIsRefused()))
        return;
    if (again)
        return ask();
    m_ending = problem;
    tidy(); // the password stays, for the next try
}

bool PortalPush::maySealAnew(const Problem &problem)
{
    const bool isKeyUnknown = problem.code == Code::PortalSealingKeyUnknown;
    const bool isTooLate = problem.code == Code::PortalCredentialRefused
        && problem.facts["reason"_L1].toString() == "expired"_L1;
    const bool isKeyReused = problem.code == Code::PortalKeyReused;
    if (isKeyUnknown)
        m_refusedKid = draft().submission->kid;
    return (isKeyUnknown || isTooLate || isKeyReused) && m_timesSealedAnew++ < TimesToSealAnew;
}

void PortalPush::conclude(const PortalIntegration &integration, bool isOurs)
{
    m_ending.reset();
    m_passwordMayGo = true;
    m_outcome = PushOutcome{integration, isOurs, {}, {}};
    if (m_wanted)
        m_outcome->differences = differences(*m_wanted, integration);
    if (m_isOtherPassword || draft().otherPasswordSent)
        m_outcome->differences.append(u"password"_s);
    if (written(m_record.integrationIsMade(integration.id, m_tools.portal.site.origin, isOurs)))
        tidy();
}

void PortalPush::tidy()
{
    const QString password = SecretStore::passwordName(m_request.integration);
    const bool keepsPassword = draft().keepPassword || !m_passwordMayGo;
    const QStringList &items = draft().keychainItems;
    const auto next = std::find_if(items.begin(), items.end(),
                                   [&](const QString &item) { return item != password || !keepsPassword; });
    if (next == items.end())
        return wrapUp();
    m_removing = *next;
    proceed(m_tools.secrets.remove(m_removing), &PortalPush::takeRemoved);
}

void PortalPush::takeRemoved(const Result<Done> &removed)
{
    if (removed) {
        if (written(m_record.itemIsGone(m_removing)))
            tidy();
        return;
    }
    if (m_outcome)
        m_outcome->leftBehind = removed.problem();
    wrapUp();
}

void PortalPush::wrapUp()
{
    if (!m_outcome)
        return settle(*m_ending);
    if (!written(m_record.isConfirmed()))
        return;
    tell(State::Confirmed);
    m_isSettling = true; // that it is reached is heard before the end
    settle(*m_outcome);
}

} // namespace Setup
