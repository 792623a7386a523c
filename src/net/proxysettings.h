// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"
#include "net/route.h"

namespace Setup {

// What the administrator says about proxies. The login is for proxies only and is presented once per
// connection; it is used for a proxy that the system names as well.
struct ProxySettings
{
    enum class Mode { System, Direct, Manual };

    Mode mode = Mode::System;
    Route::Kind kind = Route::Kind::HttpProxy; // of a Manual proxy
    QString host;
    quint16 port = 0;
    QString user;
    Secret password;
};

} // namespace Setup
