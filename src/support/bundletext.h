// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Setup {

class Recording;

// A recording for people: where it was made, what was asked, what was found, and everything that passed, in
// the order of time. It leaves nothing out, so that whoever reads it knows what he gives away. Foreign text
// in it has no effect on who reads it.
QString bundleText(const Recording &recording, qsizetype fileSize);
// Of a file; what is no recording stands there as it is.
QString bundleText(const QByteArray &har);

} // namespace Setup
