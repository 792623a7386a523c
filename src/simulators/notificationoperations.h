// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/ewsanswer.h"

#include <QHash>

namespace Setup {

// Streaming notifications: Subscribe, GetStreamingEvents, Unsubscribe.
class NotificationOperations
{
public:
    NotificationOperations(const ScenarioStreaming &streaming, const SimProduct &product);

    // Absent: the operation is of another family.
    std::optional<SimReply> answer(const SimCall &call);

    int subscriptionCount() const
    {
        return static_cast<int>(m_subscriptions.size());
    } // that nobody ended yet

private:
    QByteArray subscribe(const SimCall &call);
    QByteArray unsubscribe(const SimCall &call);
    SimReply getStreamingEvents(const SimCall &call) const;
    QByteArray status(const QByteArray &word) const;
    QByteArray notification(const QString &id, const QDateTime &now, int number) const;

    ScenarioStreaming m_streaming;
    const SimProduct &m_product;
    QHash<QString, QString> m_subscriptions; // id → the mailbox it is about
    int m_lastNumber = 0;
};

} // namespace Setup
