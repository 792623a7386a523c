// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenario.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

// A portal whose cloud finds this at Exchange, in the words of its API.
inline Scenario cloudSaying(const QJsonArray &rungs)
{
    const QJsonObject match{{QStringLiteral("host"), QStringLiteral("portal.askcody.test")},
                            {QStringLiteral("path"), QStringLiteral("/api/v1/integrations/")},
                            {QStringLiteral("method"), QStringLiteral("POST")}};
    const QJsonObject found{{QStringLiteral("region"), QStringLiteral("eu")},
                            {QStringLiteral("startedAt"), QStringLiteral("2026-11-23T09:00:00Z")},
                            {QStringLiteral("durationMs"), 9},
                            {QStringLiteral("rungs"), rungs}};
    const QJsonObject headers{{QStringLiteral("Content-Type"), QStringLiteral("application/json")}};
    const QJsonObject reply{{QStringLiteral("status"), 200},
                            {QStringLiteral("headers"), headers},
                            {QStringLiteral("body"), QString::fromUtf8(QJsonDocument(found).toJson())}};
    const QJsonObject rule{{QStringLiteral("match"), match}, {QStringLiteral("reply"), reply}};
    const QJsonObject scenario{{QStringLiteral("title"), QStringLiteral("One")},
                               {QStringLiteral("description"), QStringLiteral("Of its own.")},
                               {QStringLiteral("http"), QJsonArray{rule}}};
    return *Scenario::fromJson(QJsonDocument(scenario).toJson(), QStringLiteral("cloud"));
}

// One of them. The code goes with everything but a pass.
inline QJsonObject cloudRung(const QString &id, const QString &status, const QString &code = {})
{
    QJsonObject rung{
        {QStringLiteral("id"), id}, {QStringLiteral("status"), status}, {QStringLiteral("durationMs"), 3}};
    if (!code.isEmpty())
        rung.insert(QStringLiteral("code"), code);
    return rung;
}

} // namespace Setup
