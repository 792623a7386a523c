// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewsanswer.h"
#include "exchange/ewscontext.h"

namespace Setup {

// An HTTP answer read as EWS: with status, affinity cookie and the server's request id. What is not SOAP is a
// Problem (judgeHttp, parseEwsAnswer) with "requestIds" in the facts; without a login in the context, 401 is
// PASSWORD_MISSING.
Result<EwsAnswer> readEws(const EwsContext &context, const ExchangeAnswer &answer);

// The same for the concatenated envelopes of GetStreamingEvents.
Result<EwsAnswer> readEwsStream(const EwsContext &context, const ExchangeAnswer &answer);

} // namespace Setup
