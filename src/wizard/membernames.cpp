// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/membernames.h"

#include "wizard/versionnames.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString shown(const QString &value)
{
    return value.isEmpty() ? QCoreApplication::translate("Members", "none") : value;
}

} // namespace

QString memberName(const QString &id)
{
    if (id == "name"_L1)
        return QCoreApplication::translate("Members", "Name");
    if (id == "identificationCode"_L1)
        return QCoreApplication::translate("Members", "Identification code");
    if (id == "email"_L1)
        return QCoreApplication::translate("Members", "E-mail address");
    if (id == "ewsUrl"_L1)
        return QCoreApplication::translate("Members", "EWS address");
    if (id == "exchangeVersion"_L1)
        return QCoreApplication::translate("Members", "Exchange version");
    if (id == "username"_L1)
        return QCoreApplication::translate("Members", "User name");
    if (id == "tenant"_L1)
        return QCoreApplication::translate("Members", "Organisation");
    if (id == "password"_L1)
        return QCoreApplication::translate("Members", "Password");
    return QCoreApplication::translate("Members", "Kind of Exchange");
}

Problem withLabel(Problem problem)
{
    for (const QLatin1StringView fact : {"field"_L1, "unfound"_L1})
        if (const QJsonValue field = problem.facts.value(fact); field.isString())
            problem.facts.insert(fact, memberName(field.toString()));
    return problem;
}

QList<ComparedMember> comparedMembers(const WantedIntegration &wanted, const PortalIntegration &actual)
{
    QList<ComparedMember> members;
    const auto add = [&members](const QString &id, const QString &mine, const QString &there) {
        members.append({id, memberName(id), shown(mine), shown(there)});
    };
    add(u"name"_s, wanted.name, actual.name);
    add(u"email"_s, wanted.email, actual.email);
    if (wanted.kind == PortalIntegration::Kind::ExchangeOnline) {
        add(u"tenant"_s, wanted.tenant, actual.tenant);
    } else {
        add(u"username"_s, wanted.username, actual.username);
        add(u"ewsUrl"_s, wanted.ewsUrl.toString(), actual.ewsUrl.toString());
        add(u"exchangeVersion"_s, portalVersionName(wanted.exchangeVersion),
            portalVersionName(actual.exchangeVersion));
    }
    add(u"identificationCode"_s, wanted.identificationCode, actual.identificationCode);
    return members;
}

} // namespace Setup
