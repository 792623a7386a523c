// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/envelopesplitter.h"

namespace Setup {

// ExchangeQuery::isEnough of a streamed answer: true from the first sign of life on, which is a
// ConnectionStatus, a notification, an error or a fault. Asked by the exchange after each piece with
// everything so far; looks at what is new only.
class LifeDetector
{
public:
    bool operator()(const QByteArray &soFar);

private:
    EnvelopeSplitter m_splitter;
    qsizetype m_seen = 0;
    bool m_alive = false;
};

} // namespace Setup
