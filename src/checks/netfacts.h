// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkids.h"
#include "net/handshake.h"
#include "net/route.h"

#include <QStringList>

namespace Setup {

struct RouteFacts
{
    static constexpr auto Writer = CheckId::Route;
    bool throughProxy = false; // one of the hosts known at that time is behind a proxy
};

// Where the name of the Exchange leads. Absent where a proxy resolves it.
struct DnsFacts
{
    static constexpr auto Writer = CheckId::Dns;
    QStringList addresses; // all that a program may connect to: IPv4, then IPv6
    QStringList byDns; // those that DNS itself names; the others come from this computer
};

// Given where some addresses of the host answer and others do not.
struct TcpFacts
{
    static constexpr auto Writer = CheckId::Tcp;
    QString reached; // one that does: not every program goes on by itself from one that is silent
};

struct TlsFacts
{
    static constexpr auto Writer = CheckId::Tls;
    TrustOrigin trust = TrustOrigin::None;
    bool isPublic = false; // of an authority that logs what it issues, as every public one does
    bool isInspected = false; // made on the way: the cloud sees another one
};

} // namespace Setup
