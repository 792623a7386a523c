// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "exchange/ewscall.h"

namespace Setup {

// A check that calls EWS with the login that auth.login found.
class EwsCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    using StepwiseCheck::StepwiseCheck;

protected:
    virtual void ask() = 0; // what begin() is to others

    using Then = std::function<void(const Result<EwsAnswer> &)>;
    // A call that is turned away by the login gate ends the check: another one has learnt that the login is
    // not good any more, and says so.
    void call(const EwsRequest &request, Then then);
    const EwsContext &ews() const { return *m_ews; }
    const ExchangeServer &server() const { return *input().integration.server(); }

    // Any of the two ways in which a call says what went wrong, and the request ids of both.
    std::optional<Problem> take(const Result<EwsAnswer> &result);

private:
    void begin() final;

    std::optional<EwsContext> m_ews;
};

// The login in one of its spellings; all of them count as one account.
Credential loginOf(const RunInput &input, const QString &username);

// What every EWS call of a check begins with; without a login.
EwsContext ewsContext(const CheckContext &context, const OperationTag &tag, const QUrl &url);

} // namespace Setup
