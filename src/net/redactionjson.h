// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Setup {

// What may be kept of a JSON object that goes to the portal or comes from it, member by member
// (redactionlists.h). Nothing where it is no such object, or one nested deeper than the portal's API has it.
std::optional<QByteArray> redactedPortalJson(const QByteArray &body);

} // namespace Setup
