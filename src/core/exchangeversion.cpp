// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/exchangeversion.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using enum ExchangeVersion;

constexpr std::initializer_list<std::pair<ExchangeVersion, QLatin1StringView>> names = {
    {V2007, "Exchange2007"_L1},        {V2007Sp1, "Exchange2007_SP1"_L1}, {V2010, "Exchange2010"_L1},
    {V2010Sp1, "Exchange2010_SP1"_L1}, {V2010Sp2, "Exchange2010_SP2"_L1}, {V2013, "Exchange2013"_L1},
    {V2013Sp1, "Exchange2013_SP1"_L1}, {V2015, "Exchange2015"_L1},        {V2016, "Exchange2016"_L1},
    {V2015October, "V2015_10_05"_L1},  {V2016January, "V2016_01_06"_L1},  {V2016April, "V2016_04_13"_L1},
    {V2016July, "V2016_07_13"_L1},     {V2016October, "V2016_10_10"_L1},  {V2017January, "V2017_01_07"_L1},
    {V2017April, "V2017_04_14"_L1},    {V2017July, "V2017_07_11"_L1},
};

} // namespace

QString toString(ExchangeVersion version)
{
    const auto *const found = std::find_if(std::begin(names), std::end(names),
                                           [version](const auto &entry) { return entry.first == version; });
    return found->second;
}

std::optional<ExchangeVersion> exchangeVersionFromString(const QString &text)
{
    for (const auto &[version, name] : names) {
        if (text == name)
            return version;
    }
    return std::nullopt;
}

const QList<ExchangeVersion> &allExchangeVersions()
{
    static const QList<ExchangeVersion> all = [] {
        QList<ExchangeVersion> versions;
        for (const auto &[version, name] : names)
            versions.append(version);
        return versions;
    }();
    return all;
}

const QList<ExchangeVersion> &portalVersions()
{
    static const QList<ExchangeVersion> versions{V2007Sp1, V2010, V2010Sp1, V2010Sp2, V2013, V2013Sp1};
    return versions;
}

ExchangeVersion portalVersion(ExchangeVersion accepted)
{
    ExchangeVersion best = portalVersions().constFirst();
    for (const ExchangeVersion version : portalVersions())
        if (version <= accepted)
            best = version;
    return best;
}

} // namespace Setup
