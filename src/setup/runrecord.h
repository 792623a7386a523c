// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/runinput.h"
#include "portal/cloudresult.h"
#include "portal/portalpass.h"

#include <QJsonObject>

#include <optional>

namespace Setup {

// What a recording keeps of the input, so that a replay asks the same questions: everything but the password,
// and the portal as it was known, where the run asks one.
QJsonObject toJson(const RunInput &input, const PortalSite *portal = nullptr);

// For a replay: a stand-in takes the password's place where there was one. FILE_MALFORMED.
Result<RunInput> runInputFromJson(const QJsonObject &json);

// Without tokens: a replay takes what was noted of them. Nothing where no portal was asked, or where what
// stands there is none.
std::optional<PortalPass> portalFromJson(const QJsonObject &json);

// What the portal's cloud found, as a recording keeps it; nothing where it was not asked.
QJsonObject toJson(const std::optional<CloudResult> &cloud);
std::optional<CloudResult> cloudFromJson(const QJsonObject &json);

} // namespace Setup
