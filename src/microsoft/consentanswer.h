// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/foreigntext.h"

#include <QStringList>

namespace Setup {

// What the browser brought back from the page of consent. Said and not proved: any program of this computer
// that knows the state could have said it, so nothing of it decides anything.
struct ConsentAnswer
{
    ForeignText saidTenant;
    ForeignText saidScopes;

    friend bool operator==(const ConsentAnswer &, const ConsentAnswer &) = default;
};

} // namespace Setup
