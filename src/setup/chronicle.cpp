// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/chronicle.h"

namespace Setup {

using namespace Qt::StringLiterals;

void Chronicle::note(const QDateTime &now, const QString &what, const QString &about)
{
    QJsonObject event{{u"at"_s, now.toUTC().toString(Qt::ISODateWithMs)}, {u"what"_s, what}};
    if (!about.isEmpty())
        event.insert(u"about"_s, about);
    if (m_events.size() == Longest)
        m_events.removeFirst();
    m_events.append(event);
}

} // namespace Setup
