// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Setup {

// The names in an NTLM challenge (MS-NLMP 2.2.2.1), which a server tells anybody who asks. Foreign text.
struct NtlmNames
{
    QString netbiosDomain; // "CONTOSO", for CONTOSO\user
    QString netbiosComputer;
    QString dnsDomain; // "contoso.local"
    QString dnsComputer;
    QString dnsForest;

    friend bool operator==(const NtlmNames &, const NtlmNames &) = default;
};

// How a login by NTLM went: how far it came, and what the server told on the way.
struct NtlmTalk
{
    enum class Stage {
        NoChallenge, // the server did not take up the first message: NTLM is off, whatever it offers
        NotKept, // it answered with a challenge and closed the connection that the login would belong to
        Unusable, // it answered with something that is no challenge
        Presented // the login left this computer; the answer is the one to it
    };

    Stage stage = Stage::NoChallenge;
    NtlmNames names;

    friend bool operator==(const NtlmTalk &, const NtlmTalk &) = default;
};

// The spelling in recordings and findings: "noChallenge", …
QString toString(NtlmTalk::Stage stage);

} // namespace Setup
