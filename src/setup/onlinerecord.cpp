// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/onlinerecord.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Consent = OnlineInput::Consent;
using Switch = EwsSettings::Switch;

// A value of a plain enumeration by its number; anything else is the first one.
template<typename Value>
Value valueOf(const QJsonValue &json, Value last)
{
    const int number = json.toInt();
    return number > 0 && number <= static_cast<int>(last) ? static_cast<Value>(number) : Value();
}

QJsonValue listJson(const std::optional<QStringList> &list)
{
    return list ? QJsonValue(QJsonArray::fromStringList(*list)) : QJsonValue();
}

std::optional<QStringList> listOf(const QJsonValue &json)
{
    if (!json.isArray())
        return std::nullopt;
    QStringList list;
    const QJsonArray entries = json.toArray();
    for (const auto &entry : entries)
        list.append(entry.toString());
    return list;
}

QJsonObject settingsJson(const EwsSettings &settings)
{
    QJsonObject json{{u"ewsEnabled"_s, static_cast<int>(settings.ewsEnabled)},
                     {u"allowedAppIds"_s, listJson(settings.allowedAppIds)},
                     {u"isListComplete"_s, settings.isListComplete},
                     {u"allowList"_s, listJson(settings.allowList)},
                     {u"blockList"_s, listJson(settings.blockList)}};
    if (settings.accessPolicy)
        json.insert(u"accessPolicy"_s, *settings.accessPolicy);
    return json;
}

EwsSettings settingsOf(const QJsonObject &json)
{
    EwsSettings settings;
    settings.ewsEnabled = valueOf(json["ewsEnabled"_L1], Switch::Off);
    settings.allowedAppIds = listOf(json["allowedAppIds"_L1]);
    settings.isListComplete = json["isListComplete"_L1].toBool();
    settings.allowList = listOf(json["allowList"_L1]);
    settings.blockList = listOf(json["blockList"_L1]);
    if (json["accessPolicy"_L1].isString())
        settings.accessPolicy = json["accessPolicy"_L1].toString();
    return settings;
}

} // namespace

QJsonObject toJson(const OnlineInput &input)
{
    QJsonObject json{{u"signInClientId"_s, input.signInClientId},
                     {u"exchangeAppId"_s, input.exchangeAppId},
                     {u"consent"_s, static_cast<int>(input.consent)},
                     {u"provedByPortal"_s, input.provedByPortal},
                     {u"seenByPortal"_s, static_cast<int>(input.seenByPortal)},
                     {u"organization"_s, settingsJson(input.organization)},
                     {u"mailbox"_s, static_cast<int>(input.mailbox)},
                     {u"asksGraph"_s, input.asksGraph}};
    if (input.consentProblem)
        json.insert(u"consentProblem"_s, toJson(*input.consentProblem));
    return json;
}

OnlineInput onlineInputFromJson(const QJsonObject &json)
{
    OnlineInput input;
    input.signInClientId = json["signInClientId"_L1].toString();
    input.exchangeAppId = json["exchangeAppId"_L1].toString();
    input.consent = valueOf(json["consent"_L1], Consent::Unanswered);
    if (json["consentProblem"_L1].isObject())
        input.consentProblem = problemFromJson(json["consentProblem"_L1].toObject());
    input.provedByPortal = json["provedByPortal"_L1].toBool();
    input.seenByPortal = valueOf(json["seenByPortal"_L1], EwsSeen::LicenceRefused);
    input.organization = settingsOf(json["organization"_L1].toObject());
    input.mailbox = valueOf(json["mailbox"_L1], Switch::Off);
    input.asksGraph = json["asksGraph"_L1].toBool();
    return input;
}

} // namespace Setup
