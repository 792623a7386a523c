// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/impersonationcheck.h"

#include "checks/checkids.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The refusals that prove the limits of the role.
bool isRefusal(const QString &code)
{
    return code == "ErrorImpersonateUserDenied"_L1 || code == "ErrorImpersonationDenied"_L1;
}

bool isMissing(const QString &code)
{
    return code == "ErrorNonExistentMailbox"_L1 || code == "ErrorInvalidUserPrincipalName"_L1
        || code == "ErrorMissingEmailAddress"_L1;
}

QString resultOf(const std::optional<Problem> &problem)
{
    return problem ? problem->code : u"reached"_s;
}

} // namespace

ImpersonationCheck::ImpersonationCheck()
    : EwsCheck(CheckId::Impersonation)
{}

void ImpersonationCheck::ask()
{
    m_answers.clear();
    m_mailboxes = server().testMailboxes;
    m_mailboxes.removeDuplicates();
    m_forbidden = server().forbiddenMailbox;
    QStringList all = m_mailboxes;
    if (!m_forbidden.isEmpty() && !all.contains(m_forbidden))
        all.append(m_forbidden);
    if (all.isEmpty())
        return leaveUntested(Code::NoTestMailbox);
    for (const QString &mailbox : std::as_const(all)) {
        call({Ews::GetFolder{}, mailbox, {}},
             [this, mailbox](const Result<EwsAnswer> &result) { take(mailbox, result); });
    }
}

void ImpersonationCheck::take(const QString &mailbox, const Result<EwsAnswer> &result)
{
    m_answers.emplace(mailbox, EwsCheck::take(result));
    const bool forbiddenApart = !m_forbidden.isEmpty() && !m_mailboxes.contains(m_forbidden);
    if (m_answers.size() == static_cast<size_t>(m_mailboxes.size()) + (forbiddenApart ? 1 : 0))
        judge();
}

void ImpersonationCheck::judge()
{
    QJsonArray results;
    std::optional<Problem> failure;
    for (const QString &mailbox : std::as_const(m_mailboxes)) {
        const auto &problem = m_answers.at(mailbox);
        results.append(QJsonObject{{u"mailbox"_s, mailbox}, {u"result"_s, resultOf(problem)}});
        if (problem && !failure) {
            failure = problem;
            failure->facts.insert(u"mailbox"_s, mailbox);
        }
    }
    see(u"mailboxes"_s, results);
    const auto warning = judgeForbidden();
    if (failure)
        fail(*failure);
    else if (warning)
        warn(*warning);
    else if (m_mailboxes.isEmpty())
        leaveUntested(Code::NoTestMailbox); // refused everywhere would look the same
    else
        pass();
}

std::optional<Problem> ImpersonationCheck::judgeForbidden()
{
    if (m_forbidden.isEmpty())
        return {};
    const auto &problem = m_answers.at(m_forbidden);
    const QJsonObject facts{{u"mailbox"_s, m_forbidden}, {u"result"_s, resultOf(problem)}};
    see(u"forbidden"_s, facts);
    if (!problem)
        return Problem{Code::ImpersonationTooWide, {}, facts};
    if (isRefusal(problem->code))
        return {};
    if (isMissing(problem->code)) {
        Problem missing{Code::ForbiddenMailboxMissing, problem->detail, facts};
        missing.facts.insert(u"message"_s, problem->facts.value("message"_L1));
        return missing;
    }
    return Problem{problem->code, problem->detail, facts};
}

} // namespace Setup
