// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"

#include <QJsonObject>

namespace Setup {

// The last look before a recording leaves the program: does one of the secrets stand in it, as it is, as XML,
// percent-encoded, as UTF-16, in hexadecimal, or in base64 at any place of what was encoded ("user:password",
// whatever the user)? Redaction should have seen to it; this is for the day on which it did not.
//
// A secret of fewer than four bytes is not looked for: it would be found in any text.
bool containsSecret(const QJsonObject &document, const QList<Secret> &secrets);

} // namespace Setup
