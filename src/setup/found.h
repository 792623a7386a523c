// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/session.h"

namespace Setup {

// Reads from the facts of the findings what may be taken over into the form.
Session::Found foundIn(const QList<Finding> &findings);

} // namespace Setup
