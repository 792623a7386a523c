// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "microsoft/graphanswer.h"
#include "net/exchange.h"

#include <QUrl>

namespace Setup {

// One page of a list of places.
struct GraphPage
{
    QList<GraphPlace> places;
    QUrl next; // where the next one stands; empty: this is the last
};

// Pure. The next page must be one of the same host, below /v1.0/places: the token goes where it says.
// Problems: Graph's own codes (GRAPH_…), HTTP_401_BEARER, HTTP_429 and HTTP_UNEXPECTED_STATUS, with
// "graphCode", "message", "status" and "requestIds"; ANSWER_MALFORMED.
Result<GraphPage> readPlaces(const ExchangeAnswer &answer, const QString &host);
Result<QList<GraphSchedule>> readSchedules(const ExchangeAnswer &answer, const QStringList &asked);

QStringList graphRequestIds(const ExchangeAnswer &answer);

} // namespace Setup
