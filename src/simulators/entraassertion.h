// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entraauthority.h"
#include "simulators/entraparts.h"

namespace Setup {

// Judges how an application proves itself by its certificate (RFC 7523; Microsoft's certificate credentials):
// PS256 or RS256 under x5t#S256, for this token endpoint, by itself, now, and once.
class EntraAssertion
{
public:
    explicit EntraAssertion(EntraParts &parts)
        : m_parts(parts)
    {}

    std::optional<EntraError> refusal(const EntraAuthority &authority, const SimCloudApp &app,
                                      const QByteArray &assertion);

private:
    std::optional<SimRsaKey> keyOf(const SimCloudApp &app, const QString &thumbprint) const;
    std::optional<EntraError> timeFlaw(const SimToken &token) const;
    bool wasUsed(const SimToken &token);

    EntraParts &m_parts;
};

} // namespace Setup
