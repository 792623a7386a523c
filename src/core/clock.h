// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

namespace Setup {

// The wall clock as a port: live, fixed in tests, the recorded time in a replay.
class Clock
{
public:
    virtual ~Clock();
    virtual QDateTime now() const = 0; // in UTC
};

class SystemClock : public Clock
{
public:
    QDateTime now() const override;
};

class FixedClock : public Clock
{
public:
    explicit FixedClock(QDateTime now);
    QDateTime now() const override { return m_now; }

private:
    QDateTime m_now;
};

} // namespace Setup
