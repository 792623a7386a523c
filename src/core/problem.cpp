// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problem.h"

namespace Setup {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Problem &problem)
{
    QJsonObject json{{u"code"_s, problem.code}};
    if (!problem.detail.isEmpty())
        json.insert(u"detail"_s, problem.detail);
    if (!problem.facts.isEmpty())
        json.insert(u"facts"_s, problem.facts);
    return json;
}

Problem problemFromJson(const QJsonObject &json)
{
    return {json.value("code"_L1).toString(), json.value("detail"_L1).toString(),
            json.value("facts"_L1).toObject()};
}

} // namespace Setup
