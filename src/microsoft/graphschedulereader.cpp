// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/graphschedulereader.h"

#include "core/problemcodes.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonObject timeOf(const QDateTime &time)
{
    return {{u"dateTime"_s, time.toString(u"yyyy-MM-ddTHH:mm:ss"_s)}, {u"timeZone"_s, u"UTC"_s}};
}

} // namespace

GraphScheduleReader::GraphScheduleReader(GraphContext context, const QStringList &mailboxes, QDateTime from)
    : TimedOperation(context.deadline)
    , m_context(std::move(context))
    , m_mailboxes(mailboxes.mid(0, MostMailboxes))
    , m_from(std::move(from))
{}

void GraphScheduleReader::begin()
{
    const QJsonObject body{{u"schedules"_s, QJsonArray::fromStringList(m_mailboxes)},
                           {u"startTime"_s, timeOf(m_from)},
                           {u"endTime"_s, timeOf(m_from.addDays(1))},
                           {u"availabilityViewInterval"_s, 60}};
    const QUrl url = graphAddress(m_context, u"me/calendar/getSchedule"_s);
    m_exchange = m_context.door.exchange(
        graphQuery(m_context, url, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    connect(m_exchange.get(), &Exchange::finished, this, &GraphScheduleReader::take);
    m_exchange->start();
}

void GraphScheduleReader::abandon()
{
    m_exchange.reset();
}

Problem GraphScheduleReader::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_context.host}}};
}

void GraphScheduleReader::take(const Result<ExchangeAnswer> &result)
{
    settle(result ? readSchedules(*result, m_mailboxes) : Result<QList<GraphSchedule>>(result.problem()));
}

} // namespace Setup
