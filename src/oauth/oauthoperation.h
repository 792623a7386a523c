// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "jose/jwkset.h"
#include "oauth/issuermetadata.h"
#include "oauth/tokenset.h"

#include <QObject>

namespace Setup {

// The operations of this layer by what they bring. Each keeps the contract that net/door.h tells: start(),
// cancel(), one finished().
class IssuerOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::IssuerMetadata> &result);
};

class KeysOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::JwkSet> &result);
};

class TokenOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::TokenSet> &result);
};

class RevocationOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::Done> &result);
};

} // namespace Setup
