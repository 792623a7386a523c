// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace Setup {

// Reads a JSON object and keeps account: of the first thing that was wrong, and of fields that nobody asked
// for. Readers of inner objects report to the outer one.
class StrictObject
{
public:
    StrictObject(QJsonObject object, QString place, QString &complaint);
    ~StrictObject(); // complains about what was not asked for
    Q_DISABLE_COPY_MOVE(StrictObject)

    bool has(const QString &field);
    QString string(const QString &field, const QString &otherwise = {});
    int integer(const QString &field, int otherwise = 0);
    quint16 port(const QString &field, quint16 otherwise);
    bool boolean(const QString &field, bool otherwise = false);
    QStringList strings(const QString &field, const QStringList &otherwise = {});
    QJsonObject object(const QString &field);
    QList<QJsonObject> objects(const QString &field);
    QString place(const QString &field) const { return m_place + u'/' + field; }
    QString &complaint() { return m_complaint; }
    void complain(const QString &field, const QString &what);

    template<typename T>
    T choice(const QString &field, T otherwise, const QList<std::pair<QString, T>> &choices)
    {
        const QString word = string(field);
        if (word.isEmpty())
            return otherwise;
        for (const auto &[name, value] : choices) {
            if (name == word)
                return value;
        }
        complain(field, QStringLiteral("has no choice \"%1\"").arg(word));
        return otherwise;
    }

private:
    std::optional<QJsonValue> take(const QString &field, QJsonValue::Type type);

    QJsonObject m_object;
    QString m_place;
    QString &m_complaint;
    QSet<QString> m_known;
};

} // namespace Setup
