// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/harfields.h"
#include "net/recording.h"

namespace Setup {

// Reads what HarWriter writes, and nothing else: the file comes by e-mail from anywhere.
class HarReader
{
public:
    Result<Recording> read(const QByteArray &har);

private:
    Recording readLog(const HarFields &log);
    void readProgram(const HarFields &own, Recording &recording) const;
    void readRuns(const HarFields &own, Recording &recording) const;
    void add(const Observation &observation, const HarFields &fields, Recording &recording);

    HarReading m_reading;
    QSet<ObservationKey> m_seen;
};

} // namespace Setup
