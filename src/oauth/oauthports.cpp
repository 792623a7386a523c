// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/oauthports.h"

#include "core/problemcodes.h"
#include "net/redactiontoken.h"

namespace Setup {

using namespace Qt::StringLiterals;

QJsonObject recordOf(const std::optional<Problem> &problem)
{
    return problem ? QJsonObject{{u"problem"_s, toJson(*problem)}} : QJsonObject{{u"good"_s, true}};
}

std::optional<Problem> problemOfThen(const Result<QJsonValue> &recorded)
{
    if (!recorded)
        return recorded.problem();
    const QJsonValue problem = (*recorded)["problem"_L1];
    return problem.isObject() ? std::optional(problemFromJson(problem.toObject())) : std::nullopt;
}

QJsonObject recordOf(const Result<JwtClaims> &identity)
{
    return identity ? QJsonObject{{u"claims"_s, redactedClaims(identity->all)}}
                    : recordOf(std::optional(identity.problem()));
}

Result<JwtClaims> identityOfThen(const Result<QJsonValue> &recorded)
{
    if (const auto problem = problemOfThen(recorded))
        return *problem;
    const auto claims = readClaims((*recorded)["claims"_L1].toObject());
    return claims ? claims : Result<JwtClaims>(Problem{Code::AnswerMalformed, u"the recorded claims"_s, {}});
}

} // namespace Setup
