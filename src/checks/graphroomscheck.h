// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/microsoftfacts.h"
#include "checks/stepwisecheck.h"
#include "microsoft/graphanswer.h"
#include "microsoft/graphcontext.h"

namespace Setup {

// graph.rooms: what Microsoft Graph would give when EWS has ended - room lists, rooms, free and busy - with a
// token of the same sign-in. AskCody needs none of that today, so somebody is asked to allow it only where
// the run is about it (OnlineInput::asksGraph).
class GraphRoomsCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    GraphRoomsCheck();

private:
    void begin() override;
    void renew();
    void askSomebody(bool renewsFirst, bool byDevice);
    void seeRefusal(const Problem &refusal);
    void takeAsked(const Result<TokenSet> &tokens);
    void miss(const Problem &problem);
    void takeToken(const TokenSet &tokens);
    void takePlaces(const Result<GraphPlaces> &result);
    void takeSchedules(const Result<QList<GraphSchedule>> &result);
    QStringList scopes() const;
    GraphContext graph() const;
    const MicrosoftLoginFacts &login() const { return *context().facts.get<MicrosoftLoginFacts>(); }

    TokenSet m_tokens;
    JwkCache m_keys;
};

} // namespace Setup
