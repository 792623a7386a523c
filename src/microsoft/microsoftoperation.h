// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "microsoft/consentanswer.h"
#include "microsoft/graphanswer.h"
#include "microsoft/tenantanswer.h"

#include <QObject>

namespace Setup {

// The operations of this layer by what they bring. Each keeps the contract that net/door.h tells: start(),
// cancel(), one finished().
class TenantOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::TenantAnswer> &result);
};

class ConsentOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void browserNeeded(const QUrl &url);
    void nothingCameBack(); // for a while; it goes on waiting
    void finished(const Setup::Result<Setup::ConsentAnswer> &result);
};

class PlacesOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::GraphPlaces> &result);
};

class ScheduleOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<QList<Setup::GraphSchedule>> &result);
};

} // namespace Setup
