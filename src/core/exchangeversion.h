// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Setup {

// The values of EWS' RequestServerVersion, oldest first, so that < compares them. What a client names here is
// the schema it speaks, not the product: Exchange 2016, 2019 and SE are asked with V2013Sp1.
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
};

// "Exchange2013_SP1", as it stands on the wire and in files.
QString toString(ExchangeVersion version);
std::optional<ExchangeVersion> exchangeVersionFromString(const QString &text);
const QList<ExchangeVersion> &allExchangeVersions();

// The order in which an unknown server is asked: V2013Sp1, V2010Sp2, V2010Sp1, V2007Sp1.
const QList<ExchangeVersion> &exchangeVersionChain();

// Does this EWS code say that the server does not know the version asked with? (A server of 2007 says
// ErrorSchemaValidation.)
bool refusesVersion(const QString &code);

} // namespace Setup
