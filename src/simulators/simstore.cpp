// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simstore.h"

#include "core/privatefile.h"
#include "core/problemcodes.h"

#include <QFile>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

Result<SimStore> SimStore::open(const QString &file)
{
    SimStore store;
    store.m_file = file;
    QFile device(file);
    if (!device.exists())
        return store;
    if (!device.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, device.errorString(), {{u"path"_s, file}}};
    const QJsonDocument document = QJsonDocument::fromJson(device.readAll());
    if (!document.isObject())
        return Problem{Code::FileMalformed, u"no JSON object"_s, {{u"path"_s, file}}};
    store.m_tables = document.object();
    return store;
}

void SimStore::put(const QString &name, const QString &id, const QJsonObject &object)
{
    QJsonObject changed = table(name);
    changed.insert(id, object);
    m_tables.insert(name, changed);
    m_changed = true;
}

void SimStore::remove(const QString &name, const QString &id)
{
    QJsonObject changed = table(name);
    changed.remove(id);
    m_tables.insert(name, changed);
    m_changed = true;
}

Result<Done> SimStore::commit()
{
    if (!m_changed || m_file.isEmpty())
        return Done{};
    const auto written = writePrivateFile(m_file, QJsonDocument(m_tables).toJson(QJsonDocument::Compact));
    if (written)
        m_changed = false;
    return written;
}

} // namespace Setup
