// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/currentmicrosoft.h"

#include "core/datednotices.h"
#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "setup/found.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto signInCheck = "microsoft.signin"_L1;
constexpr auto graphCheck = "graph.rooms"_L1;
constexpr auto clockCheck = "workstation.clock"_L1;

// Why nobody is signed in, also where the sign-in was not reached.
Result<Done> outcomeOf(const QList<Finding> &findings)
{
    const Finding *finding = findingIn(findings, signInCheck);
    if (finding && (finding->status == FindingStatus::Pass || finding->status == FindingStatus::Warn))
        return Done{};
    if (finding && finding->status == FindingStatus::Skipped)
        finding = findingIn(findings, finding->skippedBecause);
    if (finding && finding->problem)
        return *finding->problem;
    return Problem{finding && !finding->notTested.isEmpty() ? finding->notTested
                                                            : QString(Code::MicrosoftNotSignedIn),
                   {},
                   {}};
}

// Where the browser is silent, that says nothing of a sign-in.
Result<Done> outcomeOf(const Result<ConsentAnswer> &answer)
{
    if (answer)
        return Done{};
    const bool isSilent = answer.problem().code == Code::LoopbackNoCallback;
    return isSilent ? Problem{Code::ConsentUnanswered, {}, {}} : answer.problem();
}

GraphReadiness readinessOf(const Finding *graph)
{
    if (!graph)
        return GraphReadiness::NotTested;
    switch (graph->status) {
    case FindingStatus::Pass:
        return GraphReadiness::Ready;
    case FindingStatus::Warn:
        if (graph->facts.contains("refusal"_L1)) // nobody let this program look
            return GraphReadiness::NotTested;
        return graph->facts.contains("count"_L1) ? GraphReadiness::Partly : GraphReadiness::NotReady;
    case FindingStatus::Fail:
        return GraphReadiness::NotReady;
    case FindingStatus::Skipped:
    case FindingStatus::NotTested:
        break;
    }
    return GraphReadiness::NotTested;
}

} // namespace

CurrentMicrosoft::CurrentMicrosoft(CurrentSession &current, CurrentPortal &portal, QObject *parent)
    : QObject(parent)
    , m_current(current)
    , m_portal(portal)
{
    connect(&current, &CurrentSession::replaced, this, &CurrentMicrosoft::hear);
    connect(&current, &CurrentSession::changed, this, &CurrentMicrosoft::tellPortal);
    connect(&current, &CurrentSession::runFinished, this, &CurrentMicrosoft::concludeSignIn);
    connect(&portal, &CurrentPortal::changed, this, &CurrentMicrosoft::tellPortal);
}

MicrosoftAccess *CurrentMicrosoft::access() const
{
    return m_current.exists() ? &m_current->microsoft() : nullptr;
}

// The session of before has gone, or is about to, and its connections with it.
void CurrentMicrosoft::hear()
{
    m_isSigningIn = false;
    const MicrosoftAccess *heard = access();
    if (!heard)
        return;
    connect(heard, &MicrosoftAccess::browserNeeded, this, &CurrentMicrosoft::browserNeeded);
    connect(heard, &MicrosoftAccess::nothingCameBack, this, &CurrentMicrosoft::nothingCameBack);
    connect(heard, &MicrosoftAccess::codeReady, this, &CurrentMicrosoft::codeReady);
    connect(heard, &MicrosoftAccess::answered, this, &CurrentMicrosoft::answered);
    connect(heard, &MicrosoftAccess::forgotten, this, &CurrentMicrosoft::signedOut);
    connect(heard, &MicrosoftAccess::changed, this, &CurrentMicrosoft::changed);
    connect(heard, &MicrosoftAccess::consentFinished, this,
            [this](const Result<ConsentAnswer> &answer) { emit consentAnswered(outcomeOf(answer)); });
    tellPortal();
}

// Only what the integration's own portal has said. What was known of it stands while nobody has heard from
// it.
void CurrentMicrosoft::tellPortal()
{
    using Offer = CurrentPortal::Offer;
    if (!access() || m_current->isReplay() || m_portal.address() != m_current->integration().portal)
        return;
    if (m_portal.offer() == Offer::Interface)
        access()->setPortal(m_portal->offer()->description);
    else if (m_portal.offer() == Offer::HandOff)
        access()->setPortal(std::nullopt);
}

MicrosoftApplications CurrentMicrosoft::applications() const
{
    MicrosoftApplications known;
    if (!access())
        return known;
    const QString &portals = access()->input().signInClientId;
    known.clientId = portals.isEmpty() ? m_current.online().clientId : portals;
    if (!known.clientId.isEmpty())
        known.source =
            portals.isEmpty() ? MicrosoftApplications::Source::Own : MicrosoftApplications::Source::Portal;
    if (const auto &app = access()->exchangeApp()) {
        known.askcodyId = app->clientId;
        known.askcodyName = ForeignText(app->displayName, 120).text();
        known.isAskcodyKnown = app->isKnown;
        known.portal = m_current->integration().portal;
    }
    return known;
}

bool CurrentMicrosoft::identifies() const
{
    return access() && !m_current->isReplay() && applications().source != MicrosoftApplications::Source::None;
}

