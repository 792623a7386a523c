// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simaccounts.h"
#include "simulators/simform.h"
#include "simulators/simreply.h"
#include "simulators/simstore.h"

namespace Setup {

// Who is signed in at the identity provider in which browser.
class SimSessions
{
public:
    explicit SimSessions(SimStore &store)
        : m_store(store)
    {}

    struct Session
    {
        SimAccount account;
        qint64 since = 0;
    };

    std::optional<Session> of(const SimRequest &request) const; // by its cookie
    // E-mail and password of a form; absent: they are not right.
    static std::optional<SimAccount> judge(const SimForm &form);
    void open(const SimAccount &account, SimReply &reply); // adds the cookie

private:
    SimStore &m_store;
};

} // namespace Setup
