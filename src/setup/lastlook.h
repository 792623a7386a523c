// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/integration.h"
#include "core/secret.h"
#include "net/secretcleaner.h"

namespace Setup {

// Keeps the secrets of a run out of what people read and of what is written for them: findings, drafts,
// reports. A server may say in its answer what it was sent.
//
// Not looked for is what tells nobody anything: a word that texts of this program contain (reports are full
// of them), and what the admin wrote into the form as an address or a user name, too.
class LastLook
{
public:
    LastLook(const QList<Secret> &secrets, const Integration &integration);

    // A text in which one stands says «…» in its place, or nothing else where it stands there encoded.
    Finding cleaned(Finding finding) const;
    QJsonObject cleaned(const QJsonObject &document) const;

    bool finds(const QJsonObject &document) const; // in its values, and in names from outside
    bool finds(const QByteArray &text) const { return m_cleaner.scan().finds(text); }

private:
    SecretCleaner m_cleaner;
};

} // namespace Setup
