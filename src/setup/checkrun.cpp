// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/checkrun.h"

#include "core/clock.h"
#include "microsoft/clouds.h"
#include "setup/lastlook.h"
#include "setup/runrecord.h"

#include <QJsonArray>
#include <QTimeZone>

namespace Setup {
namespace {

// Where an administrator's token may go: Exchange Online and Graph, as the program's own list has them.
QStringList microsoftHosts()
{
    QStringList hosts;
    for (const Cloud &cloud : Clouds::standard().all())
        hosts += {cloud.ewsHost, cloud.graphHost};
    return hosts;
}

QStringList namedHosts(const Integration &integration)
{
    const ExchangeServer *server = integration.server();
    if (!server)
        return microsoftHosts();
    QStringList hosts = server->acceptHosts;
    if (!server->ewsUrl.isEmpty())
        hosts.append(server->ewsUrl.host(QUrl::FullyEncoded));
    return hosts;
}

CheckServices throughDoor(const CheckServices &outside, Door &door, const std::optional<PortalPass> &portal)
{
    return {door, outside.clock, outside.random, outside.secrets, portal ? &*portal : nullptr, outside.desk};
}

std::optional<PortalPass> either(std::optional<PortalPass> portal, const CheckServices &outside)
{
    return portal || !outside.portal ? std::move(portal) : std::optional(*outside.portal);
}

void acceptForTokens(const PortalSite &site, ConfirmedHosts &hosts)
{
    if (!site.isConfirmed())
        return;
    for (const QString &origin : QStringList{site.origin} + site.listedOrigins)
        hosts.acceptForTokens(QUrl(origin).host(QUrl::FullyEncoded));
}

} // namespace

CheckRun::CheckRun(const RunInput &input, const CheckServices &outside,
                   const QList<CheckDefinition> &definitions, std::optional<PortalPass> portal)
    : m_outside(outside.door)
    , m_input(input)
    , m_portal(either(std::move(portal), outside))
    , m_recordingDoor(outside.door, m_recording, outside.clock)
    , m_hosts(mailDomain(input.integration.account()), namedHosts(input.integration))
    , m_gate(input.loginAttempts)
    , m_guard(m_recordingDoor, m_hosts, m_gate)
    , m_runner(definitions, throughDoor(outside, m_guard, m_portal))
{
    if (m_portal)
        acceptForTokens(m_portal->site, m_hosts);
    m_recording.beginRun({outside.clock.now(),
                          QString::fromLatin1(QTimeZone::systemTimeZoneId()),
                          toJson(input, m_portal ? &m_portal->site : nullptr),
                          {}});
    m_recording.addSecret(input.password);
    m_runner.setLastLook([this](const Finding &finding) {
        return LastLook(m_recording.secrets() + m_waySecrets(), m_input.integration).cleaned(finding);
    });
    QObject::connect(&m_runner, &CheckRunner::finished, &m_runner,
                     [this] { m_duration = std::chrono::milliseconds(m_timer.elapsed()); });
}

std::chrono::milliseconds CheckRun::duration() const
{
    return m_duration;
}

void CheckRun::start()
{
    m_outside.beginRun();
    m_timer.start();
    m_runner.start(m_input);
}

void CheckRun::repeat(const QStringList &checkIds)
{
    m_gate.reopen();
    m_outside.beginPress();
    m_runner.repeat(checkIds);
}

Recording CheckRun::recording() const
{
    Recording whole = m_recording;
    QJsonArray findings;
    for (const Finding &finding : m_runner.findings())
        findings.append(toJson(finding));
    whole.setFindings(findings);
    return whole;
}

} // namespace Setup
