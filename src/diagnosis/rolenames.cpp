// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/rolenames.h"

#include "core/foreigntext.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Proper names, the same in every language.
QString roleName(const QString &role)
{
    if (role == "owner"_L1)
        return u"AskCody Owner"_s;
    if (role == "integrationsAdministrator"_L1)
        return u"Integrations Administrator"_s;
    return ForeignText(role, 40).text();
}

} // namespace

QString roleNames(const QStringList &roles)
{
    QStringList names;
    for (const QString &role : roles)
        names.append(roleName(role));
    return names.join(u", "_s);
}

} // namespace Setup
