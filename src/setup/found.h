// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QUrl>

namespace Setup {

// What was found out and may be taken over into the form: address, version, spelling of the user name.
// Empty: unknown.
struct Found
{
    QUrl ewsUrl;
    QUrl internalEwsUrl; // where Autodiscover names another one for the inside
    QString exchangeVersion; // RequestServerVersion
    QString product; // "Exchange Server SE, build …"
    QString username;
    QStringList discoverySteps; // every attempt, as a readable line
    QStringList roomAddresses;
    QString location; // of the mailboxes: "online", "server", "both" or "unknown"
    QStringList locationReasons; // why, as sentences
};

// Reads it from the facts of the findings.
Found foundIn(const QList<Finding> &findings);

// Null: that check has no result.
const Finding *findingIn(const QList<Finding> &findings, const QString &checkId);
QJsonObject factsIn(const QList<Finding> &findings, const QString &checkId);

bool hasPassed(const QList<Finding> &findings, const QString &checkId);
bool hasRun(const QList<Finding> &findings, const QString &checkId); // whatever it found

} // namespace Setup
