// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/cloudresult.h"
#include "portal/discoveredportal.h"
#include "portal/portalaccount.h"
#include "portal/portalanswer.h"
#include "portal/portalintegration.h"

#include <QObject>

namespace Setup {

// The operations of this layer by what they bring. Each keeps the contract that net/door.h tells: start(),
// cancel(), one finished().
class DiscoveryOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::DiscoveredPortal> &result);
};

class PortalAnswerOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::PortalAnswer> &result);
};

class PortalAccountOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::PortalAccount> &result);
};

class IntegrationOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::PortalIntegration> &result);
};

class IntegrationListOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<QList<Setup::PortalIntegration>> &result);
};

class RemovalOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::Done> &result);
};

class CloudOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::CloudResult> &result);
};

} // namespace Setup
