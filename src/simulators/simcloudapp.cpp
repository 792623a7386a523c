// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simcloudapp.h"

#include <QUrl>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestRedirect = 256;

SimCloudApp application(int number, const QString &name)
{
    SimCloudApp made;
    made.id = u"5b0c1f9e-0000-4000-8000-00000000de3%1"_s.arg(number);
    made.name = name;
    made.redirects = QStringList{u"http://localhost"_s, u"http://127.0.0.1"_s};
    made.delegated = QStringList{u"User.Read"_s, u"EWS.AccessAsUser.All"_s};
    made.tellsRoles = true;
    return made;
}

QString pathOf(const QUrl &url)
{
    return url.path().isEmpty() ? u"/"_s : url.path();
}

bool isSame(const QUrl &registered, const QUrl &asked)
{
    const QStringList loopback{u"localhost"_s, u"127.0.0.1"_s};
    const bool anyPort = registered.scheme() == "http"_L1 && loopback.contains(registered.host());
    return registered.scheme() == asked.scheme() && registered.host() == asked.host()
        && (anyPort || registered.port() == asked.port()) && pathOf(registered) == pathOf(asked);
}

} // namespace

std::optional<SimResource> SimResource::find(const QString &address, const SimCloud &cloud)
{
    if (address == u"https://"_s + cloud.exchange || address == "https://outlook.office.com"_L1)
        return SimResource{u"00000002-0000-0ff1-ce00-000000000000"_s,
                           u"Office 365 Exchange Online"_s,
                           address,
                           {u"EWS.AccessAsUser.All"_s, u"Calendars.ReadWrite"_s},
                           {},
                           {u"full_access_as_app"_s},
                           false};
    if (address == u"https://"_s + cloud.graph)
        return SimResource{u"00000003-0000-0000-c000-000000000000"_s,
                           u"Microsoft Graph"_s,
                           address,
                           {u"User.Read"_s, u"Place.Read.All"_s, u"Calendars.Read"_s,
                            u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s},
                           {u"Place.Read.All"_s},
                           {u"Place.Read.All"_s, u"Calendars.ReadWrite"_s},
                           true};
    return std::nullopt;
}

SimScopes SimScopes::read(const QStringList &scopes, const SimCloud &cloud)
{
    static const QStringList openIdScopes{u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s};
    SimScopes read;
    for (const QString &scope : scopes) {
        if (openIdScopes.contains(scope)) {
            read.openId.append(scope);
            continue;
        }
        // A bare word is a permission of Graph.
        const qsizetype slash = scope.lastIndexOf(u'/');
        QString resource = slash < 0 ? u"https://"_s + cloud.graph : scope.left(slash);
        if (resource.endsWith(u'/'))
            resource.chop(1);
        const QString permission = scope.mid(slash + 1);
        read.malformed =
            read.malformed || permission.isEmpty() || !QUrl(resource, QUrl::StrictMode).isValid();
        if (!read.resources.contains(resource))
            read.resources.append(resource);
        read.permissions.append(permission);
    }
    return read;
}

QList<SimCloudApp> SimCloudApp::all()
{
    SimCloudApp signIn = application(0, u"AskCody Exchange Setup"_s);
    SimCloudApp exchange = application(1, u"AskCody"_s);
    exchange.isPublic = false;
    exchange.redirects.append(u"https://portal.askcody.test/microsoft/consented"_s);
    exchange.delegated.clear();
    exchange.roles = QStringList{u"full_access_as_app"_s};
    SimCloudApp own = application(2, u"Fabrikam's set-up of AskCody"_s);
    own.home = SimTenant::fabrikamId();
    SimCloudApp nowhere = application(3, u"An application without a redirect URI"_s);
    nowhere.redirects.clear();
    SimCloudApp confidential = application(4, u"Fabrikam's web application"_s);
    confidential.home = SimTenant::fabrikamId();
    confidential.isPublic = false;
    SimCloudApp disabled = application(5, u"A disabled application"_s);
    disabled.enabled = false;
    return {signIn, exchange, own, nowhere, confidential, disabled};
}

std::optional<SimCloudApp> SimCloudApp::find(const QString &id)
{
    const QList<SimCloudApp> apps = all();
    const auto found = std::find_if(apps.begin(), apps.end(), [&id](const SimCloudApp &one) {
        return one.id.compare(id, Qt::CaseInsensitive) == 0;
    });
    return found == apps.end() ? std::nullopt : std::optional(*found);
}

QStringList SimCloudApp::registered(const SimResource &resource) const
{
    QStringList permissions;
    for (const QString &one : delegated) {
        if (resource.delegated.contains(one))
            permissions.append(resource.address + u'/' + one);
    }
    return permissions;
}

bool SimCloudApp::accepts(const QString &redirectUri) const
{
    const QUrl asked(redirectUri, QUrl::StrictMode);
    if (!asked.isValid() || redirectUri.size() > LongestRedirect || asked.hasFragment() || asked.hasQuery()
        || !asked.userInfo().isEmpty())
        return false;
    return std::any_of(redirects.begin(), redirects.end(),
                       [&asked](const QString &one) { return isSame(QUrl(one), asked); });
}

} // namespace Setup
