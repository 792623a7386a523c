// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/userspellings.h"

namespace Setup {

namespace {

// What stands for the account in any spelling: "askcody" of askcody@contoso.com or CONTOSO\askcody.
QString bareName(const QString &spelling)
{
    const QString afterDomain = spelling.section(u'\\', -1);
    return afterDomain.section(u'@', 0, 0);
}

} // namespace

QStringList userSpellings(const QString &typed, const QString &email, const QString &netbiosDomain)
{
    const QString first = typed.isEmpty() ? email : typed;
    const QString bare = bareName(first);
    QStringList spellings{first};
    if (!netbiosDomain.isEmpty())
        spellings.append(netbiosDomain + u'\\' + bare);
    spellings.append(bare);
    spellings.append(email);
    if (netbiosDomain.isEmpty())
        spellings.append(email.section(u'@', -1).section(u'.', 0, 0).toUpper() + u'\\' + bare);
    spellings.removeDuplicates();
    return spellings;
}

} // namespace Setup
