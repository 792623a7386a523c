// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/domainwatch.h"

#include <QObject>
#include <QTimer>

class QWidget;

namespace Setup {

// Says that nothing was typed or chosen on a page for a moment: time to keep what stands there, since nobody
// asks before a computer goes down.
class TypingPause : public QObject
{
    Q_OBJECT

public:
    explicit TypingPause(QObject *parent);

    // From now on; may be said again.
    void watch(const QWidget *page);
    // As if something had just been typed.
    void begin() { m_pause.start(DomainWatch::Pause); }

signals:
    void rested();

private:
    QTimer m_pause;
};

} // namespace Setup
