// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalsite.h"

#include <optional>

namespace Setup {

// The application that a customer's administrator consents to for Exchange Online.
struct ExchangeApp
{
    QString clientId;
    QString displayName;
    QString cloud;
    bool isKnown = false; // listed for this portal; any other is shown as unknown before the consent

    friend bool operator==(const ExchangeApp &, const ExchangeApp &) = default;
};

// What a portal says that it offers to set-up programs (resources/portal-api.yaml, Discovery).
struct PortalDescription
{
    static constexpr int Version = 1;
    static constexpr qsizetype LargestText = 64LL * 1024;

    QString region;
    QUrl api; // no slash at its end
    QString issuer; // letter by letter, for OpenID Connect
    QString clientId;
    QStringList scopes;
    bool offersDeviceCode = false;
    bool offersClientCredentials = false;
    QString signInClientId; // for microsoft.signin, or empty
    std::optional<ExchangeApp> exchangeApp;
    QUrl keys;

    friend bool operator==(const PortalDescription &, const PortalDescription &) = default;
};

// Problems: PORTAL_DISCOVERY_UNUSABLE with "reason" (malformed, member, origin) and "member";
// PORTAL_VERSION_UNKNOWN with "version"; PORTAL_WRONG_REGION with "region" and "wanted", when a known portal
// says that it is another one.
Result<PortalDescription> parsePortalDescription(const QByteArray &json, const PortalSite &site);

} // namespace Setup
