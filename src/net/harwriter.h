// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>

namespace Setup {

class Recording;

// A recording as a HAR 1.2 document (http://www.softwareishard.com/blog/har-12-spec/): exchanges are its
// entries, all that the format has no place for stands in members named _setup.
QJsonObject toHarDocument(const Recording &recording);

} // namespace Setup
