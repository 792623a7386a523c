// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/analyzertree.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "core/xmltext.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LargestFile = qsizetype{4} * 1024 * 1024;
constexpr int DeepestElement = 60;
constexpr size_t MostSteps = 2'000;

QString attribute(const QXmlStreamAttributes &attributes, QLatin1StringView name)
{
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [name](const QXmlStreamAttribute &one) {
            return one.name().compare(name, Qt::CaseInsensitive) == 0;
        });
    return found == attributes.end() ? QString() : ForeignText(found->value().toString().simplified()).text();
}

FindingStatus statusOf(const QString &word)
{
    const auto begins = [&word](QLatin1StringView start) {
        return word.startsWith(start, Qt::CaseInsensitive);
    };
    if (word.contains("warning"_L1, Qt::CaseInsensitive))
        return FindingStatus::Warn;
    if (begins("success"_L1) || begins("pass"_L1))
        return FindingStatus::Pass;
    return begins("error"_L1) || begins("fail"_L1) ? FindingStatus::Fail : FindingStatus::NotTested;
}

AnalyzerStep stepOf(const QXmlStreamAttributes &attributes, int depth)
{
    AnalyzerStep step;
    step.depth = depth;
    step.status = statusOf(attribute(attributes, "status"_L1));
    step.test = attribute(attributes, "testdescription"_L1);
    step.outcome = attribute(attributes, "resultdescription"_L1);
    step.details = attribute(attributes, "additionaldetails"_L1);
    const qint64 elapsed = attribute(attributes, "elapsedMilliseconds"_L1).toLongLong();
    step.duration = std::chrono::milliseconds(std::clamp<qint64>(elapsed, 0, 24 * 60 * 60 * 1'000));
    return step;
}

Problem malformed(const QXmlStreamReader &xml)
{
    return {Code::FileMalformed,
            ForeignText(xml.errorString(), 200).text(),
            {{u"line"_s, static_cast<qint64>(xml.lineNumber())}}};
}

} // namespace

Result<std::vector<AnalyzerStep>> readAnalyzerTree(const QByteArray &bytes)
{
    if (bytes.size() > LargestFile)
        return Problem{Code::AnswerTooLarge, u"the file"_s, {}};
    const XmlText bounded(bytes);
    if (bounded.end == XmlText::End::Dtd)
        return Problem{Code::AnswerDtd, {}, {}};
    if (bounded.end == XmlText::End::HugeTag)
        return Problem{Code::AnswerTooLarge, u"a tag"_s, {}};
    QXmlStreamReader xml(bounded.text);
    std::vector<AnalyzerStep> steps;
    for (int depth = 0; !xml.atEnd();) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            if (++depth > DeepestElement || steps.size() >= MostSteps)
                return Problem{Code::AnswerTooLarge, u"depth or number of steps"_s, {}};
            if (xml.name().compare("testresult"_L1, Qt::CaseInsensitive) == 0)
                steps.push_back(stepOf(xml.attributes(), depth));
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        default:
            break;
        }
    }
    if (xml.hasError())
        return malformed(xml);
    if (steps.empty())
        return Problem{Code::FileMalformed, u"no result of the Remote Connectivity Analyzer"_s, {}};
    return steps;
}

} // namespace Setup
