// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/worldrun.h"

#include "core/problemcodes.h"

#include <QJsonArray>
#include <QSignalSpy>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

QStringList namedHosts(const RunInput &input)
{
    const ExchangeServer &server = *input.integration.server();
    QStringList hosts = server.acceptHosts;
    if (!server.ewsUrl.isEmpty())
        hosts.append(server.ewsUrl.host());
    return hosts;
}

bool runToTheEnd(CheckRunner &runner, const RunInput &input)
{
    QSignalSpy finished(&runner, &CheckRunner::finished);
    runner.start(input);
    return finished.wait(patience);
}

// What a world makes anew for each run, the time of day, and the log of discovery: whom it did not wait for
// is a matter of time.
bool isVolatile(const QString &fact)
{
    static const QStringList names{u"requestIds"_s, u"attempts"_s,  u"chain"_s,
                                   u"serverTime"_s, u"localTime"_s, u"secondsAhead"_s};
    return names.contains(fact);
}

QJsonValue lasting(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray result;
        for (const QJsonValue &item : value.toArray())
            result.append(lasting(item));
        return result;
    }
    if (!value.isObject())
        return value;
    QJsonObject result;
    const QJsonObject object = value.toObject();
    for (auto item = object.begin(); item != object.end(); ++item) {
        if (!isVolatile(item.key()))
            result.insert(item.key(), lasting(item.value()));
    }
    return result;
}

} // namespace

RunInput contosoInput()
{
    ExchangeServer server;
    server.email = SimulatedWorld::email();
    server.testMailboxes = QStringList{u"room1@contoso.test"_s};
    server.forbiddenMailbox = u"ceo@contoso.test"_s;
    RunInput input;
    input.integration.exchange = server;
    input.password = SimulatedWorld::password();
    return input;
}

QList<Finding> withoutDurations(QList<Finding> findings)
{
    for (Finding &finding : findings)
        finding.duration = {};
    return findings;
}

QList<Finding> comparable(const QList<Finding> &findings)
{
    QList<Finding> result = withoutDurations(findings);
    for (Finding &finding : result) {
        finding.requestIds.clear();
        finding.facts = lasting(finding.facts).toObject();
        if (finding.problem)
            finding.problem->facts = lasting(finding.problem->facts).toObject();
    }
    return result;
}

QStringList notes(const QList<Finding> &findings)
{
    QStringList notes;
    for (const Finding &finding : findings) {
        // Whether Microsoft can be asked in a broken world is no rung of the ladder to an Exchange Server.
        const bool isAside = finding.notTested == Code::MicrosoftNotAsked;
        if (finding.status == FindingStatus::Pass || finding.status == FindingStatus::Skipped || isAside)
            continue;
        const QString why = finding.problem ? finding.problem->code : finding.notTested;
        notes.append(finding.checkId + u' ' + toString(finding.status) + u' ' + why);
    }
    return notes;
}

WorldRun::WorldRun(const QString &scenario, RunInput asked, unsigned seed)
    : WorldRun(*Scenario::load(scenario), std::move(asked), seed)
{}

WorldRun::WorldRun(const Scenario &scenario, RunInput asked, unsigned seed)
    : input(std::move(asked))
    , world(scenario)
    , live(world.table())
    , hasty(live, seed)
    , hosts(mailDomain(input.integration.server()->email), namedHosts(input))
    , gate(input.loginAttempts)
    , guard(hasty, hosts, gate)
    , door(guard, recording, clock)
    , runner(allChecks(), {door, clock, random, secrets})
{
    recording.beginRun({clock.now(), {}, {}, {}});
    recording.addSecret(input.password);
}

bool WorldRun::run()
{
    return runToTheEnd(runner, input);
}

Finding WorldRun::finding(const QString &id) const
{
    for (const Finding &finding : runner.findings()) {
        if (finding.checkId == id)
            return finding;
    }
    return {};
}

Result<Recording> WorldRun::savedRecording()
{
    QJsonArray findings;
    for (const Finding &finding : runner.findings())
        findings.append(toJson(finding));
    recording.setFindings(findings);
    const auto har = recording.toHar();
    return har ? Recording::fromHar(*har) : Result<Recording>(har.problem());
}

ReplayRun::ReplayRun(const Recording &recording, const RunInput &asked)
    : input(asked)
    , door(recording)
    , runner(allChecks(), {door, door.clock(), door.randomSource(), secrets})
{
    if (!input.password.isEmpty())
        input.password = Secret("not the password: a recording holds none");
}

bool ReplayRun::run()
{
    return runToTheEnd(runner, input);
}

} // namespace Setup
