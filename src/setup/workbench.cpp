// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/workbench.h"

namespace Setup {

Workbench::~Workbench() = default;

} // namespace Setup
