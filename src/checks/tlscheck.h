// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/inspection.h"
#include "checks/routedcheck.h"
#include "net/handshake.h"

namespace Setup {

class NodeHandshakes;

// net.tls: which protocol and cipher, which certificates, and what is wrong with them. An untrusted
// certificate ends the ladder here: nothing is sent over such a connection. One that no public authority
// issued is compared with what the sign-in of Microsoft shows, which the run asks anyway (discover.tenant):
// that tells a company's authority from somebody who opens the traffic, and both from a network's sign-in
// page. Where the name has several addresses, the certificate of each is looked at.
class TlsCheck : public RoutedCheck
{
    Q_OBJECT

public:
    TlsCheck();
    ~TlsCheck() override;

private:
    void examine(const Route &route) override;
    void abandon() override;
    void take(const Result<HandshakeAnswer> &result);
    void askWitness();
    void compare(const Route &route);
    void judge(const std::optional<Witness> &witness);
    void examineNodes();
    void lookAtNodes();
    void judgeNodes();

    HandshakeQuery m_query;
    HandshakeAnswer m_answer;
    std::unique_ptr<RouteFinder> m_route; // to the witness
    std::unique_ptr<Handshake> m_witness;
    std::unique_ptr<NodeHandshakes> m_nodes;
    bool m_isSound = false; // what the first handshake showed; the others may say otherwise
};

} // namespace Setup
