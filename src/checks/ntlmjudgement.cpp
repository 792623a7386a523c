// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ntlmjudgement.h"

#include "core/problemcodes.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Result = NtlmAttempt::Result;

QString word(const NtlmAttempt &attempt)
{
    switch (attempt.result) {
    case Result::NotTried:
        return u"notTried"_s;
    case Result::NotPossible:
        return toString(attempt.stage);
    case Result::Accepted:
        return u"accepted"_s;
    case Result::Rejected:
        return u"rejected"_s;
    case Result::Unclear:
        break;
    }
    return attempt.code;
}

bool isKerberosAlone(const Problem &problem)
{
    const QJsonArray offers = problem.facts.value("offers"_L1).toArray();
    return offers.contains(u"Negotiate"_s) && !offers.contains(u"NTLM"_s);
}

QLatin1StringView codeOf(const Problem &problem, const NtlmProbeAnswer &answer, bool isPasswordProved)
{
    const NtlmAttempt &bound = answer.withBinding;
    const Result unbound = answer.withoutBinding.result;
    switch (bound.result) {
    case Result::NotPossible:
        if (bound.stage == NtlmTalk::Stage::Unusable)
            return Code::Http401BasicNotOffered;
        if (bound.stage == NtlmTalk::Stage::NoChallenge && isKerberosAlone(problem))
            return Code::Http401KerberosOnly;
        return Code::Http401NtlmOff;
    case Result::Accepted:
        return unbound == Result::Rejected ? Code::Http401EpRequired : Code::Http401BasicNotOffered;
    case Result::Rejected:
        return isPasswordProved || unbound == Result::Accepted ? Code::Http401NtlmLoopCbt
                                                               : Code::Http401NtlmRejected;
    case Result::NotTried:
    case Result::Unclear:
        break;
    }
    return Code::Http401BasicNotOffered;
}

} // namespace

Problem judgeNtlm(const Problem &basicNotOffered, const NtlmProbeAnswer &answer, bool isPasswordProved)
{
    Problem problem = basicNotOffered;
    problem.code = codeOf(basicNotOffered, answer, isPasswordProved);
    const bool isTaken =
        answer.withBinding.result == Result::Accepted || answer.withoutBinding.result == Result::Accepted;
    QJsonObject &facts = problem.facts;
    facts.insert(u"ntlmWithBinding"_s, word(answer.withBinding));
    facts.insert(u"ntlmWithoutBinding"_s, word(answer.withoutBinding));
    if (isTaken || isPasswordProved)
        facts.insert(u"password"_s, u"proved"_s);
    if (!answer.balancerSigns.isEmpty())
        facts.insert(u"inFront"_s, QJsonArray::fromStringList(answer.balancerSigns));
    return problem;
}

} // namespace Setup
