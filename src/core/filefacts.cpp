// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/filefacts.h"

#include "core/foreigntext.h"

#include <QFileInfo>

namespace Setup {

using namespace Qt::StringLiterals;

QJsonObject aboutFile(const QString &path)
{
    return {{u"path"_s, ForeignText(path)}, {u"exists"_s, QFileInfo::exists(path)}};
}

QJsonObject aboutFolderOf(const QString &path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    return {{u"path"_s, ForeignText(path)}, {u"mayWrite"_s, folder.isDir() && folder.isWritable()}};
}

} // namespace Setup
