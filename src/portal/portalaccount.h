// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QJsonObject>
#include <QStringList>

namespace Setup {

// Who is signed in to the portal, and what they may do there (GET /me).
struct PortalAccount
{
    QString account; // the name that they sign in with
    QString displayName;
    QString organisationId;
    QString organisation;
    QString region;
    QStringList roles;

    // Owner or Integrations Administrator: the two that AskCody names for making integrations.
    bool mayIntegrate() const;

    friend bool operator==(const PortalAccount &, const PortalAccount &) = default;
};

// Problem: ANSWER_MALFORMED with "member".
Result<PortalAccount> parsePortalAccount(const QJsonObject &json);

// Problems: PORTAL_WRONG_REGION when the organisation lives in another region than the one asked (empty:
// any); PORTAL_ROLE_MISSING with "roles" (those that would do) and "has".
Result<Done> judgeAccount(const PortalAccount &account, const QString &region);

} // namespace Setup
