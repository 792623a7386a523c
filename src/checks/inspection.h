// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/handshake.h"

#include <QJsonObject>

#include <optional>

namespace Setup {

// What a second host shows to this computer: one that has nothing to do with the first, and whose certificate
// is public everywhere but where somebody opens the traffic.
struct Witness
{
    QString host;
    Result<HandshakeAnswer> answer;
};

// Whether a chain is the server's own, or was made on the way. Both look alike from here when the issuer is
// unknown: only a comparison tells.
class Inspection
{
public:
    // Public certificates need no witness; dates that are wrong everywhere are this computer's, and a name
    // that is wrong everywhere is that of a network's sign-in page.
    static bool needsWitness(const HandshakeAnswer &answer);

    Inspection(const HandshakeAnswer &answer, const std::optional<Witness> &witness);

    // Made on the way: by whoever made the witness's as well, or, where the witness shows no public
    // certificate or was not asked, by an issuer that has the name of such a product.
    bool isInspected() const { return m_isInspected; }
    // The witness shows the same certificate, or one for the same name: whoever answers here answers for all.
    bool isOneForAll() const { return m_isOneForAll; }
    // issuer, publicLog; inspectedBy, inspectedOn ("network", "computer") where the product is known; of a
    // witness that answered: witness { host, issuer, publicLog }, sameIssuerElsewhere, sameFaultElsewhere.
    const QJsonObject &facts() const { return m_facts; }

private:
    void compare(const HandshakeAnswer &answer, const Witness &witness);

    bool m_isInspected = false;
    bool m_isOneForAll = false;
    QJsonObject m_facts;
};

} // namespace Setup
