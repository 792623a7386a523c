// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewsanswer.h"

namespace Setup {

// Reads one envelope by local names (the namespace of MessageXml differs between servers). Problems:
// ANSWER_EMPTY, ANSWER_MALFORMED, ANSWER_TRUNCATED, ANSWER_DTD, ANSWER_TOO_LARGE (too deep, too many),
// ANSWER_UNEXPECTED (well-formed, but no SOAP).
Result<EwsAnswer> parseEwsAnswer(const QByteArray &xml);

// Reads the concatenated envelopes of a GetStreamingEvents answer into one EwsAnswer; an unfinished last one
// is left out. Problems as above; ANSWER_TRUNCATED when not even one is complete.
Result<EwsAnswer> parseEwsStream(const QByteArray &soFar);

} // namespace Setup
