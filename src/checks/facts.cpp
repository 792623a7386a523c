// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/facts.h"

namespace Setup {

void FactStore::merge(const FactStore &other)
{
    for (const auto &[type, entry] : other.m_facts)
        m_facts.insert_or_assign(type, entry);
}

void FactStore::removeWrittenBy(const QString &writer)
{
    std::erase_if(m_facts, [&writer](const auto &item) { return item.second.writer == writer; });
}

QSet<QString> FactStore::writers() const
{
    QSet<QString> writers;
    for (const auto &[type, entry] : m_facts)
        writers.insert(entry.writer);
    return writers;
}

} // namespace Setup
