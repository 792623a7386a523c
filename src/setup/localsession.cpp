// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/localsession.h"

#include "checks/checkids.h"
#include "core/clock.h"
#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "secrets/secretstore.h"
#include "setup/found.h"
#include "setup/inportal.h"
#include "setup/portalaccess.h"
#include "setup/pushrules.h"
#include "setup/trustedca.h"

#include <QMetaEnum>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

LocalSession::LocalSession(SessionTools tools, Draft draft, std::unique_ptr<QLockFile> lock, QObject *parent)
    : Session(parent)
    , m_tools(std::move(tools))
    , m_draft(std::move(draft))
    , m_lock(std::move(lock))
    , m_mayBeKept(m_draft.keepPassword)
    , m_kept(m_tools.services.secrets, m_draft.integration.id)
    , m_microsoft(m_tools.services, m_draft.integration.id, m_tools.browserAddress)
    , m_early(m_tools.services, m_tools.checks)
{
    connect(&m_early, &EarlyDiscovery::progressed, this, &Session::discovered);
    connect(&m_kept, &KeptPassword::loaded, this, &LocalSession::concludeLoading);
    connect(&m_kept, &KeptPassword::stored, this,
            [this](const Result<Done> &result) { concludeStoring(&Draft::keepPassword, result); });
    connect(&m_kept, &KeptPassword::forgotten, this, &Session::passwordKept);
    followMicrosoft();
    connect(&m_push, &DraftPush::reached, this, [this](State state) {
        note(u"reached"_s, QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(int(state))));
        emit reached(state);
    });
    connect(&m_push, &DraftPush::waitingForUser, this, &Session::keychainWaits);
    connect(&m_push, &DraftPush::finished, this, &LocalSession::concludePush);
    if (LocalSession::keepsPassword() && !LocalSession::isReplay())
        LocalSession::loadKeptPassword();
}

LocalSession::~LocalSession()
{
    LocalSession::cancel();
}

void LocalSession::setIntegration(const Integration &edited)
{
    Integration integration = edited;
    integration.id =
        m_draft.integration.id; // who a session is about does not change: its lock and its secret go by it
    if (isReadOnly() || integration == m_draft.integration)
        return;
    m_push.takeOver(m_draft);
    const bool samePortal = portalOrigin(integration.portal) == portalOrigin(m_draft.integration.portal)
        || !hasRun(findings(), CheckId::PortalDiscovery);
    const bool sameInput = samePortal && inputHash(integration) == inputHash(m_draft.integration);
    const Integration before = std::exchange(m_draft.integration, integration);
    m_early.cancelOthers(integration.account());
    if (!before.account().isEmpty() && !InputRules::isSameEmail(before.account(), integration.account()))
        forgetPassword();
    if (!sameInput)
        forgetRun();
    save();
    const QPointer<LocalSession> here(this);
    follow(before);
    if (here)
        emit changed();
}

void LocalSession::setPassword(const Secret &password)
{
    if (password.bytes() == m_password.bytes())
        return;
    m_password = password;
    forgetRun();
}

// What was found out holds for what was asked. A repeated check would present the old password once more.
void LocalSession::forgetRun()
{
    if (isReplay())
        return;
    if (m_run)
        note(u"edited"_s);
    endRun();
    m_run.reset();
    returnToDraft(m_draft);
}

void LocalSession::setLoginAttempts(int attempts)
{
    const int allowed = std::clamp(attempts, 1, 3);
    if (allowed == m_loginAttempts)
        return;
    m_loginAttempts = allowed;
    forgetRun();
}

void LocalSession::setPortal(std::shared_ptr<PortalAccess> portal)
{
    m_portal = std::move(portal);
    const bool isOurs = asksPortal() || m_draft.integration.portal.isEmpty();
    if (m_portal && m_portal->offer() && isOurs && !isReplay()) // which applications it names
        m_microsoft.setPortal(m_portal->offer()->description);
}

bool LocalSession::asksPortal() const
{
    return m_portal && portalOrigin(m_draft.integration.portal) == m_portal->site().origin;
}

