// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simrsakey.h"

namespace Setup {

// What came of opening a JWE.
struct SimSealedBox
{
    enum class Flaw {
        None,
        Malformed, // no compact JWE of five parts, or its header is no JSON object
        Header, // members, algorithms or compression that the contract does not have
        KeyUnknown,
        Undecipherable // made for another key under this name, or changed on its way
    };

    Flaw flaw = Flaw::None;
    QByteArray content;

    // RSA-OAEP-256 and A256GCM only, under a protected header of exactly alg, enc, kid and typ.
    static SimSealedBox open(const QByteArray &jwe, const QList<SimRsaKey> &keys);
};

} // namespace Setup
