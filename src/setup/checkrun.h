// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkrunner.h"
#include "net/confirmedhosts.h"
#include "net/guarddoor.h"
#include "net/logingate.h"
#include "net/recording.h"
#include "net/recordingdoor.h"
#include "portal/portalpass.h"

#include <QElapsedTimer>

#include <functional>
#include <optional>

namespace Setup {

// Everything that lives as long as one press of the button: what is asked, what it may cost, what is written
// down.
class CheckRun
{
public:
    // portal: with whoever is signed in there now; else the one that stands in the services (a replay).
    CheckRun(const RunInput &input, const CheckServices &outside, const QList<CheckDefinition> &definitions,
             std::optional<PortalPass> portal = std::nullopt);

    // More that findings must not say again: what the way out was told, such as a proxy's login.
    void setWaySecrets(std::function<QList<Secret>()> secrets) { m_waySecrets = std::move(secrets); }

    const RunInput &input() const { return m_input; }
    CheckRunner &runner() { return m_runner; }
    const CheckRunner &runner() const { return m_runner; }
    std::chrono::milliseconds duration() const; // from start to the last finding
    // What passed the door, with the findings so far.
    Recording recording() const;

    // For what is asked beside the checks, by the same ways.
    Door &door() { return m_guard; }
    LoginGate &gate() { return m_gate; }

    void start();
    // A press of "Check again" is a new permission to present the login, and that of a proxy.
    void repeat(const QStringList &checkIds);

private:
    Door &m_outside;
    RunInput m_input;
    std::optional<PortalPass> m_portal;
    QElapsedTimer m_timer;
    std::chrono::milliseconds m_duration{0};
    std::function<QList<Secret>()> m_waySecrets = [] { return QList<Secret>(); };
    Recording m_recording;
    RecordingDoor m_recordingDoor;
    ConfirmedHosts m_hosts;
    LoginGate m_gate;
    GuardDoor m_guard;
    CheckRunner m_runner;
};

} // namespace Setup
