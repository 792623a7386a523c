// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>

#include <optional>

namespace Setup {

// What an organisation, or one mailbox, says about EWS. A field that the text did not hold is unknown.
struct EwsSettings
{
    enum class Switch { Unknown, NotSet, On, Off };

    Switch ewsEnabled = Switch::Unknown;
    std::optional<QStringList> allowedAppIds; // sorted, in lower case; empty: the list is empty
    bool isListComplete = false; // false, too, when the text shows that something was cut off
    std::optional<QString> accessPolicy; // "EnforceAllowList", "EnforceBlockList"; empty: none
    std::optional<QStringList> allowList; // names of programs (User-Agent)
    std::optional<QStringList> blockList;

    enum class Owner { Unknown, Organization, Mailbox };

    bool isKnown() const; // at least one field
    bool lists(const QString &appId) const;

    friend bool operator==(const EwsSettings &, const EwsSettings &) = default;
};

// Reads what an administrator pastes of the output of
//   Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy | Format-List EwsEnabled, EwsAllowedAppIDs, …
// or of Get-CASMailbox: Format-List with its wrapped lines, CSV and JSON, with whatever stands around it. A
// field that stands there twice with two values is unknown. EWS_SETTINGS_UNREADABLE when nothing of it is
// there, INPUT_TOO_LONG for more than 64 KiB or 2,000 lines.
Result<EwsSettings> ewsSettingsFromText(const QString &pasted);

// Whose they are, by what stands beside them: each command gives something that the other has not.
EwsSettings::Owner settingsOwner(const QString &pasted);

} // namespace Setup
