// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simgraph.h"

#include "core/utctime.h"
#include "simulators/simcalendar.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

SimReply failure(int status, const QString &code, const QString &message, const SimRequest &request)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString asked = QString::fromLatin1(request.header("client-request-id"));
    const QJsonObject inner{{u"date"_s, QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss"_s)},
                            {u"request-id"_s, id},
                            {u"client-request-id"_s, asked.isEmpty() ? id : asked}};
    SimReply reply = simReply(
        status, "application/json",
        compact({{u"error"_s,
                  QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"innerError"_s, inner}}}}));
    reply.headers.append(SimHeader{"request-id", id.toLatin1()});
    if (status == 429)
        reply.headers.append(SimHeader{"Retry-After", "10"});
    return reply;
}

QJsonObject placeJson(const SimMailbox &room)
{
    return {{u"id"_s, QString::fromLatin1(room.address.toLatin1().toHex())},
            {u"displayName"_s, room.name},
            {u"emailAddress"_s, room.address},
            {u"capacity"_s, 8},
            {u"building"_s, u"Headquarters"_s},
            {u"bookingType"_s, u"standard"_s}};
}

QJsonObject timeJson(const QDateTime &time)
{
    return {{u"dateTime"_s, time.toString(u"yyyy-MM-ddTHH:mm:ss.0000000"_s)}, {u"timeZone"_s, u"UTC"_s}};
}

QDateTime timeOf(const QJsonValue &value)
{
    const QDateTime time = QDateTime::fromString(value["dateTime"_L1].toString(), Qt::ISODate);
    return time.isValid() ? inUtc(time.date(), time.time()) : time;
}

// One digit per interval: 2 is busy, 0 free.
QString availability(const QList<SimMeeting> &meetings, const QDateTime &from, const QDateTime &to,
                     int minutes)
{
    QString view;
    for (QDateTime slot = from; slot < to; slot = slot.addSecs(qint64(60) * minutes)) {
        const QDateTime end = slot.addSecs(qint64(60) * minutes);
        const bool busy = std::any_of(meetings.begin(), meetings.end(), [&](const SimMeeting &meeting) {
            return meeting.start < end && meeting.end > slot;
        });
        view += busy ? u'2' : u'0';
    }
    return view;
}

} // namespace

SimGraph::SimGraph(const ScenarioMicrosoft &settings, EntraTokens &tokens, SimExchangeOnline &exchange)
    : m_settings(settings)
    , m_tokens(tokens)
    , m_exchange(exchange)
    , m_plan(settings.refusals)
{}

SimReply SimGraph::answer(const QString &host, const SimRequest &request)
{
    const QByteArray header = request.header("Authorization");
    const auto token =
        header.toLower().startsWith("bearer ") ? SimToken::parse(header.mid(7).trimmed()) : std::nullopt;
    if (const auto refusal = refuse(host, request, token ? &*token : nullptr))
        return *refusal;
    const QString user = token->claim(u"upn"_s);
    const QStringList permissions = user.isEmpty() ? token->claims["roles"_L1].toVariant().toStringList()
                                                   : token->claim(u"scp"_s).split(u' ');
    return serve({host, request, *SimTenant::find(token->claim(u"tid"_s)), user, permissions});
}

std::optional<SimReply> SimGraph::refuse(const QString &host, const SimRequest &request,
                                         const SimToken *token)
{
    const QString code = u"InvalidAuthenticationToken"_s;
    if (!token)
        return failure(401, code, u"Access token is empty."_s, request);
    if (!m_tokens.isSigned(*token))
        return failure(401, code, u"Signature is invalid."_s, request);
    if (token->time(u"exp"_s) <= m_tokens.now())
        return failure(401, code, u"Lifetime validation failed, the token is expired."_s, request);
    const auto tenant = SimTenant::find(token->claim(u"tid"_s));
    if (token->claim(u"aud"_s) != u"https://"_s + host || !tenant)
        return failure(401, code, u"Access token validation failure. Invalid audience."_s, request);
    const auto planned = m_plan.next(At::Graph, {{u"user"_s, token->claim(u"upn"_s)}});
    if (!planned)
        return std::nullopt;
    return failure(planned->row.status ? planned->row.status : 403, planned->row.error, planned->plainText(),
                   request);
}

SimReply SimGraph::serve(const Call &call)
{
    static const QRegularExpression ofList(u"^/v1.0/places/([^/]+)/microsoft.graph.roomlist/rooms$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression getSchedule(u"^/v1.0/(?:me|users/([^/]+))/calendar/getSchedule$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(call.request.path()));
    const bool get = call.request.method == "GET";
    if (get && path.compare("/v1.0/places/microsoft.graph.roomlist"_L1, Qt::CaseInsensitive) == 0)
        return places(call, u"lists"_s);
    if (get && path.compare("/v1.0/places/microsoft.graph.room"_L1, Qt::CaseInsensitive) == 0)
        return places(call, u"rooms"_s);
    if (const auto match = ofList.match(path); get && match.hasMatch())
        return places(call, match.captured(1));
    if (const auto match = getSchedule.match(path); call.request.method == "POST" && match.hasMatch())
        return schedule(call, match.captured(1).isEmpty() ? call.user : match.captured(1));
    return failure(400, u"BadRequest"_s, u"Resource not found for the segment."_s, call.request);
}

