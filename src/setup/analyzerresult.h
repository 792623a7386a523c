// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/result.h"

namespace Setup {

// What Microsoft's Remote Connectivity Analyzer found on its way from the Internet to Exchange, as far as its
// steps are rungs of our ladder: comparable to our findings of the same ids. It has no codes of ours: where a
// rung broke, its own words are in the facts "test", "message", "details" and "host", and there is no
// problem.
struct AnalyzerResult
{
    QString test; // what it was asked to try, in its own words
    std::chrono::milliseconds duration{0};
    QList<Finding> rungs; // in the ladder's order

    friend bool operator==(const AnalyzerResult &, const AnalyzerResult &) = default;
};

// Reads the XML that the analyzer's result page saves. Microsoft describes the format nowhere; exports that
// people have published are a tree of
//   <testresult status="Success|SuccessWithWarnings|Error" testdescription="…" resultdescription="…"
//               additionaldetails="…" elapsedMilliseconds="…"><children>…
// Names are taken in any case, unknown elements and attributes are passed over. Which step is which tells its
// English description alone. Of the steps that look at a host only those of ewsHost count (empty: all); the
// others belong to Autodiscover's search.
// Problems: FILE_MALFORMED, ANSWER_DTD, ANSWER_TOO_LARGE (size, depth or number of steps).
Result<AnalyzerResult> readAnalyzerResult(const QByteArray &xml, const QString &ewsHost);

// The same from a file. Also FILE_UNREADABLE.
Result<AnalyzerResult> analyzerResultFromFile(const QString &path, const QString &ewsHost);

} // namespace Setup
