// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioparts.h"

#include <QHash>

namespace Setup {

// The server's side of NTLMv2 (MS-NLMP) as IIS does it over HTTP, with Extended Protection. Written for
// itself: what the client does wrong must not be wrong here in the same way.
class SimNtlm
{
public:
    SimNtlm(ScenarioNtlm settings, const ScenarioAccount &account, QString domain);

    bool isOn() const { return m_settings.answers != ScenarioNtlm::Answers::Refuses; }

    // What the first message gets: a 401 with a challenge, or with whatever the scenario says.
    SimReply challenge(const SimRequest &request, const QByteArray &scheme, const QByteArray &message);

    // Does the third message prove the login, on the connection of its challenge?
    bool accepts(const SimRequest &request, const QByteArray &message);

    // Of the name in the last message that was looked at, in one piece.
    const QString &lastName() const { return m_lastName; }

    static bool isFirst(const QByteArray &message);
    static bool isThird(const QByteArray &message);

private:
    struct Begun
    {
        QByteArray first;
        QByteArray second;
        QByteArray nonce;
    };
    bool permitsBinding(const QHash<int, QByteArray> &pairs, const QByteArray &certificate) const;

    const ScenarioNtlm m_settings;
    const QByteArray m_password;
    const bool m_isPasswordAccepted;
    const QString m_domain;
    QString m_lastName;
    QHash<QByteArray, Begun> m_begun; // by connection
};

} // namespace Setup
