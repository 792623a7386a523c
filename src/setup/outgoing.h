// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QByteArray>

#include <functional>

namespace Setup {

// What leaves a session for a file. It holds all that it needs, so that a large one can be made and looked at
// on another thread while the session goes on.
struct Outgoing
{
    // HAR 1.2 without secrets; see support's bundle.
    std::function<Result<QByteArray>()> recording;
    // The last look at all that is saved. RECORDING_HOLDS_PASSWORD: a secret of the session stands in it.
    std::function<Result<Done>(const QByteArray &file)> mayLeave;
    qsizetype size = 0; // of the recording, roughly; 0: there is none
};

} // namespace Setup
