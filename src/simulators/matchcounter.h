// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioparts.h"

namespace Setup {

// What a request is about, as far as a scenario may ask.
struct SimMeaning
{
    QString host;
    QByteArray method;
    QString path;
    QString operation;
    QString mailbox;
    bool credentialsSent = false;
    bool credentialsAccepted = false;

    static SimMeaning of(const QString &host, const SimRequest &request, bool credentialsAccepted);
};

// Does a scenario's match apply to the n-th request that it describes?
class MatchCounter
{
public:
    explicit MatchCounter(ScenarioMatch match)
        : m_match(std::move(match))
    {}

    bool admits(const SimMeaning &meaning); // counts

private:
    bool describes(const SimMeaning &meaning) const;

    ScenarioMatch m_match;
    int m_seen = 0;
};

} // namespace Setup
