// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/availabilitycheck.h"

#include "checks/checkids.h"
#include "checks/roomreader.h"
#include "core/clock.h"
#include "core/utctime.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumMailboxes = 20;

// Whole hours: the question is then the same for everybody who asks in this hour.
QDateTime hourOf(const QDateTime &time)
{
    return inUtc(time.date(), QTime(time.time().hour(), 0));
}

} // namespace

AvailabilityCheck::AvailabilityCheck()
    : EwsCheck(CheckId::Availability)
{}

void AvailabilityCheck::ask()
{
    if (server().testMailboxes.isEmpty())
        findRooms();
    else
        askAbout(server().testMailboxes);
}

void AvailabilityCheck::findRooms()
{
    run(std::make_unique<RoomReader>(ews(), 1), [this](const Result<RoomDirectory> &result) {
        const QStringList rooms = result ? result->addresses() : QStringList();
        askAbout(rooms.isEmpty() ? QStringList{server().email} : rooms);
    });
}

void AvailabilityCheck::askAbout(const QStringList &mailboxes)
{
    m_mailboxes = mailboxes.mid(0, maximumMailboxes);
    Ews::GetUserAvailability request;
    request.mailboxes = m_mailboxes;
    request.from = hourOf(context().services.clock.now());
    request.to = request.from.addDays(1);
    call({request, {}, {}}, [this](const Result<EwsAnswer> &result) {
        const auto problem = take(result);
        // Each mailbox has a message of its own; one that is bad does not make the call so.
        if (!result || result->freeBusy.isEmpty())
            fail(problem ? *problem : Problem{Code::FreeBusyNone, {}, {}});
        else
            judge(*result);
    });
}

void AvailabilityCheck::judge(const EwsAnswer &answer)
{
    QJsonArray results;
    std::optional<Problem> problem;
    qsizetype seen = 0;
    for (qsizetype i = 0; i < m_mailboxes.size(); ++i) {
        // An answer that leaves one out says as little of it as one without times.
        const bool isThere = i < answer.freeBusy.size();
        const EwsFreeBusy one = isThere ? answer.freeBusy.at(i) : EwsFreeBusy();
        const bool none = one.viewType.isEmpty() || one.viewType == "None"_L1;
        const bool good = one.message.isSuccess() && !none;
        const QString code =
            !isThere || one.message.isSuccess() ? QString(Code::FreeBusyNone) : one.message.code;
        results.append(QJsonObject{{u"mailbox"_s, ForeignText(m_mailboxes.at(i))},
                                   {u"result"_s, good ? ForeignText(one.viewType, 40).text() : code}});
        seen += good ? 1 : 0;
        if (!good && !problem)
            problem = Problem{code, one.message.text.text(), {}};
    }
    see(u"mailboxes"_s, results);
    if (problem) {
        problem->facts = {{u"mailboxes"_s, results}, {u"asked"_s, m_mailboxes.size()}, {u"seen"_s, seen}};
        if (!problem->detail.isEmpty())
            problem->facts.insert(u"message"_s, problem->detail);
        warn(*problem);
    } else {
        pass();
    }
}

} // namespace Setup
