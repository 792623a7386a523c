// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/checkoutcome.h"

#include "core/bearing.h"
#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "setup/pushrules.h"
#include "setup/session.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    Q_DECLARE_TR_FUNCTIONS(Outcome)
};

// A password that Exchange refuses would be refused from AskCody's cloud, too.
bool refusesPassword(const Finding &finding)
{
    return finding.problem
        && (finding.problem->code == Code::Http401BasicRejected
            || finding.problem->code == Code::PasswordMissing);
}

QString titlesOf(const QStringList &ids)
{
    QStringList titles;
    for (const QString &id : ids)
        titles.append(Catalogue::standard().checkTitle(id));
    return titles.join(u", "_s);
}

// The certificate that the host showed, when net.tls has looked at this very host.
QString certificateOf(const QList<Finding> &findings, const QString &host)
{
    for (const Finding &finding : findings) {
        const QJsonObject chain = finding.facts.value("chain"_L1).toArray().at(0).toObject();
        if (finding.checkId != "net.tls"_L1 || chain.isEmpty()
            || finding.facts.value("host"_L1).toString() != host)
            continue;
        return Outcome::tr("Its certificate names %1 and was issued by %2.")
            .arg(chain.value("subject"_L1).toString(), chain.value("issuer"_L1).toString());
    }
    return {};
}

} // namespace

CheckOutcomes CheckOutcomes::of(const QList<Finding> &findings, Way way)
{
    CheckOutcomes outcomes;
    for (const Finding &finding : findings) {
        outcomes.seen.append(finding.checkId);
        if (bearingOf(finding) == FindingStatus::Warn)
            outcomes.warned.append(finding.checkId);
        if (bearingOf(finding) != FindingStatus::Fail)
            continue;
        outcomes.failed.append(finding.checkId);
        const bool isRefused = refusesPassword(finding);
        outcomes.isPasswordRefused |= isRefused;
        if (isRefused || (way == Way::ThroughPortal && isFinal(finding)))
            outcomes.blocking.append(finding.checkId);
    }
    return outcomes;
}

bool CheckOutcomes::mayGoOn(const QStringList &planned, bool isDecided) const
{
    return !cancelled(planned) && blocking.isEmpty() && (failed.isEmpty() || isDecided);
}

bool CheckOutcomes::cancelled(const QStringList &planned) const
{
    return std::any_of(planned.begin(), planned.end(),
                       [this](const QString &id) { return !seen.contains(id); });
}

bool CheckOutcomes::isAccepted(const QStringList &decided) const
{
    return !failed.isEmpty() && std::all_of(failed.begin(), failed.end(), [&decided](const QString &id) {
        return decided.contains(id);
    });
}

QString CheckOutcomes::failedTitles() const
{
    return titlesOf(failed);
}

QString describe(Verdict verdict, const CheckOutcomes &outcomes)
{
    switch (verdict) {
    case Verdict::Pass:
        return Outcome::tr("Everything that can be tested from here works.");
    case Verdict::Warn:
        return Outcome::tr(
                   "It works. Checks with something to look at: %1. The first one is selected and explained.")
            .arg(outcomes.warned.size());
    case Verdict::Fail:
        if (outcomes.isPasswordRefused)
            return Outcome::tr("Exchange does not accept this account. Correct that before you go on.");
        if (!outcomes.blocking.isEmpty())
            return Outcome::tr(
                       "With this the portal makes no integration: %1. Correct that before you go on.")
                .arg(titlesOf(outcomes.blocking));
        return Outcome::tr("%1 of %2 checks failed. The first one is selected and explained.")
            .arg(outcomes.failed.size())
            .arg(outcomes.seen.size());
    case Verdict::Incomplete:
        return Outcome::tr("Nothing failed, but not everything that you asked for could be tested.");
    case Verdict::Cancelled:
        break;
    }
    return Outcome::tr("Stopped. What was found so far stays here.");
}

QString whatToKeepInMind(const Session &session)
{
    QStringList sentences;
    if (!session.accepted().isEmpty())
        sentences.append(
            Outcome::tr("You decided to go on although this failed: %1").arg(titlesOf(session.accepted())));
    const QStringList warned = CheckOutcomes::of(session.findings()).warned;
    if (!warned.isEmpty())
        sentences.append(
            Outcome::tr("It works, and there is something to look at: %1").arg(titlesOf(warned)));
    return sentences.join(u'\n');
}

HostQuestion HostQuestion::of(const QList<Finding> &findings)
{
    for (const Finding &finding : findings) {
        if (!finding.problem || finding.problem->code != Code::HostNotConfirmed)
            continue;
        const QString host = finding.problem->facts.value("host"_L1).toString();
        return {host, finding.problem->facts.value("mailDomain"_L1).toString(),
                certificateOf(findings, host)};
    }
    return {};
}

QString HostQuestion::text() const
{
    const QString question =
        Outcome::tr(
            "The password would be sent to %1, which is not part of the mail domain %2. Accept this host "
            "only if you know that it is yours.")
            .arg(host, mailDomain);
    return certificate.isEmpty() ? question : Outcome::tr("%1 %2").arg(question, certificate);
}

} // namespace Setup
