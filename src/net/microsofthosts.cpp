// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/microsofthosts.h"

#include <algorithm>
#include <initializer_list>

namespace Setup {

using namespace Qt::StringLiterals;

bool isMicrosoftHost(const QString &host)
{
    static constexpr std::initializer_list<QLatin1StringView> domains = {
        "outlook.com"_L1,        "office365.com"_L1,       "office.com"_L1,  "office365.us"_L1,
        "partner.outlook.cn"_L1, "microsoftonline.com"_L1, "sovcloud.fr"_L1, "sovcloud.de"_L1};
    QString name = host.toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    return std::any_of(std::begin(domains), std::end(domains), [&name](QLatin1StringView domain) {
        return name == domain || (name.endsWith(domain) && name.at(name.size() - domain.size() - 1) == u'.');
    });
}

} // namespace Setup
