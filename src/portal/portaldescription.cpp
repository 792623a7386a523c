// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portaldescription.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "portal/jsonfields.h"

#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Need = JsonFields::Need;

QString clientIdForm()
{
    return u"[A-Za-z0-9._:-]{1,128}"_s;
}

Problem unusable(const QString &reason, const QString &member = {})
{
    QJsonObject facts{{u"reason"_s, reason}};
    if (!member.isEmpty())
        facts.insert(u"member"_s, member);
    return {Code::PortalDiscoveryUnusable, {}, facts};
}

std::optional<ExchangeApp> readApp(JsonFields &outer, const PortalSite &site)
{
    const QJsonObject object = outer.object("exchangeApp"_L1, Need::Optional);
    if (object.isEmpty())
        return std::nullopt;
    JsonFields fields(object);
    ExchangeApp app;
    app.clientId = fields.matching("clientId"_L1, clientIdForm());
    app.displayName = ForeignText(fields.line("displayName"_L1)).text();
    app.cloud = fields.matching("cloud"_L1, u"worldwide|gccHigh|dod|china"_s);
    app.isKnown = site.exchangeApps.contains(app.clientId);
    if (!fields.isSound())
        outer.reject("exchangeApp"_L1);
    return app;
}

PortalDescription read(JsonFields &fields, const PortalSite &site)
{
    PortalDescription description;
    description.region = fields.matching("region"_L1, u"[a-z]{2,16}"_s);
    description.api = fields.address("api"_L1);
    // The issuer is compared letter by letter; parsing and writing it again could change it.
    fields.address("issuer"_L1);
    description.issuer = fields.line("issuer"_L1, Need::Required, JsonFields::LongestUrl);
    description.clientId = fields.matching("clientId"_L1, clientIdForm());
    description.scopes = fields.lines("scopes"_L1, 20, u"[!#-\\[\\]-~]{1,200}"_s); // RFC 6749, 3.3
    description.offersDeviceCode = fields.flag("deviceAuthorization"_L1);
    description.offersClientCredentials = fields.flag("clientCredentials"_L1);
    description.signInClientId = fields.matching("signInClientId"_L1, clientIdForm(), Need::Optional);
    description.exchangeApp = readApp(fields, site);
    description.keys = fields.address("keys"_L1);
    if (description.api.path().endsWith(u'/'))
        fields.reject("api"_L1);
    if (!description.scopes.contains(u"openid"_s))
        fields.reject("scopes"_L1);
    return description;
}

} // namespace

Result<PortalDescription> parsePortalDescription(const QByteArray &json, const PortalSite &site)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (json.size() > PortalDescription::LargestText)
        return unusable(u"tooLarge"_s);
    if (!document.isObject())
        return unusable(u"malformed"_s);
    JsonFields fields(document.object());
    const qint64 version = fields.number("version"_L1, 1, 1'000'000);
    if (!fields.isSound())
        return unusable(u"member"_s, fields.fault());
    if (version != PortalDescription::Version)
        return Problem{Code::PortalVersionUnknown, {}, {{u"version"_s, version}}};
    const PortalDescription description = read(fields, site);
    if (!fields.isSound())
        return unusable(u"member"_s, fields.fault());
    if (!site.owns(description.api))
        return unusable(u"origin"_s, u"api"_s);
    if (!site.owns(description.keys))
        return unusable(u"origin"_s, u"keys"_s);
    if (!site.region.isEmpty() && description.region != site.region)
        return Problem{
            Code::PortalWrongRegion, {}, {{u"region"_s, description.region}, {u"wanted"_s, site.region}}};
    return description;
}

} // namespace Setup
