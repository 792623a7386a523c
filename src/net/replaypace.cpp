// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/replaypace.h"

namespace Setup {

ReplayPace::ReplayPace()
{
    m_lull.setSingleShot(true);
    m_lull.setInterval(1); // who has heard an answer may ask the next question from the event loop
    connect(&m_lull, &QTimer::timeout, this, &ReplayPace::idle);
}

void ReplayPace::enter()
{
    ++m_onTheirWay;
    m_lull.stop();
}

void ReplayPace::leave()
{
    --m_onTheirWay;
    awaitIdle();
}

void ReplayPace::awaitIdle()
{
    if (m_onTheirWay == 0)
        m_lull.start();
}

} // namespace Setup
