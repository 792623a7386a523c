// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/liveworld.h"

#include <QStandardPaths>

namespace Setup {

using namespace Qt::StringLiterals;

LiveWorld::LiveWorld()
    : m_proxy(m_secrets, m_door)
    , m_workbench({m_door, m_clock, m_random, m_secrets}, draftsFolder(), false)
{
    m_workbench.setProxy(m_proxy);
}

QString draftsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/drafts"_s;
}

} // namespace Setup
