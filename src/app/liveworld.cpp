// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/liveworld.h"

#include <QStandardPaths>

namespace Setup {

using namespace Qt::StringLiterals;

LiveWorld::LiveWorld()
    : m_workbench({m_door, m_clock, m_random, m_secrets}, draftsFolder(), false)
{}

QString draftsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/drafts"_s;
}

} // namespace Setup
