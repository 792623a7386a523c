// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/microsoftfacts.h"
#include "checks/stepwisecheck.h"

namespace Setup {

// microsoft.signin: somebody of the organisation signs in at Microsoft, in the system's browser. A login that
// an earlier run of the session left is used while it is good, and renewed without a browser after that. A
// guest of the organisation is a warning: what a guest may do here, the other checks find out.
class MicrosoftSignInCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    // Longer than the sign-in's own one, so that the better explanation wins.
    static constexpr std::chrono::minutes Deadline{20};

    MicrosoftSignInCheck();

private:
    void begin() override;
    void replay(const Result<QJsonValue> &recorded);
    void useHeld(const TokenSet &tokens);
    void signIn();
    void take(const Result<TokenSet> &tokens);
    bool isTypedAccount(const TokenSet &tokens);
    void judge(const TokenSet &tokens);

    Cloud m_cloud;
    MicrosoftSignInQuery m_query;
    JwkCache m_keys;
};

// Which application signs somebody in: the portal's, else the organisation's own registration. Empty:
// neither.
QString signInClientOf(const RunInput &input);

} // namespace Setup
