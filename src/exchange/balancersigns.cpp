// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/balancersigns.h"

#include "core/foreigntext.h"

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct CookieSign
{
    const char *start; // of the cookie's name, in lower case
    QLatin1StringView whose;
};

// As their makers document them.
constexpr std::array cookieSigns{
    CookieSign{"bigipserver", "F5 BIG-IP"_L1},
    CookieSign{"mrhsession", "F5 APM"_L1},
    CookieSign{"nsc_", "Citrix NetScaler"_L1},
    CookieSign{"citrix_ns_id", "Citrix NetScaler"_L1},
    CookieSign{"awsalb", "AWS load balancer"_L1},
    CookieSign{"applicationgatewayaffinity", "Azure Application Gateway"_L1},
    CookieSign{"arraffinity", "Azure"_L1},
    CookieSign{"edgeaccesscookie", "Web Application Proxy"_L1},
    CookieSign{"barra_counter_session", "Barracuda"_L1},
    CookieSign{"visid_incap", "Imperva"_L1},
    CookieSign{"__cf_bm", "Cloudflare"_L1},
};

QStringList signsOfServer(const QByteArray &server)
{
    const QByteArray name = server.trimmed();
    const bool isMicrosofts = name.startsWith("Microsoft-"); // IIS and HTTPAPI
    return name.isEmpty() || isMicrosofts ? QStringList() : QStringList{ForeignText(name, 80).text()};
}

} // namespace

QStringList balancerSigns(const HttpHeaders &headers)
{
    QStringList found = signsOfServer(headers.value("Server"));
    if (headers.contains("Via"))
        found.append(u"Via: "_s + ForeignText(headers.value("Via"), 80).text());
    const QList<QByteArray> cookies = headers.values("Set-Cookie");
    for (const QByteArray &cookie : cookies) {
        const QByteArray name = cookie.left(80).toLower();
        for (const CookieSign &sign : cookieSigns) {
            if (name.startsWith(sign.start))
                found.append(sign.whose);
        }
    }
    found.removeDuplicates();
    return found;
}

} // namespace Setup
