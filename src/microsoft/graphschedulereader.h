// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "microsoft/graphcontext.h"
#include "microsoft/graphreading.h"
#include "microsoft/microsoftoperation.h"
#include "net/timedoperation.h"

#include <QDateTime>

#include <memory>

namespace Setup {

// Free and busy by Graph: digits only, no subject and no attendee is asked for (Calendars.Read). A mailbox
// that fails does not make the others fail. Problems: those of readSchedules() and of an exchange;
// HTTP_TIMEOUT.
class GraphScheduleReader : public TimedOperation<ScheduleOperation, QList<GraphSchedule>>
{
    Q_OBJECT

public:
    static constexpr qsizetype MostMailboxes = 20; // Graph's own limit

    // The time is UTC; one day from then on.
    GraphScheduleReader(GraphContext context, const QStringList &mailboxes, QDateTime from);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void take(const Result<ExchangeAnswer> &result);

    GraphContext m_context;
    QStringList m_mailboxes;
    QDateTime m_from;
    std::unique_ptr<Exchange> m_exchange;
};

} // namespace Setup
