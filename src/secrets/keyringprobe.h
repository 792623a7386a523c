// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keyringsituation.h"

#include <QObject>

#include <memory>

namespace Setup {

// Looks who keeps the secrets here and whether it is locked, without opening, starting or unlocking anything.
// finished() comes once per start() and never from inside it, after two seconds at the latest, with what was
// found out by then. It never fails: what cannot be known is left open. Destroying it silences it.
class KeyringProbe : public QObject
{
    Q_OBJECT

public:
    virtual void start() = 0;

    // The one for this platform.
    static std::unique_ptr<KeyringProbe> create();

signals:
    void finished(const Setup::KeyringSituation &situation);
};

} // namespace Setup
