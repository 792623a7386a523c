// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenariomicrosoft.h"
#include "simulators/scenarioparts.h"
#include "simulators/scenarioportal.h"

#include <QJsonObject>

namespace Setup {

// How a simulated world deviates from the healthy one; resources/scenario.schema.json describes the file.
struct Scenario
{
    QString name;
    QString title;
    QString description; // for the trainer: what breaks and what should be seen
    QList<ScenarioName> dns;
    QList<ScenarioAddress> addresses;
    std::optional<ScenarioProxy> proxy;
    QList<ScenarioHost> hosts; // replace or join the healthy ones, by name and port
    QList<ScenarioRule> http;
    ScenarioAccount account;
    ScenarioDirectory directory;
    ScenarioExchange exchange;
    ScenarioPortal portal;
    ScenarioIssuer issuer;
    ScenarioMicrosoft microsoft;

    // One of the names below, compiled in as :/scenarios/NAME.json, or one of rowNames().
    static Result<Scenario> load(const QString &name);
    static QStringList names(); // of Exchange and the way to it
    static QStringList portalNames(); // of the portal behind a healthy Exchange: "portal/waf-block"
    static QStringList microsoftNames(); // of Microsoft's clouds: "microsoft/ews-off"
    static QStringList fileNames() { return names() + portalNames() + microsoftNames(); }
    // A world for every row of SimErrorTable: "microsoft/AADSTS65001-token".
    static QStringList rowNames();

    // FILE_MALFORMED with the place in detail; a field that is not known is an error, too.
    static Result<Scenario> fromJson(const QByteArray &json, const QString &name);
};

} // namespace Setup
