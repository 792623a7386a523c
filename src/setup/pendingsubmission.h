// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalintegration.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace Setup {

// What the journal keeps of a submission whose outcome is not known yet. As long as it stands here, the same
// key and the same bytes go again. The body itself waits in the keychain (SecretStore::sealedBodyName):
// sealed or not, a password does not belong into a file.
struct PendingSubmission
{
    QByteArray key; // Idempotency-Key
    QByteArray bodyHash; // SHA-256 of it
    QByteArray contentHash; // see contentHash()
    QString portal; // its origin
    QString kid; // of the key that the password was sealed for
    bool sent = false; // something of it may have left this computer

    friend bool operator==(const PendingSubmission &, const PendingSubmission &) = default;
};

// SHA-256 of what is wanted, and where; without the password, which nobody shall be able to guess by it.
QByteArray contentHash(const WantedIntegration &wanted, const QString &portal);

QJsonObject toJson(const PendingSubmission &submission);
// Nothing where the object is empty or lacks what sending it again would need.
std::optional<PendingSubmission> pendingSubmissionFromJson(const QJsonObject &json);

} // namespace Setup
