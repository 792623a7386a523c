// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a session tells others: explanations, report, recording.
#include "checks/ewsconsole.h"
#include "core/clock.h"
#include "core/problemcodes.h"
#include "net/secretsweep.h"
#include "setup/contradiction.h"
#include "setup/environment.h"
#include "setup/lastlook.h"
#include "setup/localsession.h"
#include "setup/pushrules.h"
#include "setup/report.h"
#include "setup/requestlog.h"
#include "setup/runrecord.h"
#include "setup/saidonce.h"
#include "setup/supposition.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Problem holdsSecret(const QString &where)
{
    return {
        Code::RecordingHoldsPassword, {}, where.isEmpty() ? QJsonObject() : QJsonObject{{u"where"_s, where}}};
}

Result<Done> lastLook(const QByteArray &file, const QList<Secret> &secrets, const Integration &integration)
{
    const QJsonObject document =
        file.startsWith('{') ? QJsonDocument::fromJson(file).object() : QJsonObject();
    if (document.contains("log"_L1)) {
        const auto swept = withoutSecrets(document, secrets);
        if (!swept)
            return swept.problem();
        return swept->taken.isEmpty() ? Result<Done>(Done{}) : holdsSecret(swept->taken.constFirst());
    }
    const LastLook look(secrets, integration);
    const bool isHit = document.isEmpty() ? look.finds(file) : look.finds(document);
    return isHit ? holdsSecret({}) : Result<Done>(Done{});
}

} // namespace

Explanation LocalSession::explain(const Finding &finding) const
{
    const QList<Finding> all = findings();
    ExplanationContext context = ExplanationContext::of(m_draft.integration, all);
    context.askable = m_run ? m_run->runner().possible() : plannedChecks();
    context.isOfCloud = m_cloud && m_cloud->rungs.contains(finding) && !all.contains(finding);
    const OnlineInput online = m_microsoft.input();
    if (!online.signInClientId.isEmpty())
        context.client = online.signInClientId;
    if (context.application.isEmpty())
        context.application = online.exchangeAppId;
    const Explanation explanation = saidOnce(m_explainer.explain(finding, context), finding, all);
    return saidByCloud(explanation, finding, m_cloud);
}

QStringList LocalSession::notTested() const
{
    return notTestedSentences(
        findings(), m_cloud, [this](const Finding &finding) { return explain(finding); }, isMade(m_draft));
}

Found LocalSession::found() const
{
    const Found found = foundIn(findings());
    const QList<Finding> early = m_early.findings(m_draft.integration.account());
    return early.isEmpty() || !found.ewsUrl.isEmpty() ? found : foundIn(early);
}

// A replay gives away what it was opened from: this computer has nothing to add.
Result<Recording> LocalSession::wholeRecording() const
{
    if (isReplay())
        return m_tools.replayed->recording();
    if (!m_run)
        return Problem{Code::NotInRecording, u"no run yet"_s, {}};
    Recording recording = m_run->recording();
    const QList<Finding> found = findings();
    QJsonObject draft = QJsonDocument::fromJson(toJson(m_draft)).object();
    for (const auto &member : {"integration"_L1, "portal"_L1, "findings"_L1, "decisions"_L1})
        draft.remove(member); // stand in the run
    recording.setDecisions(toJson(m_draft.decisions));
    recording.setCloud(toJson(m_cloud));
    for (const Secret &secret : secrets())
        recording.addSecret(secret);
    recording.setContext({environmentFacts(found),
                          settingsFacts(),
                          {{u"draft"_s, draft}, {u"events"_s, m_chronicle.events()}}});
    return recording;
}

Outgoing LocalSession::outgoing() const
{
    const auto recording = wholeRecording();
    return {[recording]() -> Result<QByteArray> {
                return recording ? recording->toHar() : Result<QByteArray>(recording.problem());
            },
            [secrets = secrets(), integration = m_draft.integration](const QByteArray &file) {
                return lastLook(file, secrets, integration);
            },
            recording ? recording->size() : 0};
}

// Those of the run, and what the way out asks for: a proxy may say it again in its answers.
QList<Secret> LocalSession::secrets() const
{
    QList<Secret> secrets{m_password};
    if (m_tools.waySecrets)
        secrets += m_tools.waySecrets();
    if (m_run && !isReplay())
        secrets += m_run->recording().secrets();
    return secrets;
}

// What a run found it has cleaned; the password may have become known later, or stand in what was typed.
Result<Done> LocalSession::cleanDraft()
{
    const LastLook look(secrets(), m_draft.integration);
    for (Finding &finding : m_draft.findings)
        finding = look.cleaned(finding);
    return look.finds(QJsonDocument::fromJson(toJson(m_draft)).object()) ? holdsSecret({})
                                                                         : Result<Done>(Done{});
}

QJsonObject LocalSession::report(const QString &command) const
{
    std::chrono::milliseconds duration{0};
    if (m_run)
        duration = m_run->duration();
    const QDateTime started = m_startedAt.isValid() ? m_startedAt : m_draft.checkedAt;
    ReportSource source{m_tools.program,
                        command,
                        started.isValid() ? started : m_tools.services.clock.now(),
                        findings(),
                        verdict(),
                        duration,
                        notTested(),
                        m_draft.decisions,
                        m_cloud,
                        found(),
                        [this](const Finding &finding) { return explain(finding); }};
    if (isReplay())
        source.requests = requestLog(m_tools.replayed->recording());
    else if (m_run)
        source.requests = requestLog(m_run->recording());
    const QStringList ids = isReplay() ? m_tools.replayed->supposed() : QStringList();
    for (const QString &id : ids)
        source.supposed.append(Supposition::sentence(id));
    source.statedOtherwise = statedOtherwise(*this);
    return LastLook(secrets(), m_draft.integration).cleaned(makeReport(source));
}

// The run's own door: guarded, recorded, and within the budget of its login.
std::shared_ptr<EwsConsole> LocalSession::console()
{
    if (isReplay() || !m_run || m_run->runner().isRunning())
        return {};
    const auto target = m_console ? std::nullopt : ConsoleTarget::of(m_run->input(), m_run->runner().facts());
    if (target)
        m_console =
            std::make_shared<EwsConsole>(ConsoleWays{std::shared_ptr<Door>(m_run, &m_run->door()),
                                                     std::shared_ptr<LoginGate>(m_run, &m_run->gate()),
                                                     m_tools.services.clock, m_tools.services.random},
                                         *target);
    return m_console;
}

// What it has left behind is taken away.
void LocalSession::closeConsole()
{
    if (!m_console)
        return;
    m_console->cancel();
    auto farewell = m_console->farewell();
    if (farewell && m_tools.farewells)
        m_tools.farewells->say(std::move(farewell));
    m_console.reset();
}

Result<WantedIntegration> LocalSession::wanted() const
{
    Draft draft = m_draft;
    draft.findings = findings();
    return wantedIntegration(draft);
}

void LocalSession::note(const QString &what, const QString &about)
{
    if (!isReplay())
        m_chronicle.note(m_tools.services.clock.now(), what, about);
}

} // namespace Setup
