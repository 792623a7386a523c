// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

namespace Setup {

// Knows when everything has been answered that a replay can answer, so that nobody waits by the clock for
// what never came.
class ReplayPace : public QObject
{
    Q_OBJECT

public:
    ReplayPace();

    void enter(); // an answer is on its way
    void leave();
    void awaitIdle(); // tell when nothing is on its way, or soon if nothing is

signals:
    void idle();

private:
    int m_onTheirWay = 0;
    QTimer m_lull;
};

} // namespace Setup
