// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"
#include "core/runinput.h"
#include "net/replaydoor.h"
#include "portal/cloudresult.h"
#include "portal/portalpass.h"
#include "secrets/memorysecretstore.h"
#include "setup/decision.h"
#include "setup/session.h"
#include "setup/supposition.h"

#include <optional>

namespace Setup {

// The world of a recording: no network, the clock of that day, an empty keychain.
class ReplayedWorld
{
public:
    // FILE_UNREADABLE, FILE_MALFORMED, ANSWER_TOO_LARGE. Any thread may read.
    static Result<Recording> read(const QString &path);
    static Result<std::shared_ptr<ReplayedWorld>> open(const QString &path);
    // FILE_MALFORMED: it holds no run, or does not say what that was about.
    static Result<std::shared_ptr<ReplayedWorld>> of(Recording recording);

    const Recording &recording() const { return m_recording; }
    const RunInput &input() const { return m_input; }
    // How far the integration had come when the recording was saved.
    Session::State state() const;
    const QList<Decision> &decisions() const { return m_decisions; }
    const std::optional<CloudResult> &cloud() const { return m_cloud; }

    // They and what they refer to live as long as this.
    CheckServices services();
    // As it was when that run began, or as it is supposed to have been (supposition.h).
    void rewind();
    void suppose(const QStringList &ids) { m_supposed = ids; } // from the next rewind() on
    const QStringList &supposed() const { return m_supposed; }
    QStringList suppositions() const { return Supposition::possible(m_recording); }

    // As the file states them: no proof (contradiction.h).
    QList<Finding> findings() const;

private:
    ReplayedWorld(Recording recording, RunInput input);

    Recording m_recording;
    RunInput m_input;
    QList<Decision> m_decisions;
    std::optional<CloudResult> m_cloud;
    QStringList m_supposed;
    ReplayDoor m_door;
    MemorySecretStore m_secrets;
    std::optional<PortalPass> m_portal;
};

} // namespace Setup
