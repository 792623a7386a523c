// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/operation.h"

#include <QObject>
#include <QUrl>

namespace Setup {

struct RouteQuery
{
    OperationTag tag;
    QUrl url;
    std::chrono::milliseconds deadline{10'000};
};

// How to get to a host.
struct Route
{
    enum class Kind { Direct, HttpProxy, SocksProxy };

    Kind kind = Kind::Direct;
    QString proxyHost;
    quint16 proxyPort = 0;
    // Who said so: "settings" (this program's own), "environment", "system", "desktop" (its settings);
    // "script" and "desktopScript" where a proxy script is named, by the environment or by the desktop, and
    // the system answered "direct", which is what it does when it cannot run one.
    QString source;
    Stamp stamp;

    bool isDirect() const { return kind == Kind::Direct; }
    friend bool operator==(const Route &, const Route &) = default;
};

// Asks the system (or the settings) for the proxy of one URL. The system's call blocks, so it runs on a
// worker thread; cancel() and the deadline only stop waiting for it. Problem: PROXY_LOOKUP_TIMEOUT.
class RouteFinder : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::Route> &result);
};

} // namespace Setup
