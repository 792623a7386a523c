// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/bearerauthority.h"

#include "core/foreigntext.h"

#include <QJsonArray>
#include <QUrl>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostIssuers = 10;
constexpr qsizetype longestIssuer = 200;

} // namespace

std::optional<BearerAuthority> bearerAuthority(const AuthOffers &offers)
{
    const AuthOffer *const bearer = offers.find(u"Bearer");
    if (!bearer)
        return std::nullopt;
    BearerAuthority authority;
    authority.host = QUrl(bearer->parameters.value(u"authorization_uri"_s), QUrl::StrictMode)
                         .host(QUrl::FullyEncoded)
                         .toLower();
    const QStringList listed = bearer->parameters.value(u"trusted_issuers"_s).split(u',');
    for (const QString &entry : listed) {
        const QString issuer = entry.trimmed();
        if (!issuer.isEmpty() && authority.issuers.size() < mostIssuers)
            authority.issuers.append(ForeignText(issuer, longestIssuer).text());
    }
    return authority;
}

QJsonObject toJson(const BearerAuthority &authority)
{
    QJsonObject json;
    if (!authority.host.isEmpty())
        json.insert(u"authorizationHost"_s, ForeignText(authority.host, longestIssuer));
    if (!authority.issuers.isEmpty())
        json.insert(u"trustedIssuers"_s, QJsonArray::fromStringList(authority.issuers));
    return json;
}

} // namespace Setup
