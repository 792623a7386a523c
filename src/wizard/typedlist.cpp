// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/typedlist.h"

#include <QRegularExpression>

namespace Setup::TypedList {

using namespace Qt::StringLiterals;

namespace {

QStringList split(const QString &typed)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return typed.split(between, Qt::SkipEmptyParts);
}

} // namespace

std::optional<Problem> problem(const QString &typed, Rule rule, const QString &field)
{
    for (const QString &part : split(typed))
        if (const auto value = rule(part, field); !value)
            return value.problem();
    return std::nullopt;
}

QStringList values(const QString &typed, Rule rule)
{
    QStringList values;
    for (const QString &part : split(typed))
        if (const auto value = rule(part, {}); value && !values.contains(*value, Qt::CaseInsensitive))
            values.append(*value);
    return values;
}

QString joined(const QStringList &values)
{
    return values.join(u", "_s);
}

} // namespace Setup::TypedList