Result<RunInput> LocalSession::runInput(const QStringList &only) const
{
    const ExchangeServer *server = m_draft.integration.server();
    const auto trustedCa = readCaFile(server ? server->trustedCaFile : QString());
    if (!trustedCa)
        return trustedCa.problem();
    RunInput input{m_draft.integration, m_password, *trustedCa, m_loginAttempts, only, asksPortal()};
    // Whoever asks for the tenant by name lets Microsoft be asked about the address.
    input.askMicrosoft = !server || only.contains(u"discover.tenant"_s);
    input.online = m_microsoft.input();
    return input;
}

Result<Done> LocalSession::run(const QStringList &only)
{
    const auto input = isReplay() ? Result<RunInput>(m_tools.replayed->input()) : runInput(only);
    if (!input)
        return input.problem();
    cancel();
    if (!isReplay())
        forgetChecks(m_draft); // nothing is checked until this run has ended
    m_startedAt = m_tools.services.clock.now();
    if (isReplay())
        m_tools.replayed->rewind();
    CheckServices services = m_tools.services;
    services.desk = isReplay() ? nullptr : m_microsoft.desk();
    m_run = std::make_shared<CheckRun>(*input, services, m_tools.checks,
                                       asksPortal() ? std::optional(m_portal->pass()) : std::nullopt);
    if (m_tools.waySecrets)
        m_run->setWaySecrets(m_tools.waySecrets);
    const CheckRunner &runner = m_run->runner();
    connect(&runner, &CheckRunner::checkStarted, this, &Session::checkStarted);
    connect(&runner, &CheckRunner::checkFinished, this, &LocalSession::take);
    connect(&runner, &CheckRunner::finished, this, &LocalSession::concludeRun);
    note(u"runStarted"_s, only.join(u' '));
    m_run->start();
    return Done{};
}

// Whose consent is asked for is known also when the run is forgotten.
void LocalSession::take(const Finding &finding)
{
    if (finding.checkId == CheckId::Tenant)
        m_microsoft.setTenant(finding.facts);
    emit checkFinished(finding);
}

void LocalSession::concludeRun(Verdict verdict)
{
    m_draft.findings = m_run->runner().findings();
    m_draft.decisions =
        stillHolding(isReplay() ? m_tools.replayed->decisions() : m_draft.decisions, m_draft.findings);
    note(u"runFinished"_s, toString(verdict));
    if (verdict != Verdict::Cancelled && m_run->input().only.isEmpty() && !isReplay()) {
        m_draft.state = State::Checked;
        m_draft.checkedAt = m_startedAt;
        m_draft.checkedInput = inputHash(m_draft.integration);
        m_draft.told = m_run->input().online;
    }
    save();
    bidFarewell();
    if (m_draft.keepPassword && hasPassed(m_draft.findings, u"auth.login"_s))
        storePassword();
    // Later: after a signal the session may be gone.
    QMetaObject::invokeMethod(this, &Session::changed, Qt::QueuedConnection);
    emit runFinished(verdict);
}

Result<Done> LocalSession::repeat(const QStringList &checkIds)
{
    // A run that was told something else about Microsoft's side would say it again.
    // A replay knows one ending.
    if (!m_run || isReplay() || m_run->input().online != m_microsoft.input())
        return run();
    closeConsole(); // the repeat has a budget of its own
    note(u"checkRepeated"_s, checkIds.join(u' '));
    m_push.takeOver(m_draft);
    if (!m_run->runner().isRunning())
        m_run->repeat(checkIds);
    return Done{};
}

void LocalSession::cancel()
{
    m_early.cancel();
    endRun();
}

// What is looked for early is no part of it.
void LocalSession::endRun()
{
    closeConsole();
    if (m_run) {
        m_run->runner().cancel();
        bidFarewell();
    }
    m_push.takeOver(m_draft);
}

// What the checks left behind is taken away although nobody looks at the run any more.
void LocalSession::bidFarewell()
{
    if (m_run && m_tools.farewells)
        m_tools.farewells->await(m_run);
}

bool LocalSession::isRunning() const
{
    return m_run && m_run->runner().isRunning();
}

void LocalSession::discover()
{
    const auto input = runInput({});
    if (input && !isReplay() && !isRunning()) // a run finds out more
        m_early.byDomain(*input);
}

