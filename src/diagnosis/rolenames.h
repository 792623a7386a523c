// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Setup {

// The roles of a portal account as the portal's own pages call them; one that is not known as it came.
QString roleNames(const QStringList &roles);

} // namespace Setup
