// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

// The examples of RFC 7515, 7517 and 7520, and one PS256 signature by npm "jose" (the RFCs show none).
inline QJsonObject vector(QLatin1StringView name)
{
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/tests/unit/jose/vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("vectors.json cannot be read");
    return QJsonDocument::fromJson(file.readAll()).object()[name].toObject();
}

} // namespace Setup