void LocalSession::discoverByAddress()
{
    const auto input = runInput({});
    const ExchangeServer *server = m_draft.integration.server();
    if (input && server && !server->email.isEmpty() && !isReplay() && !isRunning())
        m_early.byAddress(*input);
}

QStringList LocalSession::plannedChecks() const
{
    if (m_run)
        return m_run->runner().planned();
    RunInput input{m_draft.integration, {}, {}, 1, {}};
    input.asksPortal =
        m_draft.findings.isEmpty() ? asksPortal() : hasRun(m_draft.findings, CheckId::PortalDiscovery);
    return CheckPlan(m_tools.checks, input).ids();
}

QList<Finding> LocalSession::findings() const
{
    return m_run ? m_run->runner().findings() : m_draft.findings;
}

Verdict LocalSession::verdict() const
{
    if (m_run)
        return m_run->runner().verdict();
    return m_draft.findings.isEmpty() ? Verdict::Incomplete : m_draft.verdict;
}

void LocalSession::setAccepted(const QStringList &checkIds)
{
    if (isReadOnly() || isReplay())
        return;
    const auto decisions =
        decisionsFor(checkIds, findings(), m_draft.decisions, m_tools.services.clock.now());
    if (decisions == m_draft.decisions)
        return;
    m_push.takeOver(m_draft);
    m_draft.decisions = decisions;
    note(u"decided"_s, accepted().join(u' '));
    save();
}

QStringList LocalSession::accepted() const
{
    QStringList ids;
    for (const Decision &decision : m_draft.decisions)
        ids.append(decision.checkId);
    return ids;
}

Result<Done> LocalSession::push(std::shared_ptr<PortalAccess> portal)
{
    if (isReadOnly() || !m_tools.journal)
        return Problem{Code::DraftInUse, {}, {}};
    cancel();
    m_kept.abandonStoring(); // the push writes the same password, and the journal is its own while it runs
    if (const auto written = write(); !written) // what is pushed is what the journal has
        return written.problem();
    m_push.start(std::move(portal), m_tools.services, *m_tools.journal,
                 {m_draft.integration.id, m_lock.get(), m_password});
    return Done{};
}

void LocalSession::concludePush(const Result<PushOutcome> &result)
{
    // It belongs to the push, which ends here.
    const Result<PushOutcome> outcome = result; // NOLINT(performance-unnecessary-copy-initialization)
    m_push.takeOver(m_draft);
    note(u"pushFinished"_s, outcome ? QString() : outcome.problem().code);
    QMetaObject::invokeMethod(this, &Session::changed, Qt::QueuedConnection);
    emit pushFinished(outcome);
}

void LocalSession::markHandedOff()
{
    m_push.takeOver(m_draft);
    if (inPortal(*this) == InPortal::Nothing)
        m_draft.state = State::HandedOff;
    note(u"handedOff"_s);
    save();
    emit changed();
}

void LocalSession::discardDraft()
{
    if (isReadOnly())
        return;
    cancel();
    m_kept.abandonStoring();
    QStringList items = m_draft.keychainItems;
    for (const QString &kept : mayBeKept())
        if (!items.contains(kept))
            items.append(kept);
    // The session may go before the keychain has answered.
    for (const QString &item : std::as_const(items))
        if (m_tools.farewells)
            m_tools.farewells->say(m_tools.services.secrets.remove(item));
    if (m_tools.journal)
        m_tools.journal->remove(m_draft.integration.id);
    m_isDiscarded = true;
}

Result<Done> LocalSession::write()
{
    if (isReadOnly() || m_isDiscarded || !m_tools.journal)
        return Done{};
    m_draft.changedAt = m_tools.services.clock.now();
    if (m_run)
        m_draft.verdict = m_run->runner().verdict();
    if (const auto clean = cleanDraft(); !clean)
        return clean;
    return m_tools.journal->save(m_draft);
}

void LocalSession::save()
{
    // Later: who saves has more to do, and after a signal the session may be gone.
    if (const auto saved = write(); !saved)
        QMetaObject::invokeMethod(
            this, [this, problem = saved.problem()] { emit saveFailed(problem); }, Qt::QueuedConnection);
}

} // namespace Setup
