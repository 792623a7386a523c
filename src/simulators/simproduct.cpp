// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simproduct.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Every RequestServerVersion, oldest first.
const QStringList &allVersions()
{
    static const QStringList all{u"Exchange2007"_s,     u"Exchange2007_SP1"_s, u"Exchange2010"_s,
                                 u"Exchange2010_SP1"_s, u"Exchange2010_SP2"_s, u"Exchange2013"_s,
                                 u"Exchange2013_SP1"_s, u"Exchange2015"_s,     u"Exchange2016"_s,
                                 u"V2015_10_05"_s,      u"V2016_01_06"_s,      u"V2016_04_13"_s,
                                 u"V2016_07_13"_s,      u"V2016_10_10"_s,      u"V2017_01_07"_s,
                                 u"V2017_04_14"_s,      u"V2017_07_11"_s};
    return all;
}

QStringList upTo(const QString &version)
{
    return allVersions().mid(0, allVersions().indexOf(version) + 1);
}

} // namespace

QByteArray SimProduct::build() const
{
    return QByteArray::number(major) + '.' + QByteArray::number(minor) + '.' + QByteArray::number(majorBuild)
        + '.' + QByteArray::number(minorBuild);
}

bool SimProduct::isAtLeast(const QString &version, const QString &needed) const
{
    return allVersions().indexOf(version) >= allVersions().indexOf(needed);
}

SimProduct exchangeProduct(const QString &name)
{
    if (name == "2007SP1"_L1)
        return {8, 1, 240, 6, "Exchange2007_SP1", upTo(u"Exchange2007_SP1"_s), false, false, false};
    if (name == "2010RTM"_L1)
        return {14, 0, 639, 21, "Exchange2010", upTo(u"Exchange2010"_s), true, false, false};
    if (name == "2010"_L1)
        return {14, 3, 513, 0, "Exchange2010_SP2", upTo(u"Exchange2010_SP2"_s), true, false, false};
    if (name == "2013CU3"_L1)
        return {15, 0, 775, 38, "V2_3", upTo(u"Exchange2013"_s), true, false, true};
    if (name == "2013"_L1)
        return {15, 0, 1497, 48, "V2_23", upTo(u"Exchange2013_SP1"_s), true, false, true};
    if (name == "2016"_L1)
        return {15, 1, 2507, 69, "V2017_07_11", upTo(u"V2017_07_11"_s), true, true, true};
    if (name == "2019"_L1)
        return {15, 2, 1748, 46, "V2017_07_11", upTo(u"V2017_07_11"_s), true, true, true};
    if (name == "Online"_L1)
        return {15, 20, 9412, 17, "V2018_01_08", upTo(u"V2017_07_11"_s), true, true, true};
    return {15, 2, 2562, 37, "V2017_07_11", upTo(u"V2017_07_11"_s), true, true, true};
}

} // namespace Setup
