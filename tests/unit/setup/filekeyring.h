// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/memorykeyring.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

namespace Setup {

// A keyring that outlives its process, for tests that kill one: everything in a file, as plain as can be.
class FileKeyring : public MemoryKeyring
{
public:
    FileKeyring(QString file, std::function<void()> moment)
        : m_file(std::move(file))
        , m_moment(std::move(moment))
    {
        const QMap<QString, QByteArray> entries = read(m_file);
        for (auto entry = entries.begin(); entry != entries.end(); ++entry)
            contents().insert(entry.key(), Secret(entry.value()));
    }

    static QMap<QString, QByteArray> read(const QString &path)
    {
        QFile file(path);
        QMap<QString, QByteArray> entries;
        if (!file.open(QIODevice::ReadOnly))
            return entries;
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        for (auto entry = json.begin(); entry != json.end(); ++entry)
            entries.insert(entry.key(), QByteArray::fromBase64(entry.value().toString().toLatin1()));
        return entries;
    }

    std::unique_ptr<KeyringStep> step(const KeyringRequest &request) override
    {
        m_moment();
        auto step = MemoryKeyring::step(request);
        QObject::connect(step.get(), &KeyringStep::finished, step.get(), [this] {
            write();
            m_moment();
        });
        return step;
    }

private:
    void write()
    {
        QJsonObject json;
        for (auto entry = contents().begin(); entry != contents().end(); ++entry)
            json.insert(entry.key(), QString::fromLatin1(entry->bytes().toByteArray().toBase64()));
        QFile file(m_file);
        if (file.open(QIODevice::WriteOnly))
            file.write(QJsonDocument(json).toJson());
    }

    QString m_file;
    std::function<void()> m_moment;
};

} // namespace Setup
