// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/privatefile.h"

#include "core/filefacts.h"
#include "core/problemcodes.h"

#include <QFile>
#include <QSaveFile>

namespace Setup {

using namespace Qt::StringLiterals;

Result<Done> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit())
        return Done{};
    return Problem{Code::FileNotWritable, file.errorString(), aboutUnwritten(path)};
}

} // namespace Setup
