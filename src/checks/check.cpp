// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/check.h"

namespace Setup {

Check::~Check() = default;

} // namespace Setup
