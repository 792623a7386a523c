// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portalsite.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "portal/jsonfields.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostPortals = 50;

QByteArray builtInList()
{
    QFile file(u":/portal/portals.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

PortalSite readSite(JsonFields &fields)
{
    const QString origins = u"https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?"_s;
    PortalSite site;
    site.trust = PortalSite::Trust::Known;
    site.region = fields.matching("region"_L1, u"[a-z]{2,16}"_s);
    site.origin = fields.matching("origin"_L1, origins);
    site.listedOrigins = fields.lines("listedOrigins"_L1, 10, origins);
    site.keySigners = fields.lines("keySigners"_L1, 10, u"[A-Za-z0-9_-]{43}"_s);
    site.exchangeApps = fields.lines("exchangeApps"_L1, 10, u"[A-Za-z0-9._:-]{1,128}"_s);
    return site;
}

} // namespace

QString portalOrigin(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (!url.isValid() || url.scheme() != "https"_L1 || host.isEmpty() || !url.userInfo().isEmpty())
        return {};
    const QString bracketed = host.contains(u':') ? u'[' + host + u']' : host;
    const int port = url.port(443);
    return port == 443 ? u"https://%1"_s.arg(bracketed) : u"https://%1:%2"_s.arg(bracketed).arg(port);
}

bool PortalSite::owns(const QUrl &url) const
{
    const QString asked = portalOrigin(url);
    return !asked.isEmpty() && (asked == origin || listedOrigins.contains(asked));
}

QUrl PortalSite::discoveryAddress() const
{
    return QUrl(origin + u"/.well-known/askcody-setup"_s);
}

const PortalDirectory &PortalDirectory::builtIn()
{
    static const PortalDirectory directory = [] {
        const auto parsed = parse(builtInList());
        Q_ASSERT(parsed.hasValue());
        return parsed ? *parsed : PortalDirectory();
    }();
    return directory;
}

Result<PortalDirectory> PortalDirectory::parse(const QByteArray &json)
{
    JsonFields root(QJsonDocument::fromJson(json).object());
    const QJsonArray portals = root.objects("portals"_L1, mostPortals);
    PortalDirectory directory;
    QString fault = root.fault();
    for (const auto &portal : portals) {
        JsonFields fields(portal.toObject());
        directory.m_known.append(readSite(fields));
        if (fault.isEmpty())
            fault = fields.fault();
    }
    if (!fault.isEmpty())
        return Problem{Code::FileMalformed, u"portals.json"_s, {{u"field"_s, fault}}};
    return directory;
}

Result<PortalSite> PortalDirectory::site(const QUrl &portal, const PortalAcceptance &acceptance) const
{
    const QString origin = portalOrigin(portal);
    if (origin.isEmpty())
        return Problem{
            Code::InputUrl, {}, {{u"field"_s, u"portal"_s}, {u"portal"_s, ForeignText(portal.host())}}};
    const auto found = std::find_if(m_known.begin(), m_known.end(),
                                    [&origin](const PortalSite &site) { return site.origin == origin; });
    if (found != m_known.end())
        return *found;
    if (acceptance.onlyKnown)
        return Problem{Code::PortalCustomForbidden, {}, {{u"portal"_s, ForeignText(origin)}}};
    const bool isAccepted = std::any_of(
        acceptance.accepted.begin(), acceptance.accepted.end(), [&origin](const QString &accepted) {
            return portalOrigin(QUrl(accepted.trimmed(), QUrl::StrictMode)) == origin;
        });
    PortalSite site;
    site.origin = origin;
    site.trust = isAccepted ? PortalSite::Trust::Accepted : PortalSite::Trust::Unconfirmed;
    return site;
}

Problem notConfirmed(const PortalSite &site)
{
    return {Code::PortalNotConfirmed, {}, {{u"portal"_s, ForeignText(site.origin)}}};
}

} // namespace Setup
