// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/words.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "diagnosis/explainer.h"

namespace Setup {

using namespace Qt::StringLiterals;

QString inWords(const Problem &problem)
{
    const Explanation explanation = Explainer().explain(problem, {});
    QStringList lines{u"%1 [%2]"_s.arg(explanation.title, problem.code), explanation.what};
    lines += explanation.steps + explanation.commands;
    if (!problem.detail.isEmpty())
        lines.append(u"(%1)"_s.arg(problem.detail));
    lines.removeAll(QString());
    return lines.join(u"\n  "_s);
}

Problem badArguments(const QString &reason)
{
    return {Code::InputArguments, {}, {{u"reason"_s, ForeignText(reason, 500)}}};
}

} // namespace Setup
