// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/inspection.h"
#include "checks/routedcheck.h"
#include "net/handshake.h"

namespace Setup {

// net.tls: which protocol and cipher, which certificates, and what is wrong with them. An untrusted
// certificate ends the ladder here: nothing is sent over such a connection. One that no public authority
// issued is compared with what the sign-in of Microsoft shows, which the run asks anyway (discover.tenant):
// that tells a company's authority from somebody who opens the traffic.
class TlsCheck : public RoutedCheck
{
    Q_OBJECT

public:
    TlsCheck();

private:
    void examine(const Route &route) override;
    void abandon() override;
    void take(const Result<HandshakeAnswer> &result);
    void askWitness();
    void compare(const Route &route);
    void judge(const std::optional<Witness> &witness);

    HandshakeAnswer m_answer;
    std::unique_ptr<RouteFinder> m_route; // to the witness
    std::unique_ptr<Handshake> m_witness;
};

} // namespace Setup
