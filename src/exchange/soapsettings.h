// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/autodiscoverreply.h"

#include <QByteArray>

namespace Setup {

// GetUserSettings (MS-OXWSADISC), asking for the two addresses of EWS and the version only.
QByteArray soapSettingsRequest(const QString &email, const QUrl &url);

// An error stands at one of three places (answer, user, setting) or is a fault. Problems: ANSWER_*,
// POX_NO_EWSURL when there were settings without an address, Autodiscover's own codes (InvalidUser, …;
// AD_OTHER for unknown ones), SOAP_*.
Result<AutodiscoverReply> parseSoapSettings(const QByteArray &bytes);

} // namespace Setup
