// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QString>

namespace Setup {

// What hosts, paths and messages have in common everywhere: such a word names no customer. In lower case.
QSet<QString> commonWords();

} // namespace Setup
