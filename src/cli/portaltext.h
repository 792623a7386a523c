// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace Setup {

// What the commands with a portal print. Text is safe for a terminal.

// The one object of a command with results (resources/report.schema.json).
QByteArray resultsJson(const QString &command, const QJsonArray &results);

QString integrationLine(const PortalIntegration &integration);
QString integrationBlock(const PortalIntegration &integration);
QJsonObject integrationEntry(const PortalIntegration &integration);

QString accountBlock(const PortalAccess &portal);
QJsonObject accountEntry(const PortalAccess &portal);

} // namespace Setup
