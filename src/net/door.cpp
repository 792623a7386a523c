// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/door.h"

namespace Setup {

Door::~Door() = default;

void Door::beginRun() {}

} // namespace Setup
