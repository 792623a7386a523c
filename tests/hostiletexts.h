// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <utility>
#include <vector>

// The hostile corpus (tests/data/hostile.json): {name, text}. Empty when the file is missing or broken, which
// a test should refuse.
inline std::vector<std::pair<QString, QString>> hostileTexts()
{
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/hostile.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<std::pair<QString, QString>> texts;
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue &value : root.value(QLatin1String("texts")).toArray()) {
        const QJsonObject row = value.toObject();
        QString text = row.value(QLatin1String("text")).toString();
        for (const QJsonValue &unit : row.value(QLatin1String("utf16")).toArray())
            text += QChar(static_cast<char16_t>(unit.toInt()));
        text = text.repeated(row.value(QLatin1String("repeat")).toInt(1));
        texts.emplace_back(row.value(QLatin1String("name")).toString(), text);
    }
    return texts;
}
