// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/jsonfields.h"

#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isLine(const QString &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

bool isWhole(const QString &text, const QString &expression)
{
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(expression));
    return text.size() <= 1000 && pattern.match(text).hasMatch();
}

} // namespace

QString JsonFields::line(QLatin1StringView name, Need need, qsizetype longest)
{
    if (isAbsent(name, need))
        return {};
    const QString text = m_object[name].toString();
    if (!m_object[name].isString() || (need == Need::Required && text.isEmpty()) || text.size() > longest
        || !isLine(text)) {
        reject(name);
        return {};
    }
    return text;
}

QString JsonFields::matching(QLatin1StringView name, const QString &expression, Need need)
{
    if (isAbsent(name, need))
        return {};
    const QString text = m_object[name].toString();
    if (!m_object[name].isString() || !isWhole(text, expression)) {
        reject(name);
        return {};
    }
    return text;
}

QUrl JsonFields::address(QLatin1StringView name, Need need)
{
    const QString text = line(name, need, LongestUrl);
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    const bool isUsable = url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty()
        && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    if (!isUsable) {
        reject(name);
        return {};
    }
    return url;
}

qint64 JsonFields::number(QLatin1StringView name, qint64 least, qint64 most)
{
    const qint64 none = least - 1;
    const qint64 value = m_object[name].toInteger(none); // none for anything but a whole number
    if (value < least || value > most) {
        reject(name);
        return least;
    }
    return value;
}

bool JsonFields::flag(QLatin1StringView name)
{
    if (isAbsent(name, Need::Optional))
        return false;
    if (!m_object[name].isBool())
        reject(name);
    return m_object[name].toBool();
}

QDateTime JsonFields::instant(QLatin1StringView name)
{
    const QString text = matching(name, u"[0-9]{4}-[0-9T:.-]{14,24}Z"_s);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        reject(name);
    return time;
}

QStringList JsonFields::lines(QLatin1StringView name, qsizetype most, const QString &expression)
{
    const QJsonArray array = m_object[name].toArray();
    const bool isSoundList = m_object[name].isArray() && array.size() <= most
        && std::all_of(array.begin(), array.end(), [&expression](const QJsonValue &value) {
                                 return value.isString() && isWhole(value.toString(), expression);
                             });
    if (!isSoundList) {
        reject(name);
        return {};
    }
    QStringList list;
    for (const auto &value : array)
        list.append(value.toString());
    return list;
}

QJsonArray JsonFields::objects(QLatin1StringView name, qsizetype most)
{
    const QJsonArray array = m_object[name].toArray();
    const bool areObjects =
        std::all_of(array.begin(), array.end(), [](const QJsonValue &value) { return value.isObject(); });
    if (!m_object[name].isArray() || array.size() > most || !areObjects) {
        reject(name);
        return {};
    }
    return array;
}

QJsonObject JsonFields::object(QLatin1StringView name, Need need)
{
    if (isAbsent(name, need))
        return {};
    if (!m_object[name].isObject())
        reject(name);
    return m_object[name].toObject();
}

void JsonFields::reject(QLatin1StringView name)
{
    if (m_fault.isEmpty())
        m_fault = name;
}

bool JsonFields::isAbsent(QLatin1StringView name, Need need)
{
    if (m_object.contains(name))
        return false;
    if (need == Need::Required)
        reject(name);
    return true;
}

} // namespace Setup
