// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkids.h"
#include "exchange/autodiscovercandidates.h"

#include <QUrl>

namespace Setup {

struct CandidateFacts
{
    static constexpr auto Writer = CheckId::Candidates;
    CandidatesAnswer answer;
};

struct SettingsFacts
{
    static constexpr auto Writer = CheckId::Settings;
    QUrl ewsUrl; // the one to use
    QUrl externalEwsUrl;
    QUrl internalEwsUrl;
    QString acceptedSpelling; // of the user name, that Autodiscover took with the password; empty: none
    QString rejectedSpelling; // of the user name, that Autodiscover refused; empty: none
    QString rejectedAt; // the host that did
    int press = 0; // CheckContext::press of that
};

} // namespace Setup
