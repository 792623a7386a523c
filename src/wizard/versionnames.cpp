// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/versionnames.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Versions
{
    Q_DECLARE_TR_FUNCTIONS(Versions)
};

} // namespace

QList<VersionName> versionNames()
{
    return {
        {{}, Versions::tr("Find out automatically")},
        {u"Exchange2016"_s, Versions::tr("Exchange 2016 or newer")},
        {u"Exchange2013_SP1"_s, Versions::tr("Exchange Server SE, 2019, 2016 or 2013 SP1")},
        {u"Exchange2013"_s, Versions::tr("Exchange 2013 without service pack")},
        {u"Exchange2010_SP2"_s, Versions::tr("Exchange 2010 SP2 or SP3")},
        {u"Exchange2010_SP1"_s, Versions::tr("Exchange 2010 SP1")},
        {u"Exchange2010"_s, Versions::tr("Exchange 2010 without service pack")},
        {u"Exchange2007_SP1"_s, Versions::tr("Exchange 2007 SP1 or newer")},
    };
}

QString friendlyVersionName(const QString &version)
{
    for (const VersionName &name : versionNames())
        if (name.version == version)
            return name.friendly;
    return version;
}

QString portalVersionName(const QString &version)
{
    if (version.isEmpty())
        return {}; // not known is not the newest
    // Names of products, the same in every language.
    if (version == "Exchange2013"_L1)
        return u"Exchange 2013"_s;
    if (version == "Exchange2010_SP2"_L1)
        return u"Exchange 2010 SP2"_s;
    if (version == "Exchange2010_SP1"_L1)
        return u"Exchange 2010 SP1"_s;
    if (version == "Exchange2010"_L1)
        return u"Exchange 2010"_s;
    if (version == "Exchange2007_SP1"_L1)
        return u"Exchange 2007 SP1"_s;
    return u"Exchange 2013 SP1"_s;
}

} // namespace Setup
