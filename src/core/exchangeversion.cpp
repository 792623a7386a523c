// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/exchangeversion.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::initializer_list<std::pair<ExchangeVersion, QLatin1StringView>> names = {
    {ExchangeVersion::V2007, "Exchange2007"_L1},        {ExchangeVersion::V2007Sp1, "Exchange2007_SP1"_L1},
    {ExchangeVersion::V2010, "Exchange2010"_L1},        {ExchangeVersion::V2010Sp1, "Exchange2010_SP1"_L1},
    {ExchangeVersion::V2010Sp2, "Exchange2010_SP2"_L1}, {ExchangeVersion::V2013, "Exchange2013"_L1},
    {ExchangeVersion::V2013Sp1, "Exchange2013_SP1"_L1}, {ExchangeVersion::V2015, "Exchange2015"_L1},
    {ExchangeVersion::V2016, "Exchange2016"_L1},
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

const QList<ExchangeVersion> &exchangeVersionChain()
{
    static const QList<ExchangeVersion> chain{ExchangeVersion::V2013Sp1, ExchangeVersion::V2010Sp2,
                                              ExchangeVersion::V2010Sp1, ExchangeVersion::V2007Sp1};
    return chain;
}

bool refusesVersion(const QString &code)
{
    static constexpr std::initializer_list<QLatin1StringView> refusals = {
        "ErrorInvalidServerVersion"_L1, "ErrorIncorrectSchemaVersion"_L1,
        "ErrorInvalidSchemaVersionForMailboxVersion"_L1, "ErrorInvalidRequest"_L1,
        "ErrorSchemaValidation"_L1};
    return std::any_of(std::begin(refusals), std::end(refusals),
                       [&code](QLatin1StringView refusal) { return code == refusal; });
}

} // namespace Setup
