// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/mailboxlocation.h"

#include "microsoft/clouds.h"
#include "microsoft/tenantanswer.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Speaks = LocationReason::Speaks;
using Weight = LocationReason::Weight;
using Verdict = MailboxLocation::Verdict;

QJsonObject hosts(const QStringList &names)
{
    return {{u"hosts"_s, QJsonArray::fromStringList(names)}};
}

// Where EWS stands, as Autodiscover tells it.
void addHosts(QList<LocationReason> &reasons, const MailboxEvidence &evidence)
{
    QStringList microsofts;
    QStringList own;
    // What answers as Exchange Online is that, under whatever name it is published.
    const bool isPublished = evidence.answersAsOnline.value_or(false);
    for (const QString &host : evidence.ewsHosts)
        (isPublished || Clouds::standard().ofEwsHost(host) ? microsofts : own).append(host);
    if (!microsofts.isEmpty())
        reasons.append({u"ewsAtMicrosoft"_s, Speaks::ForOnline, Weight::Strong, hosts(microsofts)});
    if (!own.isEmpty())
        reasons.append({u"ewsOnOwnHost"_s, Speaks::ForServer, Weight::Strong, hosts(own)});
    if (!microsofts.isEmpty() && !own.isEmpty())
        reasons.append({u"ewsHostsDiffer"_s, Speaks::ForBoth, Weight::Certain, hosts(microsofts + own)});
    if (microsofts.isEmpty() && evidence.microsoftNamesItself)
        reasons.append({u"microsoftNamesItself"_s, Speaks::ForOnline, Weight::Hint, {}});
}

// A version is definitive, and of the server that shows it alone: other mailboxes may be elsewhere.
void addServer(QList<LocationReason> &reasons, const MailboxEvidence &evidence)
{
    if (evidence.answersAsOnline)
        reasons.append({*evidence.answersAsOnline ? u"versionOfOnline"_s : u"versionOfServer"_s,
                        *evidence.answersAsOnline ? Speaks::ForOnline : Speaks::ForServer,
                        Weight::Strong,
                        {}});
    if (!evidence.hasOwnExchange || evidence.answersAsOnline.value_or(false))
        return;
    reasons.append({u"ownExchange"_s, Speaks::ForServer, Weight::Strong, {}});
    if (evidence.tokens == TokenSource::Entra)
        reasons.append({u"bearerFromEntra"_s, Speaks::ForBoth, Weight::Hint, {}});
    else if (evidence.tokens == TokenSource::Adfs)
        reasons.append({u"bearerFromAdfs"_s, Speaks::ForServer, Weight::Hint, {}});
}

void addTenant(QList<LocationReason> &reasons, const MailboxEvidence &evidence)
{
    if (evidence.hasTenant && !*evidence.hasTenant)
        reasons.append({u"noTenant"_s, Speaks::ForServer, Weight::Certain, {}});
    else if (evidence.hasTenant)
        reasons.append({evidence.realm == "federated"_L1 ? u"tenantFederated"_s : u"tenantManaged"_s,
                        Speaks::Neither,
                        Weight::Hint,
                        {}});
    if (evidence.mxAtMicrosoft)
        reasons.append({u"mxAtMicrosoft"_s, Speaks::ForOnline, Weight::Hint, {}});
    if (evidence.autodiscoverAtMicrosoft)
        reasons.append({u"autodiscoverAtMicrosoft"_s, Speaks::ForOnline, Weight::Strong, {}});
}

bool has(const QList<LocationReason> &reasons, Speaks speaks, Weight atLeast)
{
    return std::any_of(reasons.begin(), reasons.end(), [=](const LocationReason &reason) {
        return reason.speaks == speaks && reason.weight >= atLeast;
    });
}

Verdict weigh(const QList<LocationReason> &reasons)
{
    if (has(reasons, Speaks::ForBoth, Weight::Certain))
        return Verdict::Both;
    for (const Weight weight : {Weight::Certain, Weight::Strong, Weight::Hint}) {
        const bool online = has(reasons, Speaks::ForOnline, weight);
        const bool server = has(reasons, Speaks::ForServer, weight);
        if (online && server)
            return Verdict::Both;
        if (online || server) {
            // A weaker word for the other side still means that there may be mailboxes on both.
            const bool other = has(reasons, online ? Speaks::ForServer : Speaks::ForOnline, Weight::Strong);
            return other && weight != Weight::Certain ? Verdict::Both
                : online                              ? Verdict::Online
                                                      : Verdict::Server;
        }
    }
    return Verdict::Unknown;
}

} // namespace

TokenSource tokenSource(const QString &authorizationHost, const QStringList &trustedIssuers)
{
    // The service of Microsoft's that issues tokens, as servers name it among those that they trust.
    constexpr auto microsoftsIssuer = "00000001-0000-0000-c000-000000000000@"_L1;
    if (!authorizationHost.isEmpty())
        return Clouds::standard().isAuthority(authorizationHost) ? TokenSource::Entra : TokenSource::Adfs;
    const bool isTrusted =
        std::any_of(trustedIssuers.begin(), trustedIssuers.end(),
                    [](const QString &issuer) { return issuer.startsWith(microsoftsIssuer); });
    return isTrusted ? TokenSource::Entra : TokenSource::Unknown;
}

MailboxEvidence evidenceOf(const TenantAnswer &tenant)
{
    MailboxEvidence evidence;
    evidence.hasTenant = tenant.exists;
    if (tenant.realm)
        evidence.realm = toString(tenant.realm->kind);
    evidence.mxAtMicrosoft = tenant.hints.mxAtMicrosoft;
    evidence.autodiscoverAtMicrosoft = tenant.hints.autodiscoverAtMicrosoft;
    return evidence;
}

QString toString(MailboxLocation::Verdict verdict)
{
    switch (verdict) {
    case Verdict::Unknown:
        return u"unknown"_s;
    case Verdict::Online:
        return u"online"_s;
    case Verdict::Server:
        return u"server"_s;
    case Verdict::Both:
        return u"both"_s;
    }
    return {};
}

QString toString(LocationReason::Speaks speaks)
{
    switch (speaks) {
    case Speaks::ForOnline:
        return u"forOnline"_s;
    case Speaks::ForServer:
        return u"forServer"_s;
    case Speaks::ForBoth:
        return u"forBoth"_s;
    case Speaks::Neither:
        return u"neither"_s;
    }
    return {};
}

MailboxLocation mailboxLocation(const MailboxEvidence &evidence)
{
    MailboxLocation location;
    addHosts(location.reasons, evidence);
    addServer(location.reasons, evidence);
    addTenant(location.reasons, evidence);
    location.verdict = weigh(location.reasons);
    std::stable_sort(
        location.reasons.begin(), location.reasons.end(),
        [](const LocationReason &one, const LocationReason &other) { return one.weight > other.weight; });
    return location;
}

QJsonObject toJson(const MailboxLocation &location)
{
    QJsonArray reasons;
    for (const LocationReason &reason : location.reasons) {
        QJsonObject json = reason.facts;
        json.insert(u"reason"_s, reason.id);
        json.insert(u"speaks"_s, toString(reason.speaks));
        reasons.append(json);
    }
    return {{u"location"_s, toString(location.verdict)}, {u"reasons"_s, reasons}};
}

} // namespace Setup
