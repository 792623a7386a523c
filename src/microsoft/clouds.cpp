// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/clouds.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue &array)
{
    return array.toVariant().toStringList();
}

Cloud readCloud(const QJsonObject &json)
{
    return {json["id"_L1].toString(),
            json["authority"_L1].toString(),
            texts(json["instances"_L1]),
            texts(json["subScopes"_L1]),
            json["ewsHost"_L1].toString(),
            json["autodiscoverHost"_L1].toString(),
            json["graphHost"_L1].toString(),
            texts(json["mailHosts"_L1]),
            texts(json["autodiscoverNames"_L1]),
            texts(json["authorityAliases"_L1])};
}

Clouds builtIn()
{
    QFile file(u":/microsoft/clouds.json"_s);
    return Clouds::fromJson(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
}

bool isAtOrBelow(const QString &host, const QStringList &names)
{
    return std::any_of(names.begin(), names.end(),
                       [&host](const QString &name) { return host == name || host.endsWith(u'.' + name); });
}

} // namespace

QUrl Cloud::ewsUrl() const
{
    return QUrl(u"https://%1/EWS/Exchange.asmx"_s.arg(ewsHost));
}

QString Cloud::ewsScope(const QString &permission) const
{
    return u"https://%1/%2"_s.arg(ewsHost, permission);
}

QString Cloud::graphScope(const QString &permission) const
{
    return u"https://%1/%2"_s.arg(graphHost, permission);
}

QString Cloud::issuer(const QString &tenantId) const
{
    return u"https://%1/%2/v2.0"_s.arg(authority, tenantId);
}

const Clouds &Clouds::standard()
{
    static const Clouds clouds = builtIn();
    return clouds;
}

Clouds Clouds::fromJson(const QByteArray &json)
{
    Clouds clouds;
    const QJsonArray entries = QJsonDocument::fromJson(json)["clouds"_L1].toArray();
    for (const auto &entry : entries)
        clouds.m_clouds.append(readCloud(entry.toObject()));
    return clouds;
}

const Cloud *Clouds::find(QStringView id) const
{
    const auto found =
        std::find_if(m_clouds.begin(), m_clouds.end(), [id](const Cloud &cloud) { return cloud.id == id; });
    return found == m_clouds.end() ? nullptr : &*found;
}

const Cloud *Clouds::ofEwsHost(QStringView host) const
{
    const auto found = std::find_if(m_clouds.begin(), m_clouds.end(), [host](const Cloud &cloud) {
        return host.compare(cloud.ewsHost, Qt::CaseInsensitive) == 0;
    });
    return found == m_clouds.end() ? nullptr : &*found;
}

const Cloud *Clouds::ofTenant(const QString &instance, const QString &subScope) const
{
    const Cloud *sameInstance = nullptr;
    for (const Cloud &cloud : m_clouds) {
        if (!cloud.instances.contains(instance, Qt::CaseInsensitive))
            continue;
        if (!subScope.isEmpty() && cloud.subScopes.contains(subScope, Qt::CaseInsensitive))
            return &cloud;
        if (!sameInstance)
            sameInstance = &cloud;
    }
    return sameInstance;
}

QStringList Clouds::authorities() const
{
    QStringList hosts;
    for (const Cloud &cloud : m_clouds)
        hosts.append(cloud.authority);
    hosts.removeDuplicates();
    return hosts;
}

bool Clouds::isAuthority(const QString &host) const
{
    return std::any_of(m_clouds.begin(), m_clouds.end(), [&host](const Cloud &cloud) {
        return host == cloud.authority || cloud.authorityAliases.contains(host);
    });
}

bool Clouds::isMailHost(const QString &host) const
{
    return std::any_of(m_clouds.begin(), m_clouds.end(),
                       [&host](const Cloud &cloud) { return isAtOrBelow(host, cloud.mailHosts); });
}

bool Clouds::isAutodiscoverName(const QString &host) const
{
    return std::any_of(m_clouds.begin(), m_clouds.end(),
                       [&host](const Cloud &cloud) { return isAtOrBelow(host, cloud.autodiscoverNames); });
}

} // namespace Setup
