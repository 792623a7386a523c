// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace Setup {

// What stands behind the keychain on this computer, as far as it could be found out without making it prompt.
// What is not known has no value.
struct KeyringSituation
{
    QString backend; // "Secret Service", "KWallet", "Windows Credential Manager", "macOS Keychain"
    std::optional<bool> hasBus; // a D-Bus session bus; Linux only
    std::optional<bool> isRunning; // somebody serves the backend's name on that bus
    std::optional<bool> isStartable; // the bus would start one
    std::optional<bool> hasCollection; // there is a default keyring
    std::optional<bool> isLocked; // the default keyring, or the wallet

    // Certainly nobody there who could keep a secret.
    bool isAbsent() const;

    friend bool operator==(const KeyringSituation &, const KeyringSituation &) = default;
};

QJsonObject toJson(const KeyringSituation &situation);

} // namespace Setup
