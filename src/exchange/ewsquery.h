// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/ewscontext.h"
#include "exchange/ewsrequest.h"

#include <QString>

namespace Setup {

// "AskCodyExchangeSetup/0.1.0": what EwsAllowList and EwsBlockList of an organisation see.
QByteArray userAgent();

// The HTTP request of an EWS call: a POST with the headers of every call, X-AnchorMailbox when it
// impersonates, affinity headers for those of a subscription. A stream is enough at its first sign of life.
ExchangeQuery ewsQuery(const EwsContext &context, const EwsRequest &request);

// Which of the servers behind one name an envelope has to reach.
struct SoapWay
{
    QString anchor; // of X-AnchorMailbox: whose server; empty: any
    bool needsAffinity = false; // the one that has, or will have, the subscription
    QByteArray affinityCookie = {}; // of the answer to Subscribe
};

// The same for an envelope that stands already.
ExchangeQuery soapQuery(const EwsContext &context, const QByteArray &soap, const SoapWay &way);

// The same question without a login: its answer tells what stands at the address (judgeHttp).
ExchangeQuery endpointQuery(const EwsContext &context);

// Asks for NTLM's target names without a login; the answer is a 401 (Ntlm::targetNames of its offers).
ExchangeQuery ntlmQuery(const EwsContext &context);

// Shows an empty token: Exchange 2013 and newer say what they think of it, so an answer as if there were no
// Authorization header means that it did not arrive.
ExchangeQuery emptyTokenQuery(const EwsContext &context);

} // namespace Setup
