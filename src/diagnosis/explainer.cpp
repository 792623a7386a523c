// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/explainer.h"

#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/causeranking.h"
#include "diagnosis/evidence.h"
#include "diagnosis/placeholders.h"

#include <QJsonArray>
#include <QRegularExpression>

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

QList<Cause> inWords(const QList<RankedCause> &ranked, const Placeholders &values)
{
    const auto said = [&values](const QString &source) {
        return values.prose(Catalogue::translated(source));
    };
    QList<Cause> causes;
    for (const RankedCause &known : ranked) {
        Cause cause{known.cause.id, said(known.cause.text), {}, {}, known.cause.owner, known.confidence, {}};
        for (const Condition &condition : known.evidenceFor)
            cause.evidenceFor.append(said(condition.says));
        for (const Condition &condition : known.evidenceAgainst)
            cause.evidenceAgainst.append(said(condition.says));
        cause.decidedBy = {said(known.decidedBy.says), known.decidedBy.check};
        causes.append(cause);
    }
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
        context.client = online.clientId;
        context.cloud = online.cloud;
        context.mailbox = online.testMailboxes.value(0);
    }
    for (const Finding &finding : findings) {
        if (finding.checkId == "microsoft.signin"_L1) {
            context.isOtherSignedIn = finding.facts.value("accountIsTyped"_L1) == QJsonValue(false);
            context.client = finding.facts.value("clientId"_L1).toString(context.client);
            context.cloud = finding.facts.value("cloud"_L1).toString(context.cloud);
        }
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
    const Evidence evidence(problem, checkId, context.findings, context.now, context.askable);
    const QList<RankedCause> causes = ranked(entry.causes, evidence, checkId);
    explanation.causes = inWords(causes, values);
    explanation.owner = causes.isEmpty() ? entry.owner : causes.first().cause.owner;
    explanation.links = entry.links;
    if (!checkId.isEmpty())
        explanation.touches.append(checkId);
    explanation.touches += entry.touches;
    addRemedy(explanation, causes.isEmpty() ? entry.remedy : entry.remedyFor(causes.first().cause), values);
    explanation.touches.removeDuplicates();
    return explanation;
}

void Explainer::addRemedy(Explanation &explanation, const CatalogueRemedy &remedy,
                          const Placeholders &values) const
{
    for (const QString &source : remedy.steps)
        if (const QString step = values.prose(Catalogue::translated(source)); !step.isEmpty())
            explanation.steps.append(step);
    for (const QString &command : remedy.commands)
        explanation.commands.append(values.command(command));
    const QList<CatalogueScript> known =
        remedy.scripts.isEmpty() ? QList<CatalogueScript>() : m_catalogue.scripts();
    for (const QString &id : remedy.scripts)
        for (const CatalogueScript &script : known)
            if (script.id == id) {
                explanation.scripts.append(FixScript::of(script, values));
                explanation.touches += script.touches;
            }
}

QList<FixScript> Explainer::scripts(const ExplanationContext &context) const
{
    const Placeholders values({}, {}, context);
    QList<FixScript> scripts;
    const QList<CatalogueScript> known = m_catalogue.scripts();
    for (const CatalogueScript &script : known)
        scripts.append(FixScript::of(script, values));
    return scripts;
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
