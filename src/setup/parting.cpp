// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/parting.h"

#include "setup/farewells.h"

namespace Setup {

using namespace std::chrono_literals;

Parting::Parting(Farewells &farewells, QObject *parent)
    : QObject(parent)
    , m_farewells(farewells)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Parting::end);
    connect(&m_farewells, &Farewells::emptied, this, &Parting::end);
}

void Parting::start()
{
    m_isWaiting = true;
    m_timer.start(m_farewells.isEmpty() ? 0ms : m_patience);
}

void Parting::cancel()
{
    m_isWaiting = false;
    m_timer.stop();
}

void Parting::end()
{
    if (!m_isWaiting)
        return;
    cancel();
    emit finished();
}

} // namespace Setup
