// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "portal/portalintegration.h"
#include "setup/session.h"

#include <QObject>

#include <optional>

namespace Setup {

// How a push ended: there is exactly one integration with this reference, and this is it.
struct PushOutcome
{
    PortalIntegration integration; // as the portal has it
    bool isOurs = true; // false: somebody else had made it; nothing was sent, nothing overwritten
    QStringList
        differences; // members in which it is not what was wanted; "password" where that may be another
    std::optional<Problem>
        leftBehind; // why the keychain still holds what should be gone; a resume tries again

    friend bool operator==(const PushOutcome &, const PushOutcome &) = default;
};

class PushOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    // Not the end: the journal has this state now.
    void reached(Setup::Session::State state);
    void waitingForUser(); // as SecretOperation's
    void finished(const Setup::Result<Setup::PushOutcome> &result);
};

} // namespace Setup
