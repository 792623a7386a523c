// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpheaders.h"
#include "net/ntlmtalk.h"

#include <optional>

namespace Setup {

// NTLM's second message, CHALLENGE (MS-NLMP 2.2.1.2), as a client needs it. It comes from whoever answered:
// what does not fit to the byte is no challenge.
struct NtlmChallenge
{
    quint32 flags = 0;
    QByteArray serverChallenge; // 8 bytes
    QByteArray targetPairs; // AV pairs as they came, without the one that ends them
    QByteArray timestamp; // MsvAvTimestamp, 8 bytes; empty: not told
    NtlmNames names;

    static std::optional<NtlmChallenge> fromMessage(const QByteArray &message);

    // The message that answers "NTLM …" or "Negotiate …" in WWW-Authenticate; absent: the server made no
    // second step. Base64 that is none, or far too long, becomes an empty message.
    static std::optional<QByteArray> messageIn(const HttpHeaders &headers, const QByteArray &scheme);
};

} // namespace Setup
