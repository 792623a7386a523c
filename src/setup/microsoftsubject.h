// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/runinput.h"

namespace Setup {

// Whom a session's side towards Microsoft is about. What was said by or about one of them, and who signed in
// there, counts for nothing with another one.
struct MicrosoftSubject
{
    QString account; // of the administrator, in lower case
    QString organization; // the tenant as it is named, or the mail domain
    QString cloud; // as named
    QString clientId; // of the organisation's own registration

    // Nothing: the mailboxes live elsewhere.
    static std::optional<MicrosoftSubject> of(const Integration &integration);

    bool isSameOrganization(const MicrosoftSubject &other) const
    {
        return organization == other.organization && cloud == other.cloud;
    }
    // What a run about the other one was told, as far as it holds for this one.
    OnlineInput stillTold(const OnlineInput &input, const MicrosoftSubject &other) const;

    friend bool operator==(const MicrosoftSubject &, const MicrosoftSubject &) = default;
};

// Whatever was said of AskCody's application by the page of consent and by the portal's cloud. It holds for
// one application in one organisation.
OnlineInput withoutAnswers(OnlineInput input);

} // namespace Setup
