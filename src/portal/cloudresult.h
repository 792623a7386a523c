// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/result.h"

#include <QDateTime>

namespace Setup {

// What the portal's cloud found on its own way to Exchange, rung by rung: comparable to our findings of the
// same ids.
struct CloudResult
{
    QString region;
    QDateTime startedAt; // UTC, by the portal's clock
    std::chrono::milliseconds duration{0};
    QList<Finding> rungs;

    // Fail: a rung failed. Incomplete: none did, and one was not tried. Else Pass, or Warn.
    Verdict verdict() const;
    const Finding *firstFailure() const; // what the others depend on; null where none failed

    friend bool operator==(const CloudResult &, const CloudResult &) = default;
};

// Codes that neither our catalogue nor Exchange has become PORTAL_ANSWER_UNEXPECTED with "portalCode": words
// of the portal's own making must not pass for ours. An application that Entra does not know in the
// organisation, at its own sign-in, has no consent there: CONSENT_MISSING. Problem: ANSWER_MALFORMED with
// "member".
Result<CloudResult> parseCloudResult(const QJsonObject &json);

} // namespace Setup
