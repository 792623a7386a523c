// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/tenantmetadata.h"

#include "core/problemcodes.h"
#include "microsoft/microsofterror.h"
#include "oauth/oautherror.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestRealm = qsizetype{64} * 1024;

// The domain is no tenant's, or no tenant's of this cloud; and how Microsoft says that a name cannot be one.
bool isUnknownTenant(const QString &code)
{
    static constexpr std::initializer_list<QLatin1StringView> codes = {"AADSTS90002"_L1, "AADSTS90038"_L1,
                                                                       "AADSTS900023"_L1, "AADSTS50059"_L1};
    return std::any_of(codes.begin(), codes.end(), [&code](QLatin1StringView one) { return code == one; });
}

Problem unusable(const QString &reason)
{
    return {Code::IssuerMetadataUnusable, {}, {{u"reason"_s, reason}}};
}

// A word of Microsoft's own, or nothing.
QString word(const QJsonValue &value)
{
    static constexpr qsizetype longest = 100;
    const QString text = value.toString();
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_');
    });
    return isPlain && text.size() <= longest ? text : QString();
}

Result<TenantMetadata> readFound(const QByteArray &body, const QJsonObject &json, const QString &authority,
                                 const Clouds &clouds)
{
    const QString subScope = word(json["tenant_region_sub_scope"_L1]);
    const Cloud *cloud = clouds.ofTenant(word(json["cloud_instance_name"_L1]), subScope);
    if (!cloud)
        return unusable(u"a cloud that is not known: "_s
                        + ForeignText(json["cloud_instance_name"_L1].toString(), 100).text());
    TenantMetadata metadata;
    metadata.authority = cloud->authority;
    if (cloud->authority != authority) {
        metadata.kind = TenantMetadata::Kind::Elsewhere;
        return metadata;
    }
    const QString tenantId = tenantOfIssuer(json["issuer"_L1].toString());
    if (tenantId.isEmpty())
        return unusable(u"an issuer without a tenant: "_s
                        + ForeignText(json["issuer"_L1].toString(), 200).text());
    // The issuer must be the tenant's own one, letter by letter: a token of any other proves nothing.
    const auto issuer = parseIssuerMetadata(body, cloud->issuer(tenantId));
    if (!issuer)
        return issuer.problem();
    metadata.kind = TenantMetadata::Kind::Found;
    metadata.tenant.exists = true;
    metadata.tenant.tenantId = tenantId;
    metadata.tenant.cloud = cloud->id;
    metadata.tenant.regionScope = word(json["tenant_region_scope"_L1]);
    metadata.tenant.regionSubScope = subScope;
    metadata.tenant.issuer = *issuer;
    return metadata;
}

} // namespace

Result<TenantMetadata> readTenantMetadata(const ExchangeAnswer &answer, const QString &authority,
                                          const Clouds &clouds)
{
    const QJsonObject json = answer.body.size() > IssuerMetadata::LargestText
        ? QJsonObject()
        : QJsonDocument::fromJson(answer.body).object();
    if (answer.status == 200)
        return readFound(answer.body, json, authority, clouds);
    if (!json.contains("error"_L1))
        return Problem{
            Code::HttpUnexpectedStatus, {}, {{u"status"_s, answer.status}, {u"host"_s, authority}}};
    const Problem problem = inMicrosoftsTerms(oauthProblem(json, answer.status));
    if (isUnknownTenant(problem.code))
        return TenantMetadata{};
    return problem;
}

Result<Realm> readRealm(const ExchangeAnswer &answer)
{
    if (answer.status != 200)
        return Problem{Code::HttpUnexpectedStatus, {}, {{u"status"_s, answer.status}}};
    const QJsonDocument document =
        answer.body.size() > largestRealm ? QJsonDocument() : QJsonDocument::fromJson(answer.body);
    const QJsonObject json = document.object();
    const QString kind = json["NameSpaceType"_L1].toString();
    Realm realm;
    if (kind == "Managed"_L1)
        realm.kind = Realm::Kind::Managed;
    else if (kind == "Federated"_L1)
        realm.kind = Realm::Kind::Federated;
    else if (kind != "Unknown"_L1)
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, u"NameSpaceType"_s}}};
    realm.brand = ForeignText(json["FederationBrandName"_L1].toString(), 120);
    realm.identityProvider = ForeignText(QUrl(json["AuthURL"_L1].toString()).host(), 253);
    return realm;
}

} // namespace Setup
