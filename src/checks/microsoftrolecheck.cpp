// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/microsoftrolecheck.h"

#include "checks/microsoftfacts.h"
#include "microsoft/accountjudgement.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

MicrosoftRoleCheck::MicrosoftRoleCheck()
    : StepwiseCheck(CheckId::MicrosoftRole)
{}

void MicrosoftRoleCheck::begin()
{
    const auto *login = context().facts.get<MicrosoftLoginFacts>();
    const RoleHint hint = roleHint(login->tokens.identity ? login->tokens.identity->all : QJsonObject());
    if (!hint.isTold)
        return leaveUntested(Code::MicrosoftRoleUnknown);
    const QJsonObject facts{{u"roles"_s, QJsonArray::fromStringList(hint.roles)},
                            {u"mayConsentExchange"_s, hint.mayConsentExchange},
                            {u"mayConsentGraph"_s, hint.mayConsentGraph}};
    see(facts);
    if (hint.mayConsentExchange)
        pass();
    else
        warn({Code::MicrosoftRoleMissing, {}, facts});
}

} // namespace Setup
