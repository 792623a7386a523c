// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/pushrules.h"

#include "checks/checkids.h"
#include "core/exchangeversion.h"
#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "setup/found.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Problem missing(const QString &field)
{
    return {Code::InputMissing, {}, {{u"field"_s, field}}};
}

// What the checks would have found out, had they come so far.
Problem unfound(const QString &field)
{
    return {Code::InputMissing, {}, {{u"field"_s, field}, {u"unfound"_s, field}}};
}

QString orElse(const QString &first, const QString &second)
{
    return first.isEmpty() ? second : first;
}

bool needsDecision(const Finding &finding)
{
    return finding.status == FindingStatus::Fail && finding.checkId != "workstation.keychain"_L1;
}

bool isDecided(const Finding &finding, const QList<Decision> &decisions)
{
    return std::any_of(decisions.begin(), decisions.end(),
                       [&finding](const Decision &decision) { return decision.isAbout(finding); });
}

std::optional<Problem> blockingFinding(const Draft &draft)
{
    QJsonArray undecided;
    for (const Finding &finding : draft.findings) {
        if (isFinal(finding)) {
            Problem problem = *finding.problem;
            problem.facts.insert("checkId"_L1, finding.checkId);
            return problem;
        }
        if (needsDecision(finding) && !isDecided(finding, draft.decisions))
            undecided.append(finding.checkId);
    }
    if (undecided.isEmpty())
        return std::nullopt;
    return Problem{Code::PushDecisionMissing, {}, {{u"checks"_s, undecided}}};
}

std::optional<Problem> madeElsewhere(const Draft &draft, const PortalSite &site)
{
    if (draft.portalId.isEmpty() || draft.madeIn == site.origin)
        return std::nullopt;
    return Problem{
        Code::PortalOutcomeUnknown, u"it was made in another portal"_s, {{u"portal"_s, draft.madeIn}}};
}

std::optional<Problem> wrongPortal(const Draft &draft, const PortalSite &site)
{
    const QUrl &chosen = draft.integration.portal;
    if (!site.isConfirmed() || (!chosen.isEmpty() && portalOrigin(chosen) != site.origin))
        return notConfirmed(site);
    if (auto elsewhere = madeElsewhere(draft, site))
        return elsewhere;
    if (!draft.sentTo.isEmpty() && draft.sentTo != site.origin)
        return Problem{Code::PortalOutcomeUnknown, {}, {{u"portal"_s, draft.sentTo}}};
    return std::nullopt;
}

} // namespace

// A keychain that failed in the checks may be open by now: the push itself goes no step further without it.
bool isFinal(const Finding &finding)
{
    if (finding.status != FindingStatus::Fail || !finding.problem)
        return false;
    const QString &code = finding.problem->code;
    if (code == Code::OnlineNeedsModern)
        return true;
    if (finding.checkId == "auth.login"_L1)
        return code == Code::Http401BasicRejected || code == Code::Http401NtlmRejected;
    if (finding.checkId.startsWith("portal."_L1))
        return code.startsWith("TLS_"_L1) || code == Code::PortalRoleMissing;
    return false;
}

namespace {

// The tenant by its id, as the checks found it; what was typed may be one of its domains.
QString tenantOf(const Draft &draft, const ExchangeOnline &online)
{
    for (const Finding &finding : draft.findings)
        if (finding.checkId == "discover.tenant"_L1 && finding.facts.contains("tenantId"_L1))
            return finding.facts["tenantId"_L1].toString();
    return online.tenant;
}

Result<WantedIntegration> wantedOnline(const Draft &draft, const ExchangeOnline &online)
{
    const auto name = InputRules::line(draft.integration.name, u"name"_s);
    const auto email = InputRules::email(online.email, u"email"_s);
    const auto tenant = InputRules::tenant(tenantOf(draft, online), u"tenant"_s);
    for (const auto *text : {&name, &email, &tenant})
        if (!*text)
            return text->problem();
    if (name->isEmpty() || tenant->isEmpty())
        return missing(name->isEmpty() ? u"name"_s : u"tenant"_s);
    WantedIntegration wanted;
    wanted.clientReference = draft.integration.id;
    wanted.name = *name;
    wanted.identificationCode = draft.integration.identificationCode;
    wanted.email = *email;
    wanted.kind = PortalIntegration::Kind::ExchangeOnline;
    wanted.tenant = *tenant;
    return wanted;
}

// AskCody speaks the versions of the portal's list. A file may name newer ones.
QString entryOfPortal(const QString &version)
{
    const auto known = exchangeVersionFromString(version);
    return known ? toString(portalVersion(*known)) : version;
}

} // namespace

