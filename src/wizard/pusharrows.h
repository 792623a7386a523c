// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/session.h"
#include "wizard/arrowlist.h"

namespace Setup {

// What a push does, arrow by arrow, and how far it is.
class PushArrows : public ArrowList
{
    Q_OBJECT

public:
    using ArrowList::ArrowList;

    void begin(bool isOnline); // Exchange Online has no password
    void follow(Session::State reached); // the act after it is under way
    // The act that comes next. Of what has left this computer nobody may say that it failed, or lies ahead.
    void markNext(const Session &session, State state);
    void followCloud(); // it is trying
    void markCloud(Verdict verdict);
};

} // namespace Setup
