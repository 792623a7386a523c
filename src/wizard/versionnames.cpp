// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/versionnames.h"

#include "core/exchangeversion.h"
#include "setup/found.h"

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
        {u"Exchange2007"_s, Versions::tr("Exchange 2007 without service pack")},
    };
}

QString friendlyVersionName(const QString &version)
{
    for (const VersionName &name : versionNames())
        if (name.version == version)
            return name.friendly;
    return Versions::tr("Exchange 2016 or newer (%1)").arg(version);
}

QString portalVersionName(const QString &version)
{
    const auto known = exchangeVersionFromString(version);
    if (!known)
        return {}; // not known is not the newest
    // Names of products, the same in every language.
    switch (portalVersion(*known)) {
    case ExchangeVersion::V2007Sp1:
        return u"Exchange 2007 SP1"_s;
    case ExchangeVersion::V2010:
        return u"Exchange 2010"_s;
    case ExchangeVersion::V2010Sp1:
        return u"Exchange 2010 SP1"_s;
    case ExchangeVersion::V2010Sp2:
        return u"Exchange 2010 SP2"_s;
    case ExchangeVersion::V2013:
        return u"Exchange 2013"_s;
    default:
        return u"Exchange 2013 SP1"_s;
    }
}

QString portalVersionReason(const QString &version, const Found &found, bool isChosen)
{
    if (version != found.exchangeVersion)
        return Versions::tr("It was chosen by hand. Nothing has shown so far that the server accepts it.");
    const QString server = found.product.isEmpty() ? Versions::tr("The server") : found.product;
    const ExchangeVersion accepted = exchangeVersionFromString(version).value_or(ExchangeVersion::V2013Sp1);
    const ExchangeVersion entry = portalVersion(accepted);
    if (entry > accepted)
        return Versions::tr("The oldest of the portal's list. %1 speaks an older one only, so the portal may "
                            "not get along with it.")
            .arg(server);
    if (entry == portalVersions().constLast())
        return Versions::tr("%1 accepts it, and the portal's list has no newer one.").arg(server);
    if (isChosen)
        return Versions::tr("%1 accepts it. It was chosen by hand: a newer one was not tried.").arg(server);
    return Versions::tr("%1 accepts it, and no newer one of the portal's list.").arg(server);
}

} // namespace Setup
