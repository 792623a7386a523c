// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
        QString account; // the e-mail address it signed in with
        qint64 since = 0;
    };

    std::optional<Session> of(const SimRequest &request) const; // by its cookie
    void open(const QString &account, SimReply &reply); // adds the cookie

private:
    SimStore &m_store;
};

} // namespace Setup
