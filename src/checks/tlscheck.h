// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/routedcheck.h"
#include "net/handshake.h"

namespace Setup {

// net.tls: which protocol and cipher, which certificates, and what is wrong with them. An untrusted
// certificate ends the ladder here: nothing is sent over such a connection.
class TlsCheck : public RoutedCheck
{
    Q_OBJECT

public:
    TlsCheck();

private:
    void examine(const Route &route) override;
    void judge(const Result<HandshakeAnswer> &result);
};

} // namespace Setup
