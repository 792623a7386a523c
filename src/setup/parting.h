// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Setup {

class Farewells;

// Waits until every farewell has been said, some seconds at most: the last thing that a program does. An
// operation: finished() comes once per start(), never from inside it.
class Parting : public QObject
{
    Q_OBJECT

public:
    explicit Parting(Farewells &farewells, QObject *parent = nullptr);

    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; } // 5 s

    void start();
    void cancel();

signals:
    void finished();

private:
    void end();

    Farewells &m_farewells;
    std::chrono::milliseconds m_patience{5'000};
    QTimer m_timer;
    bool m_isWaiting = false;
};

} // namespace Setup
