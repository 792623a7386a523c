// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/explainer.h"

#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/evidence.h"
#include "diagnosis/placeholders.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// A name that came in a header is believed to be a server's only if it looks like one.
bool isServerName(const QString &name)
{
    static const QRegularExpression expression(u"^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$"_s);
    return expression.match(name).hasMatch();
}

void takeServers(ExplanationContext &context, const QJsonValue &fact)
{
    const QJsonArray all = fact.isArray() ? fact.toArray() : QJsonArray{fact};
    for (const auto &value : all)
        if (const QString name = value.toString(); isServerName(name) && !context.servers.contains(name))
            context.servers.append(name);
}

void takeAddress(ExplanationContext &context, const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return;
    context.ewsUrl = url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    context.ewsHost = url.host();
}

void takeFacts(ExplanationContext &context, const QJsonObject &facts)
{
    takeServers(context, facts.value("server"_L1));
    takeServers(context, facts.value("servers"_L1));
    takeServers(context, facts.value("headers"_L1).toObject().value("X-FEServer"_L1));
    if (context.ewsUrl.isEmpty())
        takeAddress(context, QUrl(facts.value("ewsUrl"_L1).toString()));
    if (const QString username = facts.value("username"_L1).toString(); !username.isEmpty())
        context.username = username;
    if (const QString application = facts.value("application"_L1).toString(); !application.isEmpty())
        context.application = application;
    if (const QString tenant = facts.value("tenant"_L1).toString();
        !tenant.isEmpty() && context.tenant.isEmpty())
        context.tenant = tenant;
}

int weight(const Cause &cause)
{
    return int(!cause.evidenceAgainst.isEmpty()) - int(!cause.evidenceFor.isEmpty());
}

Confidence shifted(Confidence confidence, int by)
{
    const int level = std::clamp(int(confidence) + by, int(Confidence::Low), int(Confidence::High));
    return static_cast<Confidence>(level);
}

QList<Cause> weighed(const QList<CatalogueCause> &known, const Evidence &evidence, const Placeholders &values)
{
    QList<Cause> causes;
    for (const CatalogueCause &candidate : known) {
        Cause cause{values.prose(Catalogue::translated(candidate.text)), {}, {}, candidate.owner, {}};
        for (const Condition &condition : candidate.evidenceFor)
            if (evidence.holds(condition))
                cause.evidenceFor.append(values.prose(Catalogue::translated(condition.says)));
        for (const Condition &condition : candidate.evidenceAgainst)
            if (evidence.holds(condition))
                cause.evidenceAgainst.append(values.prose(Catalogue::translated(condition.says)));
        cause.confidence = shifted(candidate.confidence, -weight(cause));
        causes.append(cause);
    }
    std::stable_sort(causes.begin(), causes.end(),
                     [](const Cause &a, const Cause &b) { return weight(a) < weight(b); });
    return causes;
}

} // namespace

ExplanationContext ExplanationContext::of(const Integration &integration, const QList<Finding> &findings)
{
    ExplanationContext context;
    context.findings = findings;
    if (const ExchangeServer *server = integration.server()) {
        context.account = server->email;
        context.username = server->username;
        context.domain = mailDomain(server->email);
        context.mailbox = server->testMailboxes.value(0);
        context.forbiddenMailbox = server->forbiddenMailbox;
        takeAddress(context, server->ewsUrl);
    } else {
        const auto &online = std::get<ExchangeOnline>(integration.exchange);
        context.account = online.email;
        context.domain = mailDomain(online.email);
        context.tenant = online.tenant;
        context.mailbox = online.testMailboxes.value(0);
    }
    for (const Finding &finding : findings) {
        takeFacts(context, finding.facts);
        if (finding.problem)
            takeFacts(context, finding.problem->facts);
    }
    return context;
}

Explainer::Explainer()
    : Explainer(Catalogue::standard())
{}

Explainer::Explainer(const Catalogue &catalogue)
    : m_catalogue(catalogue)
{}

Explanation Explainer::explain(const Problem &problem, const QString &checkId,
                               const ExplanationContext &context) const
{
    const CatalogueEntry &entry = m_catalogue.entry(problem.code, checkId);
    const Placeholders values(problem, checkId, context);
    Explanation explanation;
    explanation.title = values.prose(Catalogue::translated(entry.title));
    explanation.what = values.prose(Catalogue::translated(entry.what));
    explanation.tellApart = values.prose(Catalogue::translated(entry.tellApart));
    explanation.causes = weighed(entry.causes, Evidence(problem, checkId, context.findings), values);
    explanation.owner = explanation.causes.isEmpty() ? entry.owner : explanation.causes.first().owner;
    for (const QString &source : entry.steps)
        if (const QString step = values.prose(Catalogue::translated(source)); !step.isEmpty())
            explanation.steps.append(step);
    for (const QString &command : entry.commands)
        explanation.commands.append(values.command(command));
    explanation.links = entry.links;
    return explanation;
}

Explanation Explainer::explain(const Finding &finding, const ExplanationContext &context) const
{
    if (finding.problem)
        return explain(*finding.problem, finding.checkId, context);
    if (finding.status == FindingStatus::NotTested)
        return explain(Problem{finding.notTested, {}, finding.facts}, finding.checkId, context);
    if (finding.status == FindingStatus::Skipped)
        return explain(
            Problem{Code::Skipped, {}, {{u"because"_s, m_catalogue.checkTitle(finding.skippedBecause)}}},
            finding.checkId, context);
    return {};
}

} // namespace Setup
