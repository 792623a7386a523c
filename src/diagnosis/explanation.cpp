// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/explanation.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

template<typename Enum>
struct Spelling
{
    Enum value;
    QLatin1StringView text;
};

// Tables and not Q_ENUM_NS: a namespace can have one Q_NAMESPACE only, and core/finding.h has it.
constexpr std::array owners{
    Spelling<Owner>{Owner::ExchangeAdmin, "exchangeAdmin"_L1},
    Spelling<Owner>{Owner::EntraAdmin, "entraAdmin"_L1},
    Spelling<Owner>{Owner::NetworkAdmin, "networkAdmin"_L1},
    Spelling<Owner>{Owner::PortalAdmin, "portalAdmin"_L1},
    Spelling<Owner>{Owner::Askcody, "askcody"_L1},
    Spelling<Owner>{Owner::Microsoft, "microsoft"_L1},
    Spelling<Owner>{Owner::Workstation, "workstation"_L1},
};
constexpr std::array confidences{
    Spelling<Confidence>{Confidence::Low, "low"_L1},
    Spelling<Confidence>{Confidence::Medium, "medium"_L1},
    Spelling<Confidence>{Confidence::High, "high"_L1},
};

template<typename Enum, std::size_t Size>
QString textOf(Enum value, const std::array<Spelling<Enum>, Size> &spellings)
{
    for (const Spelling<Enum> &spelling : spellings)
        if (spelling.value == value)
            return spelling.text;
    return {};
}

template<typename Enum, std::size_t Size>
std::optional<Enum> valueOf(const QString &text, const std::array<Spelling<Enum>, Size> &spellings)
{
    for (const Spelling<Enum> &spelling : spellings)
        if (spelling.text == text)
            return spelling.value;
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

} // namespace

QString toString(Owner owner)
{
    return textOf(owner, owners);
}

QString toString(Confidence confidence)
{
    return textOf(confidence, confidences);
}

std::optional<Owner> ownerFromString(const QString &text)
{
    return valueOf(text, owners);
}

std::optional<Confidence> confidenceFromString(const QString &text)
{
    return valueOf(text, confidences);
}

QString displayName(Owner owner)
{
    switch (owner) {
    case Owner::ExchangeAdmin:
        return QCoreApplication::translate("Explanation", "Exchange administrator");
    case Owner::EntraAdmin:
        return QCoreApplication::translate("Explanation", "Entra administrator");
    case Owner::NetworkAdmin:
        return QCoreApplication::translate("Explanation", "Network administrator");
    case Owner::PortalAdmin:
        return QCoreApplication::translate("Explanation", "AskCody portal administrator");
    case Owner::Askcody:
        return QCoreApplication::translate("Explanation", "AskCody support");
    case Owner::Microsoft:
        return QCoreApplication::translate("Explanation", "Microsoft");
    case Owner::Workstation:
        return QCoreApplication::translate("Explanation", "You, on this computer");
    }
    return {};
}

QString displayName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::High:
        return QCoreApplication::translate("Explanation", "very likely");
    case Confidence::Medium:
        return QCoreApplication::translate("Explanation", "possible");
    case Confidence::Low:
        return QCoreApplication::translate("Explanation", "less likely");
    }
    return {};
}

QJsonObject toJson(const Cause &cause)
{
    QJsonObject json{{u"text"_s, cause.text},
                     {u"owner"_s, toString(cause.owner)},
                     {u"confidence"_s, toString(cause.confidence)}};
    insertIfAny(json, u"id"_s, cause.id);
    insertIfAny(json, u"evidenceFor"_s, cause.evidenceFor);
    insertIfAny(json, u"evidenceAgainst"_s, cause.evidenceAgainst);
    if (!cause.decidedBy.text.isEmpty()) {
        QJsonObject decidedBy{{u"text"_s, cause.decidedBy.text}};
        insertIfAny(decidedBy, u"check"_s, cause.decidedBy.check);
        json.insert(u"decidedBy"_s, decidedBy);
    }
    return json;
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
    QJsonArray scripts;
    for (const FixScript &script : explanation.scripts)
        scripts.append(QJsonObject{{u"id"_s, script.id}, {u"title"_s, script.title}});
    if (!scripts.isEmpty())
        json.insert(u"scripts"_s, scripts);
    insertIfAny(json, u"touches"_s, explanation.touches);
    return json;
}

} // namespace Setup
