// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/issuermetadata.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostWords = 100;

Problem unusable(const QString &reason)
{
    return {Code::IssuerMetadataUnusable, {}, {{u"reason"_s, reason}}};
}

QStringList words(const QJsonValue &value)
{
    QStringList list;
    const auto entries = value.toArray();
    for (const auto &entry : entries)
        if (entry.isString() && list.size() < MostWords)
            list += entry.toString();
    return list;
}

// An offer that is not told stands for the default of the specification.
bool offers(const QJsonObject &json, QLatin1StringView member, const QString &wanted)
{
    return !json.contains(member) || words(json[member]).contains(wanted);
}

std::optional<Problem> missingOffer(const QJsonObject &json)
{
    if (!offers(json, "response_types_supported"_L1, u"code"_s))
        return unusable(u"no sign-in by code"_s);
    if (!offers(json, "code_challenge_methods_supported"_L1, u"S256"_s))
        return unusable(u"no proof key (PKCE) by S256"_s);
    const auto algorithms = "id_token_signing_alg_values_supported"_L1;
    for (const auto &ours : {u"RS256"_s, u"PS256"_s, u"ES256"_s})
        if (offers(json, algorithms, ours))
            return std::nullopt;
    return unusable(u"no signature that this program can check"_s);
}

struct Endpoint
{
    QLatin1StringView member;
    QUrl IssuerMetadata::*url;
    bool isNeeded;
};

} // namespace

QString secureOrigin(const QUrl &url)
{
    if (!url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty() || !url.userInfo().isEmpty()
        || url.hasFragment())
        return {};
    const int port = url.port(443);
    return u"https://"_s + url.host(QUrl::FullyEncoded) + (port == 443 ? QString() : u":%1"_s.arg(port));
}

Result<IssuerMetadata> parseIssuerMetadata(const QByteArray &json, const QString &issuer,
                                           const QStringList &listedOrigins)
{
    const QJsonDocument document =
        json.size() > IssuerMetadata::LargestText ? QJsonDocument() : QJsonDocument::fromJson(json);
    if (!document.isObject())
        return unusable(u"no JSON object of a sane size"_s);
    const QJsonObject all = document.object();
    if (all["issuer"_L1].toString() != issuer)
        return unusable(u"it calls itself "_s + ForeignText(all["issuer"_L1].toString(), 200).text());
    IssuerMetadata metadata;
    metadata.issuer = issuer;
    const QStringList origins = QStringList{secureOrigin(QUrl(issuer))} + listedOrigins;
    for (const Endpoint &endpoint :
         {Endpoint{"authorization_endpoint"_L1, &IssuerMetadata::authorizationEndpoint, true},
          Endpoint{"token_endpoint"_L1, &IssuerMetadata::tokenEndpoint, true},
          Endpoint{"jwks_uri"_L1, &IssuerMetadata::jwksUri, true},
          Endpoint{"device_authorization_endpoint"_L1, &IssuerMetadata::deviceAuthorizationEndpoint, false},
          Endpoint{"revocation_endpoint"_L1, &IssuerMetadata::revocationEndpoint, false}}) {
        if (!endpoint.isNeeded && !all.contains(endpoint.member))
            continue;
        const QUrl url(all[endpoint.member].toString(), QUrl::StrictMode);
        const QString origin = secureOrigin(url);
        if (origin.isEmpty() || !origins.contains(origin))
            return unusable(endpoint.member + u": "_s + ForeignText(url.toString(), 200).text());
        metadata.*endpoint.url = url;
    }
    if (const auto problem = missingOffer(all))
        return *problem;
    metadata.grantTypes = words(all["grant_types_supported"_L1]);
    metadata.clientAuthentication = words(all["token_endpoint_auth_methods_supported"_L1]);
    metadata.namesItselfInAnswers = all["authorization_response_iss_parameter_supported"_L1].toBool();
    return metadata;
}

} // namespace Setup
