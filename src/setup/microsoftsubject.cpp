// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/microsoftsubject.h"

namespace Setup {

std::optional<MicrosoftSubject> MicrosoftSubject::of(const Integration &integration)
{
    const ExchangeOnline *online = integration.online();
    if (!online)
        return std::nullopt;
    const QString domain = mailDomain(online->email);
    return MicrosoftSubject{online->email.trimmed().toLower(),
                            online->tenant.isEmpty() ? domain : online->tenant.toLower(), online->cloud,
                            online->clientId};
}

// Which applications the portal names is the portal's, and what shall be looked at is a wish.
OnlineInput MicrosoftSubject::stillTold(const OnlineInput &input, const MicrosoftSubject &other) const
{
    OnlineInput told = input;
    if (account != other.account)
        told.mailbox = EwsSettings::Switch::Unknown;
    if (isSameOrganization(other))
        return told;
    told = withoutAnswers(told);
    told.organization = {};
    told.mailbox = EwsSettings::Switch::Unknown;
    return told;
}

OnlineInput withoutAnswers(OnlineInput input)
{
    const OnlineInput nothing;
    input.consent = nothing.consent;
    input.consentProblem = nothing.consentProblem;
    input.provedByPortal = nothing.provedByPortal;
    input.seenByPortal = nothing.seenByPortal;
    return input;
}

} // namespace Setup
