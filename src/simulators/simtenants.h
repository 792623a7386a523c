// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <optional>

namespace Setup {

// One of Microsoft's clouds, as far as a customer meets it by host names.
struct SimCloud
{
    QString id; // as the portal's contract says it: "worldwide", "gccHigh", "dod", "china"
    QString login; // host of the authority
    QString instance; // cloud_instance_name
    QString exchange; // host
    QString graph; // host

    static QList<SimCloud> all();
    static SimCloud find(const QString &id); // the worldwide one where the id is not known
    static QStringList loginHosts();
};

// Somebody in a tenant. All have one password.
struct SimCloudUser
{
    QString upn;
    QString name;
    QString oid;
    QStringList roles; // template ids, as in "wids"
    bool enabled = true;
    bool mailbox = true;
    bool frontline = false; // has a licence without EWS
    QString home; // of a guest: the account elsewhere that was invited

    static QString password() { return QStringLiteral("Cloud-Demo-7!"); }
    QString domain() const { return upn.section(u'@', 1).toLower(); }
    bool isGuest() const { return !home.isEmpty(); }
    QString signInName() const { return isGuest() ? home : upn; }
    QString identityProvider() const; // of a guest: as "idp" names it
    bool mayConsentForAll() const; // to delegated permissions and to those of Exchange Online
    bool mayConsentToGraphRoles() const;
};

// A tenant of Microsoft Entra ID.
struct SimTenant
{
    QString id;
    QString name;
    QStringList domains; // verified; the first has the people
    QString federated; // the one of them whose sign-in is elsewhere
    QString cloud; // SimCloud::id
    QString region; // tenant_region_scope
    QString subRegion; // tenant_region_sub_scope; empty: none
    QStringList onPremises; // mailboxes of a hybrid organisation that are not in the cloud

    static QString personalId() { return QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad"); }
    static QString fabrikamId() { return QStringLiteral("f4b10000-0000-4000-8000-00000000fab1"); }

    static QString hybridDomain() { return QStringLiteral("adatum.test"); }

    QString domain() const { return domains.first(); }
    bool isPersonal() const { return id == personalId(); }
    SimCloud home() const { return SimCloud::find(cloud); }
    QList<SimCloudUser> users() const;
    // Whoever signs in here with that address: a user of its own, or a guest. Absent: nobody.
    std::optional<SimCloudUser> whoSignsInAs(const QString &address) const;

    static QList<SimTenant> all();
    static std::optional<SimTenant> find(const QString &idOrDomain);
    static std::optional<SimTenant> ofAddress(const QString &address); // by its domain
    static std::optional<SimCloudUser> user(const QString &upn);
};

} // namespace Setup
