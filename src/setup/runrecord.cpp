// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/runrecord.h"

#include "core/integrationfile.h"
#include "core/problemcodes.h"
#include "setup/onlinerecord.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOrigins = 10;
constexpr qsizetype mostRungs = 100;

QString wordOf(PortalSite::Trust trust)
{
    switch (trust) {
    case PortalSite::Trust::Known:
        return u"known"_s;
    case PortalSite::Trust::Accepted:
        return u"accepted"_s;
    case PortalSite::Trust::Unconfirmed:
        break;
    }
    return u"unconfirmed"_s;
}

PortalSite::Trust trustOf(const QString &word)
{
    for (const auto trust : {PortalSite::Trust::Known, PortalSite::Trust::Accepted})
        if (word == wordOf(trust))
            return trust;
    return PortalSite::Trust::Unconfirmed;
}

QJsonObject siteToJson(const PortalSite &site)
{
    return {{u"origin"_s, site.origin},
            {u"trust"_s, wordOf(site.trust)},
            {u"region"_s, site.region},
            {u"listedOrigins"_s, QJsonArray::fromStringList(site.listedOrigins)}};
}

// An address as this program writes it, or nothing.
QString originIn(const QJsonValue &value)
{
    const QString text = value.toString();
    return portalOrigin(QUrl(text, QUrl::StrictMode)) == text ? text : QString();
}

} // namespace

QJsonObject toJson(const RunInput &input, const PortalSite *portal)
{
    QJsonObject json = toJson(input.integration);
    json.insert(u"passwordGiven"_s, !input.password.isEmpty());
    json.insert(u"trustedCa"_s, QString::fromLatin1(input.trustedCaPem));
    json.insert(u"loginAttempts"_s, input.loginAttempts);
    json.insert(u"only"_s, QJsonArray::fromStringList(input.only));
    json.insert(u"asksPortal"_s, input.asksPortal);
    if (portal)
        json.insert(u"portalSite"_s, siteToJson(*portal));
    json.insert(u"askMicrosoft"_s, input.askMicrosoft);
    if (input.integration.online())
        json.insert(u"online"_s, toJson(input.online));
    return json;
}

Result<RunInput> runInputFromJson(const QJsonObject &json)
{
    if (!json.value("integration"_L1).isObject())
        return Problem{Code::FileMalformed, u"the recording does not say what it is about"_s, {}};
    RunInput input;
    QJsonObject document{{u"integration"_s, json.value("integration"_L1)}};
    if (json.contains("portal"_L1))
        document.insert(u"portal"_s, json.value("portal"_L1));
    input.integration = integrationFromDraft(document);
    if (json.value("passwordGiven"_L1).toBool())
        input.password = Secret("not the password: a recording holds none");
    input.trustedCaPem = json.value("trustedCa"_L1).toString().toLatin1();
    input.loginAttempts = std::clamp(json.value("loginAttempts"_L1).toInt(1), 1, 3);
    const QJsonArray ids = json.value("only"_L1).toArray();
    for (const auto &id : ids)
        input.only.append(id.toString());
    input.asksPortal = json.value("asksPortal"_L1).toBool();
    input.askMicrosoft = json.value("askMicrosoft"_L1).toBool();
    input.online = onlineInputFromJson(json.value("online"_L1).toObject());
    return input;
}

std::optional<PortalPass> portalFromJson(const QJsonObject &json)
{
    const QJsonObject recorded = json.value("portalSite"_L1).toObject();
    PortalPass pass;
    pass.site.origin = originIn(recorded.value("origin"_L1));
    pass.site.trust = trustOf(recorded.value("trust"_L1).toString());
    pass.site.region = recorded.value("region"_L1).toString().left(16);
    const QJsonArray listed = recorded.value("listedOrigins"_L1).toArray();
    for (const auto &origin : listed)
        if (const QString known = originIn(origin); !known.isEmpty() && listed.size() <= mostOrigins)
            pass.site.listedOrigins.append(known);
    pass.missing = Problem{Code::NotInRecording, {}, {}};
    return pass.site.origin.isEmpty() ? std::nullopt : std::optional(pass);
}

QJsonObject toJson(const std::optional<CloudResult> &cloud)
{
    if (!cloud)
        return {};
    QJsonArray rungs;
    for (const Finding &rung : cloud->rungs)
        rungs.append(toJson(rung));
    return {{u"region"_s, cloud->region},
            {u"startedAt"_s, cloud->startedAt.toUTC().toString(Qt::ISODateWithMs)},
            {u"durationMs"_s, qint64(cloud->duration.count())},
            {u"rungs"_s, rungs}};
}

std::optional<CloudResult> cloudFromJson(const QJsonObject &json)
{
    const QJsonArray rungs = json.value("rungs"_L1).toArray();
    if (rungs.isEmpty() || rungs.size() > mostRungs)
        return std::nullopt;
    CloudResult cloud;
    cloud.region = json.value("region"_L1).toString().left(16);
    cloud.startedAt = QDateTime::fromString(json.value("startedAt"_L1).toString(), Qt::ISODateWithMs);
    cloud.duration = std::chrono::milliseconds(std::max<qint64>(0, json.value("durationMs"_L1).toInteger()));
    for (const auto &rung : rungs)
        cloud.rungs.append(findingFromJson(rung.toObject()));
    return cloud;
}

} // namespace Setup
