// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/strictobject.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

StrictObject::StrictObject(QJsonObject object, QString place, QString &complaint)
    : m_object(std::move(object))
    , m_place(std::move(place))
    , m_complaint(complaint)
{}

StrictObject::~StrictObject()
{
    const QStringList present = m_object.keys();
    for (const QString &field : present) {
        if (!m_known.contains(field))
            complain(field, u"is not known"_s);
    }
}

bool StrictObject::has(const QString &field)
{
    m_known.insert(field);
    return m_object.contains(field);
}

QString StrictObject::string(const QString &field, const QString &otherwise)
{
    const std::optional<QJsonValue> value = take(field, QJsonValue::String);
    return value ? value->toString() : otherwise;
}

int StrictObject::integer(const QString &field, int otherwise)
{
    const std::optional<QJsonValue> value = take(field, QJsonValue::Double);
    return value ? value->toInt(otherwise) : otherwise;
}

quint16 StrictObject::port(const QString &field, quint16 otherwise)
{
    const int number = integer(field, otherwise);
    if (number < 0 || number > 65535)
        complain(field, u"is no port"_s);
    return static_cast<quint16>(number);
}

bool StrictObject::boolean(const QString &field, bool otherwise)
{
    const std::optional<QJsonValue> value = take(field, QJsonValue::Bool);
    return value ? value->toBool() : otherwise;
}

QStringList StrictObject::strings(const QString &field, const QStringList &otherwise)
{
    const std::optional<QJsonValue> value = take(field, QJsonValue::Array);
    if (!value)
        return otherwise;
    QStringList texts;
    const QJsonArray array = value->toArray();
    for (const auto &one : array) {
        if (!one.isString())
            complain(field, u"holds something that is no text"_s);
        texts.append(one.toString());
    }
    return texts;
}

QJsonObject StrictObject::object(const QString &field)
{
    const std::optional<QJsonValue> value = take(field, QJsonValue::Object);
    return value ? value->toObject() : QJsonObject();
}

QList<QJsonObject> StrictObject::objects(const QString &field)
{
    QList<QJsonObject> result;
    const QJsonArray array = take(field, QJsonValue::Array).value_or(QJsonArray()).toArray();
    for (const auto &one : array) {
        if (!one.isObject())
            complain(field, u"holds something that is no object"_s);
        result.append(one.toObject());
    }
    return result;
}

void StrictObject::complain(const QString &field, const QString &what)
{
    if (m_complaint.isEmpty())
        m_complaint = place(field) + u' ' + what;
}

std::optional<QJsonValue> StrictObject::take(const QString &field, QJsonValue::Type type)
{
    if (!has(field))
        return std::nullopt;
    const QJsonValue value = m_object.value(field);
    if (value.type() != type) {
        complain(field, u"is of the wrong type"_s);
        return std::nullopt;
    }
    return value;
}

} // namespace Setup