Result<WantedIntegration> wantedIntegration(const Draft &draft)
{
    const ExchangeServer *server = draft.integration.server();
    if (!server)
        return wantedOnline(draft, *draft.integration.online());
    const Found found = foundIn(draft.findings);
    const QUrl address = server->ewsUrl.isEmpty() ? found.ewsUrl : server->ewsUrl;
    if (address.isEmpty())
        return unfound(u"ewsUrl"_s);
    const QString version = orElse(server->exchangeVersion, found.exchangeVersion);
    if (version.isEmpty())
        return unfound(u"exchangeVersion"_s);

    const auto name = InputRules::line(draft.integration.name, u"name"_s);
    const auto email = InputRules::email(server->email, u"email"_s);
    const auto ewsUrl = InputRules::ewsUrl(address.toString(QUrl::FullyEncoded), u"ewsUrl"_s);
    const auto knownVersion = InputRules::exchangeVersion(version, u"exchangeVersion"_s);
    const auto username =
        InputRules::userName(orElse(server->username, orElse(found.username, server->email)), u"username"_s);
    for (const auto *text : {&name, &email, &knownVersion, &username})
        if (!*text)
            return text->problem();
    if (!ewsUrl)
        return ewsUrl.problem();
    if (name->isEmpty())
        return missing(u"name"_s);
    return WantedIntegration{
        draft.integration.id,         *name,     draft.integration.identificationCode,    *email, *ewsUrl,
        entryOfPortal(*knownVersion), *username, PortalIntegration::Kind::ExchangeServer, {}};
}

namespace {

// Nobody has signed in at Microsoft here: such an integration has no secret, and the portal asks for the
// consent itself and tells what it finds. Or a mailbox out of reach was named and none to compare it with.
// The report says what was not tested, and nothing stands in the way.
bool isIncompleteByChoice(const Draft &draft)
{
    const auto has = [&draft](const auto &rule) {
        return std::any_of(draft.findings.begin(), draft.findings.end(), rule);
    };
    const bool isOnline = draft.integration.online() != nullptr;
    return has([isOnline](const Finding &finding) {
               return finding.notTested == Code::NoTestMailbox
                   || (isOnline && finding.checkId == CheckId::MicrosoftSignIn
                       && finding.status == FindingStatus::NotTested);
           })
        && !has([](const Finding &finding) {
               return finding.notTested == Code::SignInRequired || finding.notTested == Code::NotInRecording;
           });
}

bool isWhole(const Draft &draft)
{
    return draft.verdict != Verdict::Cancelled
        && (draft.verdict != Verdict::Incomplete || isIncompleteByChoice(draft));
}

} // namespace

std::optional<Problem> pushBlocker(const Draft &draft, const PortalSite &site)
{
    if (isMade(draft))
        return madeElsewhere(draft, site);
    const bool isChecked = draft.state != Session::State::Draft && draft.state != Session::State::HandedOff;
    if (!isChecked || !isWhole(draft) || draft.findings.isEmpty())
        return Problem{Code::PushNotChecked, {}, {}};
    if (auto portal = wrongPortal(draft, site))
        return portal;
    // What was submitted had been decided about; its outcome is to be known whatever stands here now.
    const bool isSubmitted = draft.state == Session::State::Submitted;
    // Before what is missing: behind a failure the checks find no values.
    if (auto blocking = isSubmitted ? std::nullopt : blockingFinding(draft))
        return blocking;
    const auto wanted = wantedIntegration(draft);
    return wanted ? std::nullopt : std::optional(wanted.problem());
}

} // namespace Setup
