// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>

#include <optional>

// Several values in one line, with commas, semicolons or spaces between them, as an administrator types or
// pastes them. Each is judged by itself; nothing that a rule of InputRules accepts holds one of these signs.
namespace Setup::TypedList {

using Rule = Result<QString> (*)(const QString &typed, const QString &field);

// What is wrong with the first value that the rule refuses; "typed" of its facts says which one that is.
std::optional<Problem> problem(const QString &typed, Rule rule, const QString &field);
// What the rule makes of the values, in the order in which they were typed, each once.
QStringList values(const QString &typed, Rule rule);
// As problem() and values() read it.
QString joined(const QStringList &values);

} // namespace Setup::TypedList
