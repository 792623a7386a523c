// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/filefacts.h"

#include "core/foreigntext.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 TooLittle = 1'000'000; // bytes; a full disk keeps some blocks

// Windows keeps in access lists, which Qt does not read, who may write in a folder: there only a missing one
// is known to take nothing.
void addMayWrite(QJsonObject &facts, const QFileInfo &folder)
{
#if defined(Q_OS_WIN)
    if (!folder.isDir())
        facts.insert(u"mayWrite"_s, false);
#else
    facts.insert(u"mayWrite"_s, folder.isDir() && folder.isWritable());
#endif
}

} // namespace

QJsonObject aboutFile(const QString &path)
{
    return {{u"path"_s, ForeignText(path)}, {u"exists"_s, QFileInfo::exists(path)}};
}

QJsonObject aboutFolderOf(const QString &path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    QJsonObject facts{{u"path"_s, ForeignText(path)}};
    addMayWrite(facts, folder);
    const QStorageInfo disk(folder.filePath());
    if (disk.isReady() && disk.bytesTotal() > 0) // some shares tell nothing of their size
        facts.insert(u"diskFull"_s, disk.bytesAvailable() < TooLittle);
    return facts;
}

QJsonObject aboutUnwritten(const QString &path)
{
    QJsonObject facts = aboutFolderOf(path);
    const QFileInfo there(path);
    facts.insert(u"isProtected"_s, there.exists() && !(there.isFile() && there.isWritable()));
    return facts;
}

} // namespace Setup
