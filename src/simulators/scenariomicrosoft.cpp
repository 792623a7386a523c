// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/scenariomicrosoft.h"

#include "simulators/strictobject.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

ScenarioRefusal readRefusal(StrictObject &object)
{
    ScenarioRefusal refusal;
    const auto at = object.choice(u"at"_s, SimMicrosoftError::At::Token, SimErrorTable::words());
    const QString code = object.string(u"code"_s);
    const auto known = SimErrorTable::find(code, at);
    if (!known && !object.has(u"error"_s))
        object.complain(u"code"_s, u"is not in the table: say error and text"_s);
    refusal.error = known.value_or(SimMicrosoftError());
    refusal.error.at = at;
    refusal.error.code = code;
    refusal.error.error = object.string(u"error"_s, refusal.error.error);
    refusal.error.suberror = object.string(u"suberror"_s, refusal.error.suberror);
    refusal.error.text = object.string(u"text"_s, refusal.error.text);
    refusal.error.status = object.integer(u"status"_s, refusal.error.status);
    refusal.claims = object.string(u"claims"_s);
    refusal.skip = object.integer(u"skip"_s);
    refusal.times = object.integer(u"times"_s);
    return refusal;
}

} // namespace

ScenarioMicrosoft ScenarioMicrosoft::read(StrictObject &object)
{
    ScenarioMicrosoft microsoft;
    const QList<QJsonObject> refusals = object.objects(u"refusals"_s);
    for (const QJsonObject &one : refusals) {
        StrictObject refusal(one, object.place(u"refusals"_s), object.complaint());
        microsoft.refusals.append(readRefusal(refusal));
    }
    microsoft.exchangeAppConsented = object.boolean(u"exchangeAppConsented"_s);
    microsoft.usersMayConsent = object.boolean(u"usersMayConsent"_s, true);
    microsoft.tellsRoles = object.boolean(u"tellsRoles"_s, true);
    microsoft.roles = object.strings(u"roles"_s);
    microsoft.ews = object.choice(u"ews"_s, Ews::Unset,
                                  {{u"unset"_s, Ews::Unset}, {u"on"_s, Ews::On}, {u"off"_s, Ews::Off}});
    microsoft.ewsAllowedAppIds = object.strings(u"ewsAllowedAppIds"_s);
    microsoft.ewsOffFor = object.strings(u"ewsOffFor"_s);
    microsoft.userAgentBlocked = object.boolean(u"userAgentBlocked"_s);
    using Impersonation = ScenarioDirectory::Impersonation;
    microsoft.directory.impersonation = object.choice(u"appScope"_s, Impersonation::Everyone,
                                                      {{u"everyone"_s, Impersonation::Everyone},
                                                       {u"scoped"_s, Impersonation::Scoped},
                                                       {u"nobody"_s, Impersonation::Denied}});
    microsoft.directory.roomLists = object.boolean(u"roomLists"_s, true);
    microsoft.directory.freeBusy = object.boolean(u"freeBusy"_s, true);
    microsoft.codeLifetime = object.integer(u"codeLifetime"_s, microsoft.codeLifetime);
    microsoft.accessTokenLifetime = object.integer(u"accessTokenLifetime"_s, microsoft.accessTokenLifetime);
    microsoft.deviceLifetime = object.integer(u"deviceLifetime"_s, microsoft.deviceLifetime);
    microsoft.deviceInterval = object.integer(u"deviceInterval"_s, microsoft.deviceInterval);
    microsoft.clockOffset = object.integer(u"clockOffset"_s);
    microsoft.graphPage = object.integer(u"graphPage"_s, microsoft.graphPage);
    return microsoft;
}

} // namespace Setup
