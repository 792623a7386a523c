// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simhttpclient.h"
#include "simulators/simladder.h"

namespace Setup {

// The ladder as the simulated portal's cloud climbs it: from a name to a call of EWS, by a client of its own.
class SimCloudCheck : public SimLadder
{
    Q_OBJECT

public:
    struct Login
    {
        QString username;
        QByteArray password;
        QString version; // RequestServerVersion
    };

    // Without a login it ends at http.endpoint.
    SimCloudCheck(WorldTable table, QUrl ewsUrl, std::optional<Login> login, QObject *parent);

    void start() override;

private:
    void send(bool withLogin, void (SimCloudCheck::*then)(const SimOutcome &));
    void judgePath(const SimOutcome &outcome);
    void judgeEndpoint(const SimOutcome &outcome);
    void judgeLogin(const SimOutcome &outcome);
    void judgeEws(const SimOutcome &outcome);

    const WorldTable m_table;
    const QUrl m_ewsUrl;
    const std::optional<Login> m_login;
};

} // namespace Setup
