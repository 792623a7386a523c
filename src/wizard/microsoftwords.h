// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/explanation.h"

#include <QStringList>

#include <optional>

namespace Setup {

struct MicrosoftAccount;

// Who is signed in, where, and with which role.
QString sentenceOf(const MicrosoftAccount &account);

// Why it may be, with whose move it is, what to do, and that the clock is wrong, where it is: tokens depend
// on it, whatever Microsoft says.
QStringList adviceOf(const Explanation &explanation, const std::optional<Explanation> &clock = {});

} // namespace Setup
