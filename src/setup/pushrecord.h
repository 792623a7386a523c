// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "setup/journal.h"

namespace Setup {

// What the journal says of a push, arrow by arrow: each is written before its act ("coming": state and where
// it leads) and after it. Where the file cannot be written, FILE_NOT_WRITABLE, and what stood there stands.
class PushRecord
{
public:
    PushRecord(const Journal &journal, const Clock &clock);

    Result<Done> open(const QUuid &id); // DRAFT_NOT_FOUND, FILE_MALFORMED
    const Draft &draft() const { return m_draft; }

    Result<Done> checksAreStale(); // a Draft again
    Result<Done> passwordIsComing(); // Checked; what was sealed before was sealed with another password
    Result<Done> passwordIsStored(); // SecretStored
    Result<Done> bodyIsComing(const PendingSubmission &submission);
    Result<Done> bodyIsSubmitted(); // Submitted; to be written before the first byte leaves
    Result<Done> submissionIsRefused(); // SecretStored: it has made nothing, and never will
    Result<Done> submissionIsVoid(); // SecretStored: it goes no more, and may have arrived
    Result<Done> integrationIsMade(const QString &portalId, const QString &origin, bool isOurs);
    Result<Done> integrationIsGone(); // from the portal, where it had been: a Draft again
    Result<Done> itemIsGone(const QString &item); // from the keychain
    Result<Done> isConfirmed();

private:
    Result<Done> write(Draft draft);

    const Journal &m_journal;
    const Clock &m_clock;
    Draft m_draft;
};

} // namespace Setup
