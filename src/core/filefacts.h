// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

class QString;

namespace Setup {

// What a Problem about a file tells of it besides, so that a path that leads nowhere is told from a file that
// is closed to its reader: path and exists. The system's own words for it depend on its language.
QJsonObject aboutFile(const QString &path);

// For what could not be made: path, whether this user may write in its folder (mayWrite, where that is
// known), and whether there is hardly any space (diskFull).
QJsonObject aboutFolderOf(const QString &path);

// For a file that could not be written: isProtected besides, where something with its name may not be
// replaced.
QJsonObject aboutUnwritten(const QString &path);

} // namespace Setup
