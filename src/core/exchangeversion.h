// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Setup {

// The values of EWS' RequestServerVersion, oldest first, so that < compares them. What a client names here is
// the schema it speaks, not the product: Exchange 2016, 2019 and SE are asked with V2013Sp1. Those after it
// stand in Microsoft's schema and in no documentation.
enum class ExchangeVersion {
    V2007,
    V2007Sp1,
    V2010,
    V2010Sp1,
    V2010Sp2,
    V2013,
    V2013Sp1,
    V2015,
    V2016,
    V2015October,
    V2016January,
    V2016April,
    V2016July,
    V2016October,
    V2017January,
    V2017April,
    V2017July,
};

// "Exchange2013_SP1", as it stands on the wire and in files.
QString toString(ExchangeVersion version);
std::optional<ExchangeVersion> exchangeVersionFromString(const QString &text);
const QList<ExchangeVersion> &allExchangeVersions();

// The entries of the portal's list of versions, oldest first: it has one for each version of Microsoft's EWS
// library.
const QList<ExchangeVersion> &portalVersions();
// The one for a server that has accepted this version: the newest that is not newer, else the oldest.
ExchangeVersion portalVersion(ExchangeVersion accepted);

} // namespace Setup
