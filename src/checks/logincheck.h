// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/discoveryfacts.h"
#include "checks/stepwisecheck.h"
#include "exchange/ntlmprobe.h"
#include "exchange/versionsearch.h"

#include <QStringList>

#include <optional>

namespace Setup {

// auth.login: logs in, in the spelling of the user name that works, and finds the version that the server
// speaks. The password is presented only where Basic was offered, and rejected no more often than allowed,
// counting what Autodiscover rejected. Where Basic is not offered, and Autodiscover did not reject the
// password, NTLM is asked in its place: it tells a wrong password, and what stands in between, apart from
// Basic that is off alone. A rejected password is told from one that never arrived, because a device on the
// way takes logins out, by what needs no password: NTLM's first step and an empty token. The finding fails
// all the same, for AskCody uses Basic.
class LoginCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    LoginCheck();

private:
    void begin() override;
    std::optional<Problem> obstacle() const;
    void askByNtlm(const Problem &basicNotOffered);
    void concludeByNtlm(const Problem &basicNotOffered, const NtlmProbeAnswer &answer);
    void failForBasic(const Problem &problem);
    const SettingsFacts *settings() const;
    void recallRejection();
    bool isOfThisPress(int press);
    void tryNext();
    void askDomain();
    void askWhetherLoginsArrive(bool isNtlmSilent);
    bool heedsToken(const ExchangeAnswer &answer) const;
    void present(const QString &spelling);
    void search(const std::optional<ExchangeVersion> &pinned);
    void take(const Result<VersionedAnswer> &result);
    void refuse(const Problem &problem);
    void accept(const VersionedAnswer &answer);
    void giveUp();
    void seeNames(QJsonObject &facts) const;

    QString m_spelling; // being presented
    QStringList m_rejected;
    Problem m_rejection; // the last one
    NtlmNames m_names; // of the server's domain
    bool m_domainAsked = false;
    std::optional<bool> m_tokenHeeded; // once asked
    bool m_pinnedRefused = false;
};

} // namespace Setup
