// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace Setup {

// Whether a secret is nothing but letters that this program's own texts contain: those of the catalogue, of
// the window and of its translations, and what a report is built of. Such a one stands in every report, and
// says nothing about the password there.
bool isOwnWord(QByteArrayView secret);

} // namespace Setup
