// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Setup {

// Random bytes as a port: the system's in life, a fixed sequence in tests and replays.
class RandomSource
{
public:
    virtual ~RandomSource();
    virtual QByteArray bytes(qsizetype count) = 0;
};

class SystemRandomSource : public RandomSource
{
public:
    QByteArray bytes(qsizetype count) override;
};

} // namespace Setup
