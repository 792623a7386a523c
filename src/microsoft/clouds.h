// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace Setup {

// One of Microsoft's clouds (resources/clouds.json): worldwide with GCC moderate, GCC High, DoD, and the one
// that 21Vianet runs in China.
struct Cloud
{
    QString id; // "worldwide", "gccHigh", "dod", "china": as a portal's description spells it
    QString authority; // host of the sign-in
    QStringList instances; // how the metadata of the sign-in name this cloud
    QStringList subScopes; // tenant_region_sub_scope of its tenants, besides none
    QString ewsHost;
    QString autodiscoverHost;
    QString graphHost;
    QStringList mailHosts; // below which the MX records of its tenants stand
    QStringList autodiscoverNames; // where the autodiscover record of a domain leads
    QStringList authorityAliases; // other names of the sign-in

    QUrl ewsUrl() const;
    QString ewsScope(const QString &permission) const; // of a token for EWS: the scope follows its host
    QString graphScope(const QString &permission) const;
    QString issuer(const QString &tenantId) const;

    friend bool operator==(const Cloud &, const Cloud &) = default;
};

class Clouds
{
public:
    static const Clouds &standard();
    static Clouds fromJson(const QByteArray &json);

    const QList<Cloud> &all() const { return m_clouds; }
    const Cloud *find(QStringView id) const; // null: there is none of that name
    const Cloud *ofEwsHost(QStringView host) const;
    // The cloud of a tenant, by what the metadata of its sign-in say. Null: none that is known here.
    const Cloud *ofTenant(const QString &instance, const QString &subScope) const;
    QStringList authorities() const; // each once, in the order in which they are asked
    bool isAuthority(const QString &host) const; // under any of its names

    // What DNS says of a domain is a hint, never proof: mail filters stand before Exchange, too.
    bool isMailHost(const QString &host) const;
    bool isAutodiscoverName(const QString &host) const;

private:
    QList<Cloud> m_clouds;
};

} // namespace Setup
