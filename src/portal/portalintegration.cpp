// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portalintegration.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "portal/jsonfields.h"

#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Need = JsonFields::Need;
using Kind = PortalIntegration::Kind;
using State = PortalIntegration::State;

// People type these into the portal, and others see them here; they are compared in this form, too.
QString shown(const QString &typed)
{
    return ForeignText(typed).text();
}

State readState(JsonFields &fields)
{
    const QString text = fields.line("state"_L1);
    if (text == "connected"_L1)
        return State::Connected;
    if (text == "failing"_L1)
        return State::Failing;
    if (text == "disabled"_L1)
        return State::Disabled;
    if (text != "notChecked"_L1)
        fields.reject("state"_L1);
    return State::NotChecked;
}

QUuid readReference(const QJsonObject &json, JsonFields &fields)
{
    if (json["clientReference"_L1].isNull())
        return {};
    const QUuid reference(
        fields.matching("clientReference"_L1, u"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s));
    if (reference.isNull())
        fields.reject("clientReference"_L1);
    return reference;
}

// What only one of the two kinds has.
void readConnection(JsonFields &fields, PortalIntegration &integration)
{
    const bool isServer = integration.kind == Kind::ExchangeServer;
    const Need server = isServer ? Need::Required : Need::Optional;
    integration.ewsUrl = fields.address("ewsUrl"_L1, server);
    integration.exchangeVersion =
        fields.matching("exchangeVersion"_L1, u"Exchange20[0-9]{2}(_SP[0-9])?"_s, server);
    integration.username = shown(fields.line("username"_L1, server, 256));
    integration.tenant = shown(fields.line("tenant"_L1, isServer ? Need::Optional : Need::Required));
}

QString text(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

QString text(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

void put(QJsonObject &json, QLatin1StringView name, const std::optional<QString> &value)
{
    if (value)
        json.insert(name, *value);
}

// Another port, scheme or path is another address; letters of the host are not.
bool isSameAddress(const QUrl &one, const QUrl &other)
{
    const auto canonical = [](QUrl url) {
        url.setHost(url.host(QUrl::FullyEncoded).toLower());
        if (url.port() == 443)
            url.setPort(-1);
        return url.adjusted(QUrl::NormalizePathSegments);
    };
    return canonical(one) == canonical(other);
}

} // namespace

Result<PortalIntegration> parsePortalIntegration(const QJsonObject &json)
{
    JsonFields fields(json);
    PortalIntegration integration;
    integration.id = fields.matching("id"_L1, u"[A-Za-z0-9_-]{1,64}"_s);
    integration.clientReference = readReference(json, fields);
    integration.name = shown(fields.line("name"_L1));
    const QString kind = fields.matching("type"_L1, u"exchangeServer|exchangeOnline"_s);
    integration.kind = kind == "exchangeOnline"_L1 ? Kind::ExchangeOnline : Kind::ExchangeServer;
    integration.identificationCode = fields.matching("identificationCode"_L1, u"[A-Za-z0-9._-]{0,64}"_s);
    integration.email = shown(fields.line("email"_L1, Need::Required, 254));
    readConnection(fields, integration);
    integration.state = readState(fields);
    integration.createdAt = fields.instant("createdAt"_L1);
    integration.changedAt = fields.instant("changedAt"_L1);
    integration.etag = fields.matching("etag"_L1, u"\"[A-Za-z0-9._-]{1,64}\""_s);
    if (!fields.isSound())
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, fields.fault()}}};
    return integration;
}

