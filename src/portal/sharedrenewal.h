// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "portal/tokensupplier.h"

namespace Setup {

class PortalTokens;

// Somebody's wait for the one renewal of PortalTokens.
class SharedRenewal : public TimedOperation<TokenRenewal, Secret>
{
    Q_OBJECT

public:
    // The request to the issuer has its own, shorter deadline.
    SharedRenewal(PortalTokens &tokens, Secret refused,
                  std::chrono::milliseconds deadline = std::chrono::seconds(70));

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    PortalTokens &m_tokens;
    Secret m_refused;
};

} // namespace Setup
