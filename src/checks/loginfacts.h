// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkids.h"
#include "core/exchangeversion.h"
#include "exchange/httpverdict.h"
#include "net/httpdate.h"

namespace Setup {

// What the address says before anybody logged in.
struct EndpointFacts
{
    static constexpr auto Writer = CheckId::Endpoint;
    HttpVerdict verdict; // its kind is LoginOffered
    ToldTime time;
    QString owaVersion; // X-OWA-Version, where shown
};

// How to log in and speak; every ews.* check uses it.
struct LoginFacts
{
    static constexpr auto Writer = CheckId::Login;
    QString username; // in the spelling that works
    ExchangeVersion version = ExchangeVersion::V2013Sp1; // pinned and accepted, or the newest it takes
    bool pinnedRefused = false; // the pinned version was refused, and another one found
    QList<ExchangeVersion> refused;
};

struct RoomFacts
{
    static constexpr auto Writer = CheckId::Rooms;
    QStringList addresses;
};

struct VersionFacts
{
    static constexpr auto Writer = CheckId::Version;
    QString requestServerVersion;
    QString product; // "Exchange Server 2019 CU15, build 15.2.1748.10"
};

} // namespace Setup
