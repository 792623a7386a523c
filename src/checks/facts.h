// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QString>

#include <any>
#include <typeindex>
#include <unordered_map>

namespace Setup {

// What the checks of a run have found out, as typed values. A fact is a struct that names its one writer:
//     struct TlsFacts { static constexpr auto Writer = "net.tls"_L1; … };
class FactStore
{
public:
    template<typename Fact>
    void set(Fact fact)
    {
        m_facts.insert_or_assign(std::type_index(typeid(Fact)),
                                 Entry{QString(Fact::Writer), std::any(std::move(fact))});
    }

    template<typename Fact>
    const Fact *find() const
    {
        const auto entry = m_facts.find(std::type_index(typeid(Fact)));
        return entry == m_facts.end() ? nullptr : std::any_cast<Fact>(&entry->second.value);
    }

    bool contains(std::type_index fact) const { return m_facts.contains(fact); }
    void merge(const FactStore &other); // the other's facts win
    void removeWrittenBy(const QString &writer); // before a check runs again
    QSet<QString> writers() const;

private:
    struct Entry
    {
        QString writer;
        std::any value;
    };
    std::unordered_map<std::type_index, Entry> m_facts;
};

// A check's view on the store: it can read only the facts of the checks that it needs, directly or through
// others. Anything else would make its finding depend on who happened to end first.
class FactReader
{
public:
    FactReader(const FactStore &store, QSet<QString> readable)
        : m_store(&store)
        , m_readable(std::move(readable))
    {}

    // Null when the writer gave none (it warned without it, or was left out).
    template<typename Fact>
    const Fact *get() const
    {
        Q_ASSERT_X(m_readable.contains(QString(Fact::Writer)), "FactReader",
                   "fact of a check that is not needed");
        return m_readable.contains(QString(Fact::Writer)) ? m_store->find<Fact>() : nullptr;
    }

private:
    const FactStore *m_store;
    QSet<QString> m_readable;
};

} // namespace Setup
