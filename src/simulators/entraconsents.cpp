// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entraconsents.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString table = u"consents"_s;
const QString everybody = u"*"_s;

QString idOf(const SimTenant &tenant, const QString &app, const QString &user)
{
    return u"%1 %2 %3"_s.arg(tenant.id, app, user.isEmpty() ? everybody : user.toLower());
}

QStringList listOf(const QJsonObject &kept, QLatin1StringView field)
{
    return kept[field].toVariant().toStringList();
}

} // namespace

void EntraConsents::grant(const SimTenant &tenant, const QString &app, const QString &user,
                          const QStringList &permissions)
{
    const QString id = idOf(tenant, app, user);
    QJsonObject kept = m_store.find(table, id);
    QStringList all = listOf(kept, "permissions"_L1) + permissions;
    all.removeDuplicates();
    kept[u"permissions"_s] = QJsonArray::fromStringList(all);
    m_store.put(table, id, kept);
}

void EntraConsents::grantRoles(const SimTenant &tenant, const QString &app, const QStringList &roles)
{
    const QString id = idOf(tenant, app, {});
    QJsonObject kept = m_store.find(table, id);
    kept[u"roles"_s] = QJsonArray::fromStringList(roles);
    m_store.put(table, id, kept);
}

QStringList EntraConsents::granted(const SimTenant &tenant, const QString &app, const QString &user) const
{
    return listOf(m_store.find(table, idOf(tenant, app, {})), "permissions"_L1)
        + listOf(m_store.find(table, idOf(tenant, app, user)), "permissions"_L1);
}

QStringList EntraConsents::roles(const SimTenant &tenant, const QString &app) const
{
    if (m_settings.exchangeAppConsented && app == SimCloudApp::exchangeId())
        return SimCloudApp::find(app)->roles;
    return listOf(m_store.find(table, idOf(tenant, app, {})), "roles"_L1);
}

bool EntraConsents::isInstalled(const SimTenant &tenant, const QString &app) const
{
    if (m_settings.exchangeAppConsented && app == SimCloudApp::exchangeId())
        return true;
    const QStringList ids = m_store.table(table).keys();
    return std::any_of(ids.begin(), ids.end(),
                       [&](const QString &id) { return id.startsWith(idOf(tenant, app, {}).chopped(1)); });
}

} // namespace Setup
