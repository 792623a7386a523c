// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Setup {

// Ctrl+C, a polite kill and the end of the terminal as a signal in the event loop. One per program.
class Interrupt : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);

signals:
    void requested();
};

} // namespace Setup
