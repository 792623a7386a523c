// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "core/result.h"

#include <QJsonValue>

namespace Setup {

// workstation.keychain: writes a random value, reads it back and deletes it. The keychain may ask its user
// for a password; that is waited for, though not for ever.
class KeychainCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    // Half a minute, within the runner's deadline: the keychain's own answer tells more than CHECK_TIMEOUT.
    explicit KeychainCheck(std::chrono::milliseconds deadline = std::chrono::seconds(30));

private:
    void begin() override;
    void replay(const Result<QJsonValue> &recorded);
    void write();
    void read();
    void remove(const std::optional<Problem> &problem);
    void end(const std::optional<Problem> &problem);
    void abandon() override;

    std::chrono::milliseconds m_deadline;
    QString m_name;
    QByteArray m_value;
    bool m_written = false; // or being written
};

} // namespace Setup
