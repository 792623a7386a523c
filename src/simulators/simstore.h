// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QJsonObject>

namespace Setup {

// What simulated servers remember: named tables of JSON objects by their ids. With a file it outlives them,
// as a database does: what was committed is there after a kill, what was not is not.
class SimStore
{
public:
    SimStore() = default; // forgets with the process

    // The file need not exist. It holds private keys and passwords of the simulated world and is written for
    // its owner alone. Problems: FILE_UNREADABLE, FILE_MALFORMED.
    static Result<SimStore> open(const QString &file);

    QJsonObject table(const QString &name) const { return m_tables[name].toObject(); }
    QJsonObject find(const QString &name, const QString &id) const { return table(name)[id].toObject(); }
    void put(const QString &name, const QString &id, const QJsonObject &object);
    void remove(const QString &name, const QString &id);

    // To the file, where there is one and something changed. Problem: FILE_NOT_WRITABLE.
    Result<Done> commit();

private:
    QString m_file;
    QJsonObject m_tables;
    bool m_changed = false;
};

} // namespace Setup
