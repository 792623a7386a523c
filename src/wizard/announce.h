// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QLabel;

namespace Setup {

// Has a screen reader say what the label says now, wherever the focus is.
void announce(QLabel *label);

} // namespace Setup
