// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/trustedca.h"

#include "core/filefacts.h"
#include "core/problemcodes.h"

#include <QFile>
#include <QJsonObject>
#include <QSslCertificate>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumCaFileSize = qint64{1024} * 1024;

// What stands in the file instead; empty: nothing that is known.
QString contentOf(const QByteArray &file)
{
    if (file.contains("PRIVATE KEY-----"))
        return u"key"_s;
    if (file.contains("CERTIFICATE REQUEST-----"))
        return u"request"_s;
    return QSslCertificate::fromData(file, QSsl::Der).isEmpty() ? QString() : u"binary"_s;
}

} // namespace

Result<QByteArray> readCaFile(const QString &path)
{
    if (path.isEmpty())
        return QByteArray();
    QFile file(path);
    QJsonObject where = aboutFile(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::CaFileUnusable, file.errorString(), where};
    const QByteArray pem = file.read(MaximumCaFileSize);
    if (!QSslCertificate::fromData(pem, QSsl::Pem).isEmpty())
        return pem;
    if (const QString content = contentOf(pem); !content.isEmpty())
        where.insert(u"holds"_s, content);
    return Problem{Code::CaFileUnusable, u"no certificate in PEM form"_s, where};
}

} // namespace Setup
