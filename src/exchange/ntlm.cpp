// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ntlm.h"

#include "net/ntlmchallenge.h"

namespace Setup::Ntlm {

std::optional<NtlmNames> targetNames(const AuthOffers &offers)
{
    const AuthOffer *const ntlm = offers.find(u"NTLM");
    const auto challenge = ntlm == nullptr ? std::optional<NtlmChallenge>()
                                           : NtlmChallenge::fromMessage(QByteArray::fromBase64(ntlm->token));
    if (!challenge || challenge->names == NtlmNames())
        return std::nullopt;
    return challenge->names;
}

} // namespace Setup::Ntlm
