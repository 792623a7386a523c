// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactionjson.h"

#include "core/foreigntext.h"
#include "net/redaction.h"
#include "net/redactionlists.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 6;
constexpr qsizetype mostMembers = 200;
constexpr qsizetype longestText = 2000; // the modulus of a long key, a claims challenge

QJsonValue keptText(const QString &text)
{
    return ForeignText(withRedactedAddress(text), longestText);
}

QJsonObject keptObject(const QJsonObject &object, const JsonRules &rules, int depth);

// The list says that this member may be kept: its text, its number, or a list of such. An object is none.
QJsonValue keptScalar(const QJsonValue &value)
{
    if (value.isString())
        return keptText(value.toString());
    if (!value.isArray())
        return value.isObject() ? QJsonValue(removed(u"object", value.toObject().size(), u"members")) : value;
    QJsonArray kept;
    const QJsonArray parts = value.toArray();
    for (const auto &part : parts) {
        if (kept.size() == mostMembers)
            break;
        kept.append(part.isArray() || part.isObject() ? QJsonValue(removed(u"value", 1, u"item"))
                                                      : keptScalar(part));
    }
    return kept;
}

QJsonValue keptContainer(const QJsonValue &value, const JsonRules &rules, int depth)
{
    if (value.isObject())
        return keptObject(value.toObject(), rules, depth + 1);
    QJsonArray kept;
    const QJsonArray parts = value.toArray();
    for (const auto &part : parts) {
        if (kept.size() == mostMembers)
            break;
        kept.append(part.isObject() ? QJsonValue(keptObject(part.toObject(), rules, depth + 1))
                                    : QJsonValue(removed(u"value", 1, u"item")));
    }
    return kept;
}

// A text in its place that the reader of a replay takes for a token: there was one.
QString tokenInItsPlace(const QString &name, const QJsonValue &value)
{
    return u"removed-%1-%2"_s.arg(name, QString::number(value.toString().size()));
}

QJsonValue keptMember(const QString &name, const QJsonValue &value, const JsonRules &rules, int depth)
{
    const bool isNested = value.isObject() || value.isArray();
    if (isNested && depth < deepest && rules.containers.contains(name))
        return keptContainer(value, rules, depth);
    if (rules.members.contains(name))
        return keptScalar(value);
    if (rules.tokens.contains(name) && !value.toString().isEmpty())
        return tokenInItsPlace(name, value);
    return removed(u"member", value.toString().size(), u"characters");
}

QJsonObject keptObject(const QJsonObject &object, const JsonRules &rules, int depth)
{
    QJsonObject kept;
    for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
        if (kept.size() == mostMembers)
            break;
        kept.insert(ForeignText(member.key(), 64).text(),
                    keptMember(member.key(), member.value(), rules, depth));
    }
    return kept;
}

} // namespace

std::optional<QByteArray> redactedJson(const QByteArray &body, const JsonRules &rules)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return std::nullopt;
    return QJsonDocument(keptObject(document.object(), rules, 0)).toJson(QJsonDocument::Compact);
}

} // namespace Setup
