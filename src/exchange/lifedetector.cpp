// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/lifedetector.h"

#include "exchange/ewsparser.h"

#include <utility>

namespace Setup {

namespace {

bool isSignOfLife(const QByteArray &envelope)
{
    const auto answer = parseEwsAnswer(envelope);
    return !answer || answer->isFault || answer->problem() || answer->notifications > 0
        || !answer->connectionStatus.isEmpty();
}

} // namespace

bool LifeDetector::operator()(const QByteArray &soFar)
{
    const QByteArray piece = soFar.mid(std::exchange(m_seen, soFar.size()));
    const QList<QByteArray> envelopes = m_splitter.feed(piece);
    for (const QByteArray &envelope : envelopes)
        m_alive = m_alive || isSignOfLife(envelope);
    return m_alive;
}

} // namespace Setup
