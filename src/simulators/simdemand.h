// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simform.h"

#include <QJsonObject>

namespace Setup {

// What an authorization request asks for (RFC 6749, 4.1.1; RFC 7636; OpenID Connect Core, 3.1.2.1), from the
// query to the code, and across the pages between.
struct SimDemand
{
    QString client;
    QString redirectUri;
    QString state;
    QString nonce;
    QString challenge;
    QString loginHint;
    QString claims; // OpenID Connect Core, 5.5, and where a claims challenge is sent back
    QStringList scopes;
    QStringList prompts;
    qint64 maximumAge = -1; // seconds; -1: any

    static SimDemand read(const SimForm &form);
    QJsonObject toJson() const; // what still matters once somebody has signed in
    static SimDemand fromJson(const QJsonObject &json);
};

} // namespace Setup
