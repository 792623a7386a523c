// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/session.h"

#include <QString>

namespace Setup {

// "draft", "checked", …: how far a set-up has come, for people.
QString stateName(Session::State state);

} // namespace Setup
