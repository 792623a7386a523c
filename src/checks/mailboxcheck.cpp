// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/mailboxcheck.h"

#include "checks/checkids.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// How Exchange says that an account has no mailbox, in its several versions.
bool saysNoMailbox(const QString &code)
{
    return code == "ErrorNonExistentMailbox"_L1 || code == "ErrorMissingEmailAddress"_L1;
}

} // namespace

MailboxCheck::MailboxCheck()
    : EwsCheck(CheckId::Mailbox)
{}

void MailboxCheck::ask()
{
    see(u"mailbox"_s, server().email);
    call({Ews::GetFolder{}, {}, {}}, [this](const Result<EwsAnswer> &result) {
        auto problem = take(result);
        if (!problem)
            return pass();
        if (saysNoMailbox(problem->code)) {
            problem->facts.insert(u"exchangeCode"_s, problem->code);
            problem->code = Code::MailboxNotOwned;
        }
        fail(*problem);
    });
}

} // namespace Setup
