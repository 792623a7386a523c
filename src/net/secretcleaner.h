// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "core/secret.h"
#include "net/secretscan.h"

#include <QJsonValue>

namespace Setup {

// Takes secrets out of what people read: a server may say in its answer what it was sent. A text in which one
// stands says «…» in its place, or nothing else where it stands there encoded.
class SecretCleaner
{
public:
    explicit SecretCleaner(const QList<Secret> &secrets);

    const SecretScan &scan() const { return m_scan; }
    QString cleaned(const QString &text) const;
    // In its strings, and in the names of members that came from outside.
    QJsonValue cleaned(const QJsonValue &value) const;
    Problem cleaned(Problem problem) const;

    // Names of members are ours, unless they have a character that none of ours has.
    static bool isOurName(const QString &name);

private:
    QList<Secret> m_secrets;
    SecretScan m_scan;
};

} // namespace Setup
