// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/trustedca.h"

#include "core/problemcodes.h"

#include <QFile>
#include <QJsonObject>
#include <QSslCertificate>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumCaFileSize = qint64{1024} * 1024;

} // namespace

Result<QByteArray> readCaFile(const QString &path)
{
    if (path.isEmpty())
        return QByteArray();
    QFile file(path);
    const QJsonObject where{{u"path"_s, path}};
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::CaFileUnusable, file.errorString(), where};
    const QByteArray pem = file.read(MaximumCaFileSize);
    if (QSslCertificate::fromData(pem, QSsl::Pem).isEmpty())
        return Problem{Code::CaFileUnusable, u"no certificate in PEM form"_s, where};
    return pem;
}

} // namespace Setup
