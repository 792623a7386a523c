// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/theme.h"

namespace Setup {

class Session;

// What a recording of another computer says of itself, above every page.
struct ReplayBanner
{
    Theme::Tone tone;
    QString text;

    static ReplayBanner of(const Session &replay);
};

} // namespace Setup
