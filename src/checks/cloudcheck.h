// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"

namespace Setup {

// cloud.reachability: could AskCody's cloud find, reach and trust this host? Judged from here by name,
// addresses and trust: it warns where it cannot be, and never proves that it can.
class CloudCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    CloudCheck();

    // Names that the public DNS does not have: a single label, or a suffix kept for private use (RFC 6762,
    // RFC 8375, and ICANN's .internal).
    static bool isPrivateName(const QString &host);
    // Addresses that the internet does not route: RFC 1918, RFC 6598, RFC 4193, link-local, loopback.
    static bool isPrivateAddress(const QString &address);

private:
    void begin() override;
};

} // namespace Setup
