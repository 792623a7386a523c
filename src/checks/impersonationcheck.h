// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewscheck.h"

#include <map>

namespace Setup {

// ews.impersonation: may the account act as each mailbox that the admin picked, and is it refused where it
// must not? Success on the forbidden mailbox means that the role reaches further than it should.
class ImpersonationCheck : public EwsCheck
{
    Q_OBJECT

public:
    ImpersonationCheck();

private:
    void ask() override;
    void take(const QString &mailbox, const Result<EwsAnswer> &result);
    void judge();
    std::optional<Problem> judgeForbidden();

    QStringList m_mailboxes; // to be reached
    QString m_forbidden; // not to be reached; empty: none named
    std::map<QString, std::optional<Problem>> m_answers;
};

} // namespace Setup
