// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"
#include "portal/portalpass.h"

namespace Setup {

// The tokens of a pass, as a check of a run gets them: that there was one, and what became of its renewal, is
// noted at the door beside what is recorded (never the token), and comes from there in a replay, which needs
// nobody's tokens. What is not there in a recording is NOT_IN_RECORDING.
class NotedTokens : public TokenSupplier
{
public:
    // The door outlives it; who made it may go before its renewals.
    NotedTokens(Door &door, OperationTag tag, PortalPass pass);

    Secret token() const override;
    std::unique_ptr<TokenRenewal> renew(const Secret &refused) override;

private:
    std::unique_ptr<TokenRenewal> askedOfPass(const Secret &refused) const;

    Door &m_door;
    OperationTag m_tag;
    PortalPass m_pass;
};

} // namespace Setup
