// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simrsakey.h"
#include "simulators/simstore.h"

namespace Setup {

// The signing keys of an identity provider, in its store: the present one, made when it is first needed, and
// the one before.
class SimKeyRing
{
public:
    explicit SimKeyRing(SimStore &store)
        : m_store(store)
    {}

    SimRsaKey present();
    void rotate(); // the present key becomes the one before
    QList<SimRsaKey> all();
    QJsonObject publicSet(const QString &algorithm);

private:
    SimStore &m_store;
};

} // namespace Setup
