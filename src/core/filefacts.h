// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

class QString;

namespace Setup {

// What a Problem about a file tells of it besides, so that a path that leads nowhere is told from a file that
// is closed to its reader: path and exists. The system's own words for it depend on its language.
QJsonObject aboutFile(const QString &path);

// For one that could not be written: path, and whether this user may write in its folder.
QJsonObject aboutFolderOf(const QString &path);

} // namespace Setup
