// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/sealedcredential.h"
#include "portal/sealingkeys.h"

#include <QObject>

namespace Setup {

// As portaloperation.h, for what belongs to sealing.
class SealingKeysOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::SealingKeys> &result);
};

class SealingOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::SealedCredential> &result);
};

} // namespace Setup
