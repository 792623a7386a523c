// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenariomicrosoft.h"
#include "simulators/simcloudapp.h"
#include "simulators/simstore.h"

namespace Setup {

// Who granted what to which application, by tenant. Permissions are written as "https://host/Permission".
class EntraConsents
{
public:
    EntraConsents(const ScenarioMicrosoft &settings, SimStore &store)
        : m_settings(settings)
        , m_store(store)
    {}

    // An empty user stands for everybody of the tenant.
    void grant(const SimTenant &tenant, const QString &app, const QString &user,
               const QStringList &permissions);
    void grantRoles(const SimTenant &tenant, const QString &app, const QStringList &roles);

    QStringList granted(const SimTenant &tenant, const QString &app, const QString &user) const;
    QStringList roles(const SimTenant &tenant, const QString &app) const;
    // Has anybody of this tenant ever let it in?
    bool isInstalled(const SimTenant &tenant, const QString &app) const;

private:
    const ScenarioMicrosoft &m_settings;
    SimStore &m_store;
};

} // namespace Setup
