// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ntlmjudgement.h"

#include "core/problemcodes.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Tried = NtlmAttempt::Result;

QString word(const NtlmAttempt &attempt)
{
    switch (attempt.result) {
    case Tried::NotTried:
        return u"notTried"_s;
    case Tried::NotPossible:
        return toString(attempt.stage);
    case Tried::Accepted:
        return u"accepted"_s;
    case Tried::Rejected:
        return u"rejected"_s;
    case Tried::Unclear:
        break;
    }
    return attempt.code;
}

bool isKerberosAlone(const Problem &problem)
{
    const QJsonArray offers = problem.facts.value("offers"_L1).toArray();
    return offers.contains(u"Negotiate"_s) && !offers.contains(u"NTLM"_s);
}

QLatin1StringView codeOf(const Problem &problem, const NtlmProbeAnswer &answer)
{
    const NtlmAttempt &bound = answer.withBinding;
    const Tried unbound = answer.withoutBinding.result;
    switch (bound.result) {
    case Tried::NotPossible:
        if (bound.stage == NtlmTalk::Stage::Unusable)
            return Code::Http401BasicNotOffered;
        if (bound.stage == NtlmTalk::Stage::NoChallenge && isKerberosAlone(problem))
            return Code::Http401KerberosOnly;
        return Code::Http401NtlmOff;
    case Tried::Accepted:
        return unbound == Tried::Rejected ? Code::Http401EpRequired : Code::Http401BasicNotOffered;
    case Tried::Rejected:
        return unbound == Tried::Accepted ? Code::Http401NtlmLoopCbt : Code::Http401NtlmRejected;
    case Tried::NotTried:
    case Tried::Unclear:
        break;
    }
    return Code::Http401BasicNotOffered;
}

} // namespace

Problem judgeNtlm(const Problem &basicNotOffered, const NtlmProbeAnswer &answer, bool isPasswordProved)
{
    Problem problem = basicNotOffered;
    problem.code = codeOf(basicNotOffered, answer);
    const bool isTaken =
        answer.withBinding.result == Tried::Accepted || answer.withoutBinding.result == Tried::Accepted;
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
