// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/microsoftmailboxcheck.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isOneOf(const QString &code, std::initializer_list<QLatin1StringView> codes)
{
    return std::any_of(codes.begin(), codes.end(), [&code](QLatin1StringView one) { return code == one; });
}

} // namespace

MicrosoftMailboxCheck::MicrosoftMailboxCheck()
    : OnlineEwsCheck(CheckId::MicrosoftMailbox)
{}

void MicrosoftMailboxCheck::ask()
{
    if (login().isTypedAccount)
        see(u"mailbox"_s, login().account);
    callOwnMailbox([this](const Answered &answered) { judge(answered); });
}

void MicrosoftMailboxCheck::judge(const Answered &answered)
{
    // It is the typed account that goes to the portal, and nobody has seen its mailbox.
    if (!answered.problem && !login().isTypedAccount)
        return warn({Code::MicrosoftMailboxOther, {}, {}});
    if (!answered.problem) {
        see(u"foundAt"_s, login().cloud.ewsUrl().toString());
        return pass();
    }
    if (answered.problem->code == Code::Http401Throttled)
        return warn(*answered.problem);
    Problem problem = *answered.problem;
    // microsoft.ewspolicy says what that means: nothing is known of the mailbox.
    if (problem.code == Code::Http403EwsDisabled)
        return leaveUntested(Code::Http403EwsDisabled);
    if (problem.code == Code::Http403EwsBlockedByPolicy)
        return leaveUntested(Code::Http403EwsBlockedByPolicy);
    problem.facts.insert(u"exchangeCode"_s, problem.code);
    if (isOneOf(problem.code, {"ErrorNonExistentMailbox"_L1, "ErrorMissingEmailAddress"_L1}))
        problem.code = Code::MicrosoftMailboxMissing;
    else if (isOneOf(problem.code,
                     {"ErrorMailboxMoveInProgress"_L1, "ErrorIncorrectServerVersion"_L1,
                      "ErrorProxyRequestProcessingFailed"_L1}))
        problem.code = Code::MicrosoftMailboxElsewhere;
    else
        problem.facts.remove(u"exchangeCode"_s);
    fail(problem);
}

} // namespace Setup
