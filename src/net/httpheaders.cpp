// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/httpheaders.h"

#include <algorithm>

namespace Setup {
namespace {

bool isNamed(const HttpHeaders::Field &field, QByteArrayView name)
{
    return QByteArrayView(field.first).compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

void HttpHeaders::set(const QByteArray &name, const QByteArray &value)
{
    m_fields.removeIf([&name](const Field &field) { return isNamed(field, name); });
    append(name, value);
}

bool HttpHeaders::contains(QByteArrayView name) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [name](const Field &field) { return isNamed(field, name); });
}

QByteArray HttpHeaders::value(QByteArrayView name) const
{
    return values(name).value(0);
}

QList<QByteArray> HttpHeaders::values(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const Field &field : m_fields)
        if (isNamed(field, name))
            found.append(field.second);
    return found;
}

} // namespace Setup