OnlineNames CurrentMicrosoft::names() const
{
    OnlineNames names;
    if (!access())
        return names;
    const MicrosoftApplications known = applications();
    const ExchangeOnline &online = m_current.online();
    const QJsonObject tenant = factsOf(u"discover.tenant"_s);
    names.admin = online.email;
    names.tenant = tenant["tenantId"_L1].toString(online.tenant);
    if (names.tenant.isEmpty())
        names.tenant = mailDomain(online.email);
    names.cloud = tenant["cloud"_L1].toString(online.cloud);
    names.mailbox = online.testMailboxes.value(0);
    names.askcodyAppId = known.askcodyId;
    names.applicationName = known.askcodyName;
    names.ownAppId = online.clientId;
    names.ewsEnabledBefore = access()->input().organization.ewsEnabled;
    return names;
}

QJsonObject CurrentMicrosoft::factsOf(const QString &checkId) const
{
    return factsIn(m_current->findings(), checkId);
}

void CurrentMicrosoft::signIn(const Way &way)
{
    access()->setMayAsk(true);
    access()->setByDevice(way.byDevice);
    access()->setChooseAccount(way.chooseAccount);
    m_current->setKeepPassword(way.keep);
    access()->setAsksGraph(way.graph);
    QStringList checks{signInCheck, u"microsoft.role"_s, clockCheck};
    if (way.graph)
        checks.append(graphCheck);
    const auto started = m_current->run(checks);
    m_isSigningIn = started.hasValue();
    if (!started)
        emit signedIn(started);
}

void CurrentMicrosoft::concludeSignIn()
{
    if (!std::exchange(m_isSigningIn, false))
        return;
    // Who has just said no is not asked by every run that follows.
    if (access()->isSignedIn() && factsOf(graphCheck).contains("refusal"_L1))
        access()->setAsksGraph(false);
    emit signedIn(outcomeOf(m_current->findings()));
}

void CurrentMicrosoft::setMayAsk(bool may)
{
    access()->setMayAsk(may);
}

bool CurrentMicrosoft::hasKept() const
{
    return access() && access()->hasKept();
}

std::optional<MicrosoftAccount> CurrentMicrosoft::account() const
{
    return access() ? access()->account() : std::nullopt;
}

void CurrentMicrosoft::signOut()
{
    cancel();
    m_current->setKeepPassword(false);
    access()->forget();
}

void CurrentMicrosoft::askConsent()
{
    const auto started = access()->askConsent(m_current->findings());
    if (!started)
        emit consentAnswered(started);
}

bool CurrentMicrosoft::isAskingConsent() const
{
    return access() && access()->isAskingConsent();
}

void CurrentMicrosoft::cancel()
{
    if (!access())
        return;
    access()->cancelConsent();
    if (std::exchange(m_isSigningIn, false))
        m_current->cancel();
}

Explanation CurrentMicrosoft::explain(const Problem &problem) const
{
    Finding finding;
    finding.checkId = signInCheck;
    finding.status = FindingStatus::Fail;
    finding.problem = problem;
    return m_current->explain(finding);
}

RetirementQuestion CurrentMicrosoft::question() const
{
    const OnlineInput &told = access()->input();
    const QJsonObject judged = factsOf(u"microsoft.ewspolicy"_s);
    RetirementQuestion question;
    question.today = QDate::currentDate();
    question.isOnline = m_current.isOnline();
    question.cloud = names().cloud.isEmpty() ? u"worldwide"_s : names().cloud;
    question.seen = ewsSeenFromString(judged["seen"_L1].toString());
    question.ourAppId = judged["clientId"_L1].toString();
    question.seenByAskcody = told.seenByPortal;
    question.organization = told.organization;
    question.mailbox = told.mailbox;
    question.askcodyAppId = told.exchangeAppId;
    return question;
}

std::optional<Explanation> CurrentMicrosoft::warningOf(const QString &checkId) const
{
    const QList<Finding> findings = access() ? m_current->findings() : QList<Finding>();
    const Finding *finding = findingIn(findings, checkId);
    const bool isWarning = finding && finding->status == FindingStatus::Warn && finding->problem;
    return isWarning ? std::optional(m_current->explain(*finding)) : std::nullopt;
}

std::optional<Explanation> CurrentMicrosoft::clockTrouble() const
{
    return warningOf(clockCheck);
}

std::optional<Explanation> CurrentMicrosoft::guestTrouble() const
{
    return warningOf(signInCheck);
}

// A recording keeps what was judged on its day. Here, the portal's cloud may have looked since.
RetirementVerdict CurrentMicrosoft::retirement() const
{
    RetirementVerdict verdict;
    const QJsonObject judged = factsOf(u"microsoft.ewspolicy"_s)["retirement"_L1].toObject();
    if (m_current->isReplay() && !judged.isEmpty())
        verdict = retirementFromJson(judged);
    else
        verdict = judgeRetirement(question(), DatedNotices());
    const QList<Finding> findings = m_current->findings();
    verdict.graph = readinessOf(findingIn(findings, graphCheck));
    return verdict;
}

} // namespace Setup
