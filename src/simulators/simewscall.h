// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simdocument.h"
#include "simulators/simhttpclient.h"

namespace Setup {

// A call of EWS as the simulated portal's cloud makes it, and what its answer says.
struct SimEwsCall
{
    QString version; // RequestServerVersion
    QString impersonate; // an address; empty: nobody

    QByteArray getCalendar() const;
    static QList<SimHeader> headers(const QByteArray &authorization); // empty: without one

    // "ErrorServerBusy" of a fault's detail, or the ResponseCode of an answer; empty: it is none.
    static QString code(const SimOutcome &outcome);
    static QString build(const SimOutcome &outcome);
    // Of a status that is no answer of EWS.
    static QString statusCode(int status);
};

} // namespace Setup
