// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Setup {

struct Explanation;
struct MicrosoftAccount;

// Who is signed in, where, and with which role.
QString sentenceOf(const MicrosoftAccount &account);

// Why it may be, with whose move it is, and what to do.
QStringList adviceOf(const Explanation &explanation);

} // namespace Setup
