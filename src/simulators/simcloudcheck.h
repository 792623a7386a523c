// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simhttpclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

namespace Setup {

// The ladder as the simulated portal's cloud climbs it: from a name to a call of EWS, by a client of its own.
class SimCloudCheck : public QObject
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

    void start();

signals:
    void finished(const QJsonArray &rungs); // as the portal's API words them

private:
    void send(bool withLogin, void (SimCloudCheck::*then)(const SimOutcome &));
    void judgePath(const SimOutcome &outcome);
    void judgeEndpoint(const SimOutcome &outcome);
    void judgeLogin(const SimOutcome &outcome);
    void judgeEws(const SimOutcome &outcome);
    void pass(const QString &id, const QJsonObject &facts = {});
    void fail(const QString &id, const QString &code, const QJsonObject &facts = {});
    void settle();

    const WorldTable m_table;
    const QUrl m_ewsUrl;
    const std::optional<Login> m_login;
    QJsonArray m_rungs;
    QString m_failed; // the first rung that did
    QElapsedTimer m_timer; // of the present rung
};

} // namespace Setup
