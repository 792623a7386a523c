// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "exchange/versionsearch.h"

#include <QStringList>

namespace Setup {

// auth.login: logs in, in the spelling of the user name that works, and finds the version that the server
// speaks. The password is presented only where Basic was offered, and rejected no more often than allowed,
// counting what Autodiscover rejected.
class LoginCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    LoginCheck();

private:
    void begin() override;
    std::optional<Problem> obstacle() const;
    void recallRejection();
    bool isOfThisPress(int press);
    void tryNext();
    void askDomain();
    void present(const QString &spelling);
    void search(const std::optional<ExchangeVersion> &pinned);
    void take(const Result<VersionedAnswer> &result);
    void refuse(const Problem &problem);
    void accept(const VersionedAnswer &answer);
    void giveUp();

    QString m_spelling; // being presented
    QStringList m_rejected;
    Problem m_rejection; // the last one
    QString m_netbiosDomain;
    bool m_domainAsked = false;
    bool m_pinnedRefused = false;
};

} // namespace Setup
