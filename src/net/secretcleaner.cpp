// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/secretcleaner.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

SecretCleaner::SecretCleaner(const QList<Secret> &secrets)
    : m_secrets(secrets)
    , m_scan(secrets)
{}

bool SecretCleaner::isOurName(const QString &name)
{
    return std::all_of(name.begin(), name.end(),
                       [](QChar c) { return c.unicode() < 0x80 && (c.isLetter() || c == u'_'); });
}

QString SecretCleaner::cleaned(const QString &text) const
{
    static const QString mark = u"«…»"_s;
    if (!m_scan.finds(text))
        return text;
    QString clean = text;
    for (const Secret &secret : m_secrets)
        if (secret.size() >= SecretScan::shortest)
            clean.replace(QString::fromUtf8(secret.bytes()), mark);
    return m_scan.finds(clean) ? mark : clean;
}

QJsonValue SecretCleaner::cleaned(const QJsonValue &value) const
{
    if (value.isString())
        return cleaned(value.toString());
    if (value.isArray()) {
        QJsonArray clean;
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            clean.append(cleaned(item));
        return clean;
    }
    if (!value.isObject())
        return value;
    QJsonObject clean;
    const QJsonObject object = value.toObject();
    for (auto member = object.constBegin(); member != object.constEnd(); ++member)
        clean.insert(isOurName(member.key()) ? member.key() : cleaned(member.key()), cleaned(member.value()));
    return clean;
}

Problem SecretCleaner::cleaned(Problem problem) const
{
    if (m_scan.isEmpty())
        return problem;
    problem.detail = cleaned(problem.detail);
    problem.facts = cleaned(QJsonValue(problem.facts)).toObject();
    return problem;
}

} // namespace Setup
