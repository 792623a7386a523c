// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/autodiscoverreply.h"

#include <QByteArray>

namespace Setup {

// Autodiscover's older dialect, "plain old XML" (MS-OXDSCLI).
QByteArray poxRequest(const QString &email);

// Problems: ANSWER_*, POX_500 (address unknown), POX_600 (no request in it), POX_601, POX_OTHER,
// POX_NO_EWSURL.
Result<AutodiscoverReply> parsePox(const QByteArray &bytes);

} // namespace Setup
