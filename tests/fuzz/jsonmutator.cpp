// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// libFuzzer changes bytes, after which most files are no JSON any more and the reader never sees them. This
// changes one value of a document and leaves it one, every eighth time: it costs more than twice as much.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t maxSize);

namespace {

constexpr std::array numbers{-1.0, 0.0, 0.5, 1.0, 2.0, 65535.0, 65536.0, 1e6, 1e9, 9007199254740992.0, 1e300};

// The values of a document in the order in which they stand.
void collect(const QJsonValue &value, QList<QJsonValue> &values)
{
    values.append(value);
    const QJsonArray array = value.toArray();
    for (const auto &item : array)
        collect(item, values);
    const QJsonObject object = value.toObject();
    for (const auto &member : object)
        collect(member, values);
}

class Mutation
{
public:
    Mutation(const QJsonObject &document, unsigned seed)
        : m_random(seed)
        , m_document(document)
    {
        collect(document, m_values);
        m_left = below(m_values.size());
    }

    QJsonDocument made() { return QJsonDocument(withChange(m_document).toObject()); }

private:
    qsizetype below(qsizetype bound)
    {
        return std::uniform_int_distribution<qsizetype>(0, bound - 1)(m_random);
    }
    QJsonValue any() { return m_values.at(below(m_values.size())); }

    QJsonValue withChange(const QJsonValue &value)
    {
        if (m_left-- == 0)
            return below(4) == 0 ? any() : changed(value);
        if (value.isArray()) {
            QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size() && m_left >= 0; ++i)
                array.replace(i, withChange(array.at(i)));
            return array;
        }
        if (!value.isObject())
            return value;
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end() && m_left >= 0; ++member)
            member.value() = withChange(member.value());
        return object;
    }

    QJsonValue changed(const QJsonValue &value)
    {
        switch (value.type()) {
        case QJsonValue::String:
            return changedText(value.toString());
        case QJsonValue::Double:
            return numbers.at(static_cast<std::size_t>(below(numbers.size())));
        case QJsonValue::Bool:
            return !value.toBool();
        case QJsonValue::Array:
            return changedArray(value.toArray());
        case QJsonValue::Object:
            return changedObject(value.toObject());
        default:
            return any();
        }
    }

    static QString changedText(const QString &text)
    {
        static constexpr qsizetype room = 64;
        QByteArray bytes = text.toUtf8();
        const auto size = static_cast<std::size_t>(bytes.size());
        bytes.resize(bytes.size() + room);
        const std::size_t changed = LLVMFuzzerMutate(reinterpret_cast<std::uint8_t *>(bytes.data()), size,
                                                     static_cast<std::size_t>(bytes.size()));
        return QString::fromUtf8(bytes.first(static_cast<qsizetype>(changed)));
    }

    QJsonArray changedArray(QJsonArray array)
    {
        if (array.isEmpty() || below(4) == 0)
            array.append(any());
        else if (below(2) == 0)
            array.append(array.at(below(array.size()))); // changed by the next mutation
        else
            array.removeAt(below(array.size()));
        return array;
    }

    QJsonObject changedObject(QJsonObject object)
    {
        const QStringList names = object.keys();
        if (names.isEmpty())
            return any().toObject();
        const QString name = names.at(below(names.size()));
        if (below(2) == 0)
            object.remove(name);
        else
            object.insert(name, any());
        return object;
    }

    std::minstd_rand m_random;
    QJsonObject m_document;
    QList<QJsonValue> m_values;
    qsizetype m_left = 0; // values before the one that changes
};

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t maxSize,
                                               unsigned seed)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QJsonObject document = seed % 8 == 0 ? QJsonDocument::fromJson(json).object() : QJsonObject();
    if (document.isEmpty())
        return LLVMFuzzerMutate(data, size, maxSize);
    const QByteArray made = Mutation(document, seed).made().toJson(QJsonDocument::Compact);
    if (made.size() > static_cast<qsizetype>(maxSize))
        return LLVMFuzzerMutate(data, size, maxSize);
    std::copy(made.begin(), made.end(), data);
    return static_cast<std::size_t>(made.size());
}
