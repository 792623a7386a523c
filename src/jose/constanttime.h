// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace Setup {

// Takes as long for a wrong value as for the right one; only the length may be learned from the time.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace Setup
