// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "exchange/autodiscoversettings.h"

#include <functional>

namespace Setup {

// discover.settings: asks Autodiscover with the login for the addresses of EWS. Where no place has shown that
// it is an Exchange, EWS beside it is asked first, without a login: that shows it mostly. With a typed
// address it compares, after auth.login, and at most warns. Otherwise it finds the address; where the login
// is no use there but an address is known without one, it warns and passes that on, so that the ladder shows
// where it really breaks.
class SettingsCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    SettingsCheck();

private:
    void begin() override;
    void seekEws(const std::function<void(const QUrl &)> &then);
    void askWithLogin();
    void take(const Result<SettingsAnswer> &result);
    void judge(const SettingsAnswer &answer);
    void compare(const SettingsAnswer &answer);
    void judgeReach(const SettingsAnswer &answer, const QJsonObject &facts); // from outside
    void refuse(const Problem &problem);
    void settleFor(const QUrl &ewsUrl);

    QString m_spelling; // of the user name
    Problem m_problem; // why the login was no use
    QList<AutodiscoverCandidate> m_candidates;
    QStringList m_hosts; // that may have EWS beside their Autodiscover, and were not asked for it
    QUrl m_ewsBeside; // empty: none found so far
};

} // namespace Setup
