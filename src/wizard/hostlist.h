// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QStringList>

#include <optional>

// Host names with commas between them, as an administrator types them.
namespace Setup::HostList {

std::optional<Problem> problem(const QString &typed, const QString &field);
QStringList hosts(const QString &typed); // those that are host names, in ASCII and lower case

} // namespace Setup::HostList
