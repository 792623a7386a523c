// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/microsofterror.h"

#include "core/foreigntext.h"
#include "core/microsoftcodes.h"
#include "core/problemcodes.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPasted = 20'000;
constexpr qsizetype longestMessage = 1'000;

struct Hint
{
    QLatin1StringView fact;
    const char *expression;
};

constexpr std::array hints{
    Hint{"traceId"_L1,
         "(?:Trace|Request) ID: ([0-9a-fA-F-]{36})"}, // one id, two names: in answers and on pages
    Hint{"correlationId"_L1, "Correlation ID: ([0-9a-fA-F-]{36})"},
    Hint{"timestamp"_L1, "Timestamp: ([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{8,20}Z?)"},
};

void takeHints(QJsonObject &facts, const QString &message)
{
    for (const Hint &hint : hints) {
        const QRegularExpression expression(QString::fromLatin1(hint.expression),
                                            QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = expression.match(message);
        if (match.hasMatch() && !facts.contains(hint.fact))
            facts.insert(hint.fact, match.captured(1));
    }
}

} // namespace

Problem inMicrosoftsTerms(const Problem &problem)
{
    const QJsonObject &told = problem.facts;
    const QString code = Code::entraCodeIn(told["message"_L1].toString(), told["errorCodes"_L1].toArray());
    if (code.isEmpty())
        return problem;
    Problem refined = problem;
    refined.code = code;
    takeHints(refined.facts, problem.facts["message"_L1].toString());
    return refined;
}

Problem problemOfPastedError(const QString &text)
{
    const QString read = text.left(longestPasted).simplified();
    QJsonObject facts{{u"message"_s, ForeignText(read, longestMessage)}};
    takeHints(facts, read);
    const QString code = Code::entraCodeIn(read);
    return {code.isEmpty() ? QString(Code::LoopbackNoCallback) : code, {}, facts};
}

QString tenantOfIssuer(const QString &issuer)
{
    const QUuid tenant = QUuid::fromString(QUrl(issuer).path().section(u'/', 1, 1));
    return tenant.isNull() ? QString() : tenant.toString(QUuid::WithoutBraces);
}

} // namespace Setup
