// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keyring.h"

#include <QMap>

#include <chrono>
#include <optional>

namespace Setup {

// A keyring in memory, for the demo world and for tests, with the faults of a real one. It answers from the
// event loop, like the real ones.
class MemoryKeyring : public Keyring
{
public:
    enum class Fault {
        None,
        Locked, // KEYCHAIN_LOCKED
        Absent, // KEYCHAIN_ABSENT
        Denied, // KEYCHAIN_DENIED
        Silent, // no answer at all, as while a prompt waits for its user
        Forgetful // accepts what is written, and loses it
    };

    std::unique_ptr<KeyringStep> step(const KeyringRequest &request) override;
    Result<QStringList> entries() const override;
    QJsonObject situation() const override;

    void setFault(Fault fault) { m_fault = fault; }
    // The fault comes when so many requests have been answered well.
    void setFaultAfter(int requests, Fault fault);
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    std::chrono::milliseconds delay() const { return m_delay; }

    // Everything that stands in the keyring, parts too: to look at and to damage.
    QMap<QString, Secret> &contents() { return m_contents; }
    int requestCount() const { return m_requestCount; }

    // No value where there is no answer. For the steps.
    std::optional<Result<Secret>> answer(const KeyringRequest &request);

private:
    Result<Secret> perform(const KeyringRequest &request);

    QMap<QString, Secret> m_contents;
    Fault m_fault = Fault::None;
    std::optional<std::pair<int, Fault>> m_faultLater;
    std::chrono::milliseconds m_delay{0};
    int m_requestCount = 0;
};

} // namespace Setup
