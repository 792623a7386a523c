// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/ending.h"

#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

QString Ending::code(const Finding &finding)
{
    return finding.problem ? finding.problem->code : finding.notTested;
}

bool Ending::isSame(const Finding &one, const Finding &other)
{
    return one.status == other.status && code(one) == code(other)
        && one.skippedBecause == other.skippedBecause;
}

QJsonValue Ending::toJson(const std::optional<Finding> &finding)
{
    if (!finding)
        return QJsonValue::Null;
    QJsonObject json{{u"status"_s, toString(finding->status)}};
    if (const QString known = code(*finding); !known.isEmpty())
        json.insert(u"code"_s, known);
    if (!finding->skippedBecause.isEmpty())
        json.insert(u"skippedBecause"_s, finding->skippedBecause);
    return json;
}

} // namespace Setup
