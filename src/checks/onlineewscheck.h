// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/microsoftfacts.h"
#include "checks/stepwisecheck.h"
#include "exchange/ewscall.h"

namespace Setup {

// A check that calls EWS in Exchange Online as the administrator who has signed in. No call impersonates: a
// delegated token must not.
class OnlineEwsCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    using StepwiseCheck::StepwiseCheck;

protected:
    virtual void ask() = 0; // what begin() is to others

    const MicrosoftLoginFacts &login() const { return *context().facts.get<MicrosoftLoginFacts>(); }
    // The administrator's own calendar, by its id alone. "then" gets what went wrong, if anything, and
    // whether EWS itself answered. HTTP_401_THROTTLED by EWS: it did so when it was asked again.
    struct Answered
    {
        std::optional<Problem> problem;
        bool byEws = false;
    };
    void callOwnMailbox(std::function<void(const Answered &)> then);

private:
    void call(const std::function<void(const Answered &)> &then);
    static Answered judgedTwice(const Problem &first, const Answered &again);
    void begin() final { ask(); }
};

} // namespace Setup
