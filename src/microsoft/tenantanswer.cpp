// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/tenantanswer.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

QString toString(Realm::Kind kind)
{
    switch (kind) {
    case Realm::Kind::Unknown:
        return u"unknown"_s;
    case Realm::Kind::Managed:
        return u"managed"_s;
    case Realm::Kind::Federated:
        return u"federated"_s;
    }
    return {};
}

QJsonObject toJson(const TenantAnswer &answer)
{
    QJsonObject json{{u"domain"_s, answer.domain},
                     {u"exists"_s, answer.exists},
                     {u"asked"_s, QJsonArray::fromStringList(answer.asked)},
                     {u"mx"_s, QJsonArray::fromStringList(answer.hints.mx)},
                     {u"mxAtMicrosoft"_s, answer.hints.mxAtMicrosoft},
                     {u"autodiscoverAtMicrosoft"_s, answer.hints.autodiscoverAtMicrosoft}};
    if (!answer.notAsked.isEmpty())
        json.insert(u"notAsked"_s, QJsonArray::fromStringList(answer.notAsked));
    if (answer.hints.isUnknownToDns)
        json.insert(u"unknownToDns"_s, true);
    const auto add = [&json](const QString &name, const QString &value) {
        if (!value.isEmpty())
            json.insert(name, value);
    };
    add(u"tenantId"_s, answer.tenantId);
    add(u"cloud"_s, answer.cloud);
    add(u"regionScope"_s, answer.regionScope);
    add(u"regionSubScope"_s, answer.regionSubScope);
    add(u"autodiscover"_s, answer.hints.autodiscover);
    if (answer.realm) {
        add(u"realm"_s, toString(answer.realm->kind));
        add(u"brand"_s, answer.realm->brand.text());
        add(u"identityProvider"_s, answer.realm->identityProvider.text());
    }
    return json;
}

} // namespace Setup
