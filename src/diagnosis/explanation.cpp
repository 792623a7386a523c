// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/explanation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMetaEnum>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Explanation", text);
}

template<typename Enum>
QString jsonName(Enum value)
{
    QString text = QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
    text[0] = text[0].toLower();
    return text;
}

template<typename Enum>
std::optional<Enum> fromJsonName(const QString &text)
{
    const QMetaEnum all = QMetaEnum::fromType<Enum>();
    for (int index = 0; index < all.keyCount(); ++index) {
        const auto value = static_cast<Enum>(all.value(index));
        if (jsonName(value) == text)
            return value;
    }
    return {};
}

void insertIfAny(QJsonObject &json, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        json.insert(name, value);
}

void insertIfAny(QJsonObject &json, const QString &name, const QStringList &values)
{
    if (!values.isEmpty())
        json.insert(name, QJsonArray::fromStringList(values));
}

QJsonObject toJson(const Cause &cause)
{
    QJsonObject json{{u"text"_s, cause.text},
                     {u"owner"_s, toString(cause.owner)},
                     {u"confidence"_s, toString(cause.confidence)}};
    insertIfAny(json, u"evidenceFor"_s, cause.evidenceFor);
    insertIfAny(json, u"evidenceAgainst"_s, cause.evidenceAgainst);
    return json;
}

} // namespace

QString toString(Owner owner)
{
    return jsonName(owner);
}

QString toString(Confidence confidence)
{
    return jsonName(confidence);
}

std::optional<Owner> ownerFromString(const QString &text)
{
    return fromJsonName<Owner>(text);
}

std::optional<Confidence> confidenceFromString(const QString &text)
{
    return fromJsonName<Confidence>(text);
}

QString displayName(Owner owner)
{
    switch (owner) {
    case Owner::ExchangeAdmin:
        return tr(QT_TRANSLATE_NOOP("Explanation", "Exchange administrator"));
    case Owner::EntraAdmin:
        return tr(QT_TRANSLATE_NOOP("Explanation", "Entra administrator"));
    case Owner::NetworkAdmin:
        return tr(QT_TRANSLATE_NOOP("Explanation", "Network administrator"));
    case Owner::PortalAdmin:
        return tr(QT_TRANSLATE_NOOP("Explanation", "AskCody portal administrator"));
    case Owner::Askcody:
        return tr(QT_TRANSLATE_NOOP("Explanation", "AskCody support"));
    case Owner::Microsoft:
        return tr(QT_TRANSLATE_NOOP("Explanation", "Microsoft"));
    case Owner::Workstation:
        return tr(QT_TRANSLATE_NOOP("Explanation", "You, on this computer"));
    }
    return {};
}

QString displayName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::High:
        return tr(QT_TRANSLATE_NOOP("Explanation", "very likely"));
    case Confidence::Medium:
        return tr(QT_TRANSLATE_NOOP("Explanation", "possible"));
    case Confidence::Low:
        return tr(QT_TRANSLATE_NOOP("Explanation", "less likely"));
    }
    return {};
}

QJsonObject toJson(const Explanation &explanation)
{
    QJsonArray causes;
    for (const Cause &cause : explanation.causes)
        causes.append(toJson(cause));
    QJsonObject json{
        {u"title"_s, explanation.title}, {u"owner"_s, toString(explanation.owner)}, {u"causes"_s, causes}};
    insertIfAny(json, u"what"_s, explanation.what);
    insertIfAny(json, u"tellApart"_s, explanation.tellApart);
    insertIfAny(json, u"steps"_s, explanation.steps);
    insertIfAny(json, u"commands"_s, explanation.commands);
    insertIfAny(json, u"links"_s, explanation.links);
    return json;
}

} // namespace Setup
