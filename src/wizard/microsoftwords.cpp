// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/microsoftwords.h"

#include "diagnosis/explanation.h"
#include "wizard/currentmicrosoft.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct MicrosoftWords
{
    Q_DECLARE_TR_FUNCTIONS(MicrosoftWords)
};

} // namespace

QString sentenceOf(const MicrosoftAccount &account)
{
    const QString who =
        MicrosoftWords::tr("Signed in as %1, in the organisation %2.").arg(account.account, account.tenantId);
    if (!account.rolesAreTold)
        return who;
    if (account.roles.isEmpty())
        return MicrosoftWords::tr("%1 The sign-in names no administrator's role.").arg(who);
    return MicrosoftWords::tr("%1 Role: %2.").arg(who, account.roles.join(u", "_s));
}

QStringList adviceOf(const Explanation &explanation, const std::optional<Explanation> &clock)
{
    QStringList sentences;
    for (const Cause &cause : explanation.causes)
        sentences.append(MicrosoftWords::tr("%1 (%2)").arg(cause.text, displayName(cause.owner)));
    sentences += explanation.steps;
    if (clock)
        sentences.append(clock->what);
    return sentences;
}

} // namespace Setup
