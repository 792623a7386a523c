// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"

#include <QJsonObject>

namespace Setup {

// Answers of the simulated portal's API.
SimReply simPortalAnswer(int status, const QJsonObject &json);

// RFC 9457, with a code out of the list in resources/portal-api.yaml and its further members.
SimReply simPortalProblem(int status, const QString &code, const QJsonObject &more = {});

// invalid_request, with where and what.
SimReply simPortalComplaint(int status, const QString &pointer, const QString &detail);

} // namespace Setup
