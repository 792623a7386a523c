// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QHash>
#include <QUrl>

#include <optional>

namespace Setup {

struct ConsentRequest
{
    QString authority;
    QString tenantId; // a concrete one: Microsoft takes no other here
    QString clientId;
    QString scope; // "https://outlook.office365.com/.default": what the application's registration lists
};

// Where the browser has to go for the consent of a whole organisation.
QUrl consentAddress(const ConsentRequest &request, const QUrl &redirectUri, const QByteArray &state);

// Why the consent was not given, by the browser's answer. An error is one also beside "admin_consent=True",
// which Microsoft writes there too.
std::optional<Problem> consentRefusal(const QHash<QString, QString> &query);

// False: nothing came back that says a word of the consent, which may have been given or not.
bool isSaidByPage(const Problem &problem);

} // namespace Setup
