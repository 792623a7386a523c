// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QUrl>

namespace Setup {

// Autodiscover v2, which tells the address of EWS without a login:
// https://host/autodiscover/autodiscover.json/v1.0/{email}?Protocol=EWS
QUrl jsonUrl(const QString &host, const QString &email, int port = -1);

// Problems: ANSWER_MALFORMED, ADV2_InvalidProtocol, ADV2_UserNotFound, ADV2_OTHER.
Result<QUrl> parseJsonSettings(const QByteArray &json);

} // namespace Setup
