// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QObject>

#include <memory>

namespace Setup {

// Getting a better access token than the one that was refused. Keeps the contract that net/door.h tells.
class TokenRenewal : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::Secret> &token);
};

// Where the access token for a portal comes from; outlives whoever asks.
class TokenSupplier
{
public:
    virtual ~TokenSupplier() = default;

    // The token as it is now; empty where nobody has signed in.
    virtual Secret token() const = 0;
    // The portal did not take this token (empty: there was none). Several callers may be refused at once:
    // they share one renewal, since a refresh token is good for one use. Cancelling a renewal only stops
    // listening. Problem: SIGN_IN_REQUIRED where no token can be had without the administrator; those of the
    // door.
    virtual std::unique_ptr<TokenRenewal> renew(const Secret &refused) = 0;
};

} // namespace Setup
