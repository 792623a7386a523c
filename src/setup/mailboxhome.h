// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "microsoft/mailboxlocation.h"

namespace Setup {

// Where the mailboxes live, by what the checks have found so far (README, "Where the mailboxes live").
MailboxLocation locationIn(const QList<Finding> &findings);

// The reasons as sentences, the telling ones first.
QStringList sentencesOf(const MailboxLocation &location);

} // namespace Setup
