// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simrsakey.h"
#include "simulators/simstore.h"

namespace Setup {

// How the simulated portal proves itself to Microsoft: a certificate of its own, made when it is first needed
// and registered with its application. It keeps the key; Entra is shown the certificate only.
class SimAppIdentity
{
public:
    explicit SimAppIdentity(SimStore &store)
        : m_store(store)
    {}

    QByteArray certificate(); // DER
    // The assertion of Microsoft's certificate credentials: PS256, named by x5t#S256, good for ten minutes.
    QByteArray assertion(const QString &client, const QString &tokenEndpoint);

private:
    SimRsaKey key();

    SimStore &m_store;
};

} // namespace Setup
