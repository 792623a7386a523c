// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/sharedrenewal.h"

#include "core/problemcodes.h"
#include "jose/constanttime.h"
#include "portal/portaltokens.h"

namespace Setup {

SharedRenewal::SharedRenewal(PortalTokens &tokens, Secret refused, std::chrono::milliseconds deadline)
    : TimedOperation(deadline)
    , m_tokens(tokens)
    , m_refused(std::move(refused))
{}

void SharedRenewal::begin()
{
    const Secret present = m_tokens.token();
    // Somebody else was refused before us, and there is a newer token by now.
    if (!present.isEmpty() && !equalInConstantTime(present.bytes(), m_refused.bytes()))
        return settle(present);
    connect(&m_tokens, &PortalTokens::settled, this, [this](const Result<Secret> &token) { settle(token); });
    m_tokens.refresh();
}

void SharedRenewal::abandon()
{
    disconnect(&m_tokens, nullptr, this, nullptr);
}

Problem SharedRenewal::overdue() const
{
    return {Code::HttpTimeout, {}, {}};
}

} // namespace Setup