SimReply SimGraph::places(const Call &call, const QString &kind)
{
    if (!call.permissions.contains(u"Place.Read.All"_s))
        return failure(403, u"Authorization_RequestDenied"_s,
                       u"Insufficient privileges to complete the operation."_s, call.request);
    const SimDirectory &directory = m_exchange.directory(call.tenant);
    QJsonArray all;
    if (kind == "lists"_L1) {
        if (directory.hasRoomLists())
            all.append(QJsonObject{{u"id"_s, u"rooms"_s},
                                   {u"displayName"_s, u"Rooms"_s},
                                   {u"emailAddress"_s, directory.roomList()}});
    } else if (kind == "rooms"_L1 || kind.compare(directory.roomList(), Qt::CaseInsensitive) == 0) {
        const QList<SimMailbox> rooms = directory.rooms();
        for (const SimMailbox &room : rooms)
            all.append(placeJson(room));
    } else {
        return failure(404, u"ErrorItemNotFound"_s, u"The specified object was not found in the store."_s,
                       call.request);
    }
    QUrlQuery query(QUrl::fromEncoded(call.request.target));
    const int top = query.queryItemValue(u"$top"_s).toInt();
    const qsizetype size = top > 0 ? qMin(top, m_settings.graphPage) : m_settings.graphPage;
    const qsizetype from = query.queryItemValue(u"$skip"_s).toLongLong();
    QJsonArray page;
    for (qsizetype i = from; i < qMin(all.size(), from + size); ++i)
        page.append(all.at(i));
    QJsonObject answer{{u"value"_s, page}};
    if (from + size < all.size()) {
        query.removeAllQueryItems(u"$skip"_s);
        query.addQueryItem(u"$skip"_s, QString::number(from + size));
        answer.insert(u"@odata.nextLink"_s,
                      u"https://%1%2?%3"_s.arg(call.host, QString::fromLatin1(call.request.path()),
                                               query.toString(QUrl::FullyEncoded)));
    }
    return simReply(200, "application/json;odata.metadata=minimal", compact(answer));
}

SimReply SimGraph::schedule(const Call &call, const QString &mailbox)
{
    if (!call.permissions.contains(u"Calendars.Read"_s)
        && !call.permissions.contains(u"Calendars.ReadWrite"_s))
        return failure(403, u"ErrorAccessDenied"_s, u"Access is denied. Check credentials and try again."_s,
                       call.request);
    const SimMailbox *own = m_exchange.directory(call.tenant).find(mailbox);
    if (!SimTenant::user(mailbox) && !own)
        return failure(404, u"ErrorInvalidUser"_s, u"The requested user '%1' is invalid."_s.arg(mailbox),
                       call.request);
    if (!own || own->inCloud)
        return failure(404, u"MailboxNotEnabledForRESTAPI"_s,
                       u"The mailbox is either inactive, soft-deleted, or is hosted on-premise."_s,
                       call.request);
    const QJsonObject asked = QJsonDocument::fromJson(call.request.body).object();
    const QJsonArray addresses = asked["schedules"_L1].toArray();
    const int minutes = asked["availabilityViewInterval"_L1].toInt(30);
    const bool sound = timeOf(asked["startTime"_L1]).isValid()
        && timeOf(asked["startTime"_L1]) < timeOf(asked["endTime"_L1]) && minutes >= 5 && minutes <= 1440;
    if (addresses.isEmpty() || !sound)
        return failure(400, u"ErrorInvalidParameter"_s, u"The request is not valid."_s, call.request);
    QJsonArray value;
    for (const auto &address : addresses)
        value.append(scheduleOf(call, address.toString(), asked));
    return simReply(200, "application/json;odata.metadata=minimal", compact({{u"value"_s, value}}));
}

QJsonObject SimGraph::scheduleOf(const Call &call, const QString &address, const QJsonObject &asked) const
{
    const SimDirectory &directory = m_exchange.directory(call.tenant);
    const SimMailbox *mailbox = directory.find(address);
    QJsonObject schedule{{u"scheduleId"_s, address}};
    if (!mailbox || !directory.givesFreeBusy()) {
        schedule.insert(
            u"error"_s,
            QJsonObject{
                {u"message"_s,
                 u"Unable to resolve e-mail address %1 to an Active Directory object."_s.arg(address)},
                {u"responseCode"_s, mailbox ? u"ErrorNoFreeBusyAccess"_s : u"ErrorMailRecipientNotFound"_s}});
        return schedule;
    }
    const QDateTime from = timeOf(asked["startTime"_L1]);
    const QDateTime to = timeOf(asked["endTime"_L1]);
    const QList<SimMeeting> meetings = simMeetings(from, to);
    QJsonArray items;
    for (const SimMeeting &meeting : meetings)
        items.append(QJsonObject{{u"status"_s, u"busy"_s},
                                 {u"start"_s, timeJson(meeting.start)},
                                 {u"end"_s, timeJson(meeting.end)}});
    schedule.insert(u"availabilityView"_s,
                    availability(meetings, from, to, asked["availabilityViewInterval"_L1].toInt(30)));
    schedule.insert(u"scheduleItems"_s, items);
    schedule.insert(
        u"workingHours"_s,
        QJsonObject{{u"daysOfWeek"_s,
                     QJsonArray{u"monday"_s, u"tuesday"_s, u"wednesday"_s, u"thursday"_s, u"friday"_s}},
                    {u"startTime"_s, u"08:00:00.0000000"_s},
                    {u"endTime"_s, u"17:00:00.0000000"_s},
                    {u"timeZone"_s, QJsonObject{{u"name"_s, u"UTC"_s}}}});
    return schedule;
}

} // namespace Setup