QByteArray newIntegrationBody(const WantedIntegration &wanted, const QByteArray &sealed)
{
    QJsonObject json{{u"clientReference"_s, text(wanted.clientReference)},
                     {u"name"_s, wanted.name},
                     {u"type"_s, wanted.hasSecret() ? u"exchangeServer"_s : u"exchangeOnline"_s},
                     {u"identificationCode"_s, wanted.identificationCode},
                     {u"email"_s, wanted.email}};
    if (!wanted.hasSecret()) {
        json.insert(u"tenant"_s, wanted.tenant);
        return QJsonDocument(json).toJson(QJsonDocument::Compact);
    }
    json.insert(u"ewsUrl"_s, text(wanted.ewsUrl));
    json.insert(u"exchangeVersion"_s, wanted.exchangeVersion);
    json.insert(u"username"_s, wanted.username);
    json.insert(u"credential"_s, QString::fromLatin1(sealed));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

IntegrationChange changeTo(const WantedIntegration &wanted, const PortalIntegration &present)
{
    const QStringList differing = differences(wanted, present);
    IntegrationChange change;
    if (differing.contains("name"_L1))
        change.name = wanted.name;
    if (differing.contains("identificationCode"_L1))
        change.identificationCode = wanted.identificationCode;
    if (differing.contains("email"_L1))
        change.email = wanted.email;
    if (differing.contains("ewsUrl"_L1))
        change.ewsUrl = wanted.ewsUrl;
    if (differing.contains("exchangeVersion"_L1))
        change.exchangeVersion = wanted.exchangeVersion;
    if (differing.contains("username"_L1))
        change.username = wanted.username;
    return change;
}

Result<QByteArray> changeBody(const IntegrationChange &change)
{
    if (change.wantsCredential() && change.sealed.isEmpty())
        return Problem{Code::PortalCredentialRequired, {}, {}};
    QJsonObject json;
    put(json, "name"_L1, change.name);
    put(json, "identificationCode"_L1, change.identificationCode);
    put(json, "email"_L1, change.email);
    put(json, "exchangeVersion"_L1, change.exchangeVersion);
    put(json, "username"_L1, change.username);
    if (change.ewsUrl)
        json.insert("ewsUrl"_L1, text(*change.ewsUrl));
    if (!change.sealed.isEmpty())
        json.insert("credential"_L1, QString::fromLatin1(change.sealed));
    if (json.isEmpty())
        return Problem{Code::InputMissing, u"Nothing would change."_s, {{u"field"_s, u"integration"_s}}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

namespace {

QStringList serverDifferences(const WantedIntegration &wanted, const PortalIntegration &present)
{
    QStringList names;
    if (!isSameAddress(wanted.ewsUrl, present.ewsUrl))
        names += u"ewsUrl"_s;
    if (wanted.exchangeVersion != present.exchangeVersion)
        names += u"exchangeVersion"_s;
    if (shown(wanted.username) != present.username)
        names += u"username"_s;
    return names;
}

} // namespace

QStringList differences(const WantedIntegration &wanted, const PortalIntegration &present)
{
    QStringList names;
    if (present.kind != wanted.kind)
        names += u"type"_s;
    if (shown(wanted.name) != present.name)
        names += u"name"_s;
    if (wanted.identificationCode != present.identificationCode)
        names += u"identificationCode"_s;
    if (shown(wanted.email).compare(present.email, Qt::CaseInsensitive) != 0)
        names += u"email"_s;
    if (wanted.kind == Kind::ExchangeServer)
        names += serverDifferences(wanted, present);
    else if (shown(wanted.tenant).compare(present.tenant, Qt::CaseInsensitive) != 0)
        names += u"tenant"_s;
    return names;
}

namespace {

bool isOtherHalf(const WantedIntegration &wanted, const PortalIntegration &present)
{
    return wanted.kind != present.kind && !wanted.identificationCode.isEmpty()
        && !present.identificationCode.isEmpty()
        && wanted.identificationCode.compare(present.identificationCode, Qt::CaseInsensitive) != 0;
}

} // namespace

QStringList likeness(const WantedIntegration &wanted, const PortalIntegration &present)
{
    const auto isLike = [](const QString &one, const QString &other) {
        return !one.isEmpty() && shown(one).compare(other, Qt::CaseInsensitive) == 0;
    };
    QStringList names;
    if (present.clientReference == wanted.clientReference)
        return names;
    if (isLike(wanted.email, present.email) && !isOtherHalf(wanted, present))
        names += u"email"_s;
    if (!wanted.ewsUrl.isEmpty() && isSameAddress(wanted.ewsUrl, present.ewsUrl))
        names += u"ewsUrl"_s;
    if (isLike(wanted.tenant, present.tenant))
        names += u"tenant"_s;
    if (isLike(wanted.name, present.name))
        names += u"name"_s;
    return names;
}

} // namespace Setup
