// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"

#include <QJsonObject>

namespace Setup {

// What the portal's API demands of the bodies it gets (resources/portal-api.yaml), written down a second time
// so that a mistake in reading the description shows. Each answers with a refusal, or nothing.
std::optional<SimReply> simJudgeNewIntegration(const QJsonObject &body);
std::optional<SimReply> simJudgeChange(const QJsonObject &body, const QString &type);
std::optional<SimReply> simJudgeProbe(const QJsonObject &body);

bool simIsClientReference(const QString &text);

} // namespace Setup
