// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/announce.h"

#include <QAccessible>
#include <QLabel>

namespace Setup {

void announce(QLabel *label)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(label, label->text());
#else
    QAccessibleEvent event(label, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace Setup
