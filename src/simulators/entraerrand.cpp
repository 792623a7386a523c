// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entrasignin.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

QJsonObject EntraErrand::toJson() const
{
    return {{u"kind"_s, static_cast<int>(kind)},
            {u"host"_s, authority.host},
            {u"word"_s, authority.word},
            {u"demand"_s, demand.toJson()},
            {u"app"_s, app.id},
            {u"permissions"_s, QJsonArray::fromStringList(permissions)},
            {u"userCode"_s, userCode}};
}

EntraErrand EntraErrand::fromJson(const QJsonObject &json)
{
    EntraErrand errand;
    errand.kind = static_cast<Kind>(json["kind"_L1].toInt());
    errand.authority = EntraAuthority::find(json["host"_L1].toString(), json["word"_L1].toString());
    errand.demand = SimDemand::fromJson(json["demand"_L1].toObject());
    errand.app = SimCloudApp::find(json["app"_L1].toString()).value_or(SimCloudApp());
    errand.permissions = json["permissions"_L1].toVariant().toStringList();
    errand.userCode = json["userCode"_L1].toString();
    return errand;
}

EntraWords EntraErrand::words() const
{
    EntraWords words;
    words[u"app"_s] = demand.client;
    words[u"appName"_s] = app.name;
    words[u"tenant"_s] = authority.tenant ? authority.tenant->name : authority.word;
    words[u"redirect"_s] = demand.redirectUri;
    words[u"scope"_s] = demand.scopes.join(u' ');
    words[u"resource"_s] = permissions.value(0).section(u'/', 0, -2);
    words[u"user"_s] = demand.loginHint;
    return words;
}

} // namespace Setup
