// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Setup {

struct JsonRules;

// What may be kept of a JSON object by these rules (redactionlists.h), member by member. Nothing where it is
// no object; what is nested deeper than any interface of ours goes.
std::optional<QByteArray> redactedJson(const QByteArray &body, const JsonRules &rules);

} // namespace Setup
