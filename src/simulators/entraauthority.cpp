// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entraauthority.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

EntraAuthority EntraAuthority::find(const QString &host, const QString &word)
{
    EntraAuthority authority{host, word, SimTenant::find(word)};
    if (authority.tenant && authority.tenant->home().login != host)
        authority.tenant.reset();
    return authority;
}

bool EntraAuthority::isShared() const
{
    static const QStringList shared{u"organizations"_s, u"common"_s, u"consumers"_s};
    return shared.contains(word);
}

QString EntraAuthority::issuer() const
{
    return u"https://%1/%2/v2.0"_s.arg(host, tenant ? tenant->id : u"{tenantid}"_s);
}

SimCloud EntraAuthority::cloud() const
{
    if (tenant)
        return tenant->home();
    const QList<SimCloud> clouds = SimCloud::all();
    const auto found =
        std::find_if(clouds.begin(), clouds.end(), [this](const SimCloud &one) { return one.login == host; });
    return found == clouds.end() ? clouds.first() : *found;
}

bool EntraAuthority::admits(const SimTenant &other) const
{
    if (tenant)
        return tenant->id == other.id;
    if (other.home().login != host)
        return false;
    return word == "common"_L1 || (word == "consumers"_L1) == other.isPersonal();
}

} // namespace Setup
