// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/directoryoperations.h"

#include "simulators/simcalendar.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray addressFields(const QString &name, const QString &address, const QByteArray &type)
{
    return "<t:Name>" + xmlText(name) + "</t:Name><t:EmailAddress>" + xmlText(address)
        + "</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType><t:MailboxType>" + type + "</t:MailboxType>";
}

QByteArray plainError(const QByteArray &element, const QByteArray &code, const QByteArray &message)
{
    return "<m:" + element + " ResponseClass=\"Error\"><m:MessageText>" + message
        + "</m:MessageText><m:ResponseCode>" + code
        + "</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey></m:" + element + '>';
}

bool matches(const SimMailbox &mailbox, const QString &wanted)
{
    if (wanted.startsWith("smtp:"_L1, Qt::CaseInsensitive))
        return mailbox.address.compare(QStringView(wanted).mid(5), Qt::CaseInsensitive) == 0;
    return mailbox.address.startsWith(wanted, Qt::CaseInsensitive)
        || mailbox.name.startsWith(wanted, Qt::CaseInsensitive);
}

// One digit per interval: 2 is busy, 0 free.
QByteArray merged(const QList<SimMeeting> &meetings, const QDateTime &from, const QDateTime &to, int minutes)
{
    QByteArray digits;
    const qint64 seconds = qint64(minutes) * 60;
    for (QDateTime slot = from; slot < to; slot = slot.addSecs(seconds)) {
        const QDateTime slotEnd = slot.addSecs(seconds);
        const bool busy =
            std::any_of(meetings.begin(), meetings.end(), [&slot, &slotEnd](const SimMeeting &meeting) {
                return meeting.start < slotEnd && meeting.end > slot;
            });
        digits += busy ? '2' : '0';
    }
    return digits;
}

QByteArray workingHours()
{
    const QByteArray never =
        "<t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month>"
        "<t:DayOfWeek>Sunday</t:DayOfWeek>";
    return "<t:WorkingHours><t:TimeZone><t:Bias>0</t:Bias><t:StandardTime>" + never
        + "</t:StandardTime><t:DaylightTime>" + never
        + "</t:DaylightTime></t:TimeZone><t:WorkingPeriodArray><t:WorkingPeriod><t:DayOfWeek>Monday Tuesday "
          "Wednesday "
          "Thursday Friday</t:DayOfWeek><t:StartTimeInMinutes>480</t:StartTimeInMinutes>"
          "<t:EndTimeInMinutes>1020</t:EndTimeInMinutes></t:WorkingPeriod></t:WorkingPeriodArray></"
          "t:WorkingHours>";
}

QByteArray freeBusyError(const QByteArray &code, const QByteArray &message)
{
    return "<m:FreeBusyResponse>" + plainError("ResponseMessage", code, message)
        + "<m:FreeBusyView><t:FreeBusyViewType>None</t:FreeBusyViewType></m:FreeBusyView></"
          "m:FreeBusyResponse>";
}

} // namespace

DirectoryOperations::DirectoryOperations(const SimDirectory &directory, const SimProduct &product)
    : m_directory(directory)
    , m_product(product)
{}

std::optional<SimReply> DirectoryOperations::answer(const SimCall &call) const
{
    QByteArray body;
    if (call.operation == "ResolveNames"_L1)
        body = resolveNames(call);
    else if (call.operation == "GetRoomLists"_L1)
        body = getRoomLists();
    else if (call.operation == "GetRooms"_L1)
        body = getRooms(call);
    else if (call.operation == "GetUserAvailability"_L1)
        body = getUserAvailability(call);
    else if (call.operation == "GetServerTimeZones"_L1)
        body = getServerTimeZones(call);
    else
        return std::nullopt;
    return simReply(200, "text/xml; charset=utf-8", ewsEnvelope(m_product, body));
}

QByteArray DirectoryOperations::resolveNames(const SimCall &call) const
{
    const QString wanted = call.body.childText(u"UnresolvedEntry"_s);
    const bool contact = call.body.attributes.value(u"ReturnFullContactData"_s) == "true"_L1;
    QByteArray resolutions;
    int count = 0;
    for (const SimMailbox &mailbox : m_directory.mailboxes()) {
        if (!matches(mailbox, wanted))
            continue;
        ++count;
        resolutions += "<t:Resolution><t:Mailbox>" + addressFields(mailbox.name, mailbox.address, "Mailbox")
            + "</t:Mailbox>"
            + (contact ? "<t:Contact><t:DisplayName>" + xmlText(mailbox.name) + "</t:DisplayName></t:Contact>"
                       : QByteArray())
            + "</t:Resolution>";
    }
    if (count == 0)
        return ewsError(call.operation, u"ErrorNameResolutionNoResults"_s, u"No results were found."_s);
    const QByteArray set = "<m:ResolutionSet TotalItemsInView=\"" + QByteArray::number(count)
        + R"(" IncludesLastItemInRange="true">)" + resolutions + "</m:ResolutionSet>";
    if (count == 1)
        return ewsSuccess(call.operation, set);
    // Several are a warning, and the set comes with it.
    QByteArray answer = ewsError(call.operation, u"ErrorNameResolutionMultipleResults"_s,
                                 u"Multiple results were found."_s, u"Warning"_s);
    return answer.replace("</m:ResolveNamesResponseMessage>", set + "</m:ResolveNamesResponseMessage>");
}

QByteArray DirectoryOperations::getRoomLists() const
{
    const QByteArray lists = m_directory.hasRoomLists() ? "<m:RoomLists><t:Address>"
            + addressFields(u"Rooms"_s, m_directory.roomList(), "PublicDL") + "</t:Address></m:RoomLists>"
                                                        : QByteArray("<m:RoomLists/>");
    return "<m:GetRoomListsResponse ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode>"
        + lists + "</m:GetRoomListsResponse>";
}

QByteArray DirectoryOperations::getRooms(const SimCall &call) const
{
    const QString list = call.body.child(u"RoomList"_s)->childText(u"EmailAddress"_s);
    if (!m_directory.hasRoomLists() || list.compare(m_directory.roomList(), Qt::CaseInsensitive) != 0)
        return plainError("GetRoomsResponse", "ErrorNameResolutionNoResults", "No results were found.");
    QByteArray rooms;
    const QList<SimMailbox> mailboxes = m_directory.rooms();
    for (const SimMailbox &room : mailboxes)
        rooms += "<t:Room><t:Id>" + addressFields(room.name, room.address, "Mailbox") + "</t:Id></t:Room>";
    return "<m:GetRoomsResponse ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode><m:Rooms>"
        + rooms + "</m:Rooms></m:GetRoomsResponse>";
}

QByteArray DirectoryOperations::getUserAvailability(const SimCall &call) const
{
    QByteArray responses;
    for (const SimElement &data : call.body.child(u"MailboxDataArray"_s)->children) {
        const SimElement *email = data.child(u"Email"_s);
        responses += freeBusy(email ? email->childText(u"Address"_s) : QString(),
                              *call.body.child(u"FreeBusyViewOptions"_s));
    }
    return "<m:GetUserAvailabilityResponse><m:FreeBusyResponseArray>" + responses
        + "</m:FreeBusyResponseArray></m:GetUserAvailabilityResponse>";
}

QByteArray DirectoryOperations::freeBusy(const QString &address, const SimElement &options) const
{
    const SimMailbox *mailbox = m_directory.find(address);
    if (!mailbox)
        return freeBusyError("ErrorMailRecipientNotFound",
                             "Unable to resolve e-mail address to an Active Directory object.");
    const QByteArray noError =
        "<m:FreeBusyResponse><m:ResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError"
        "</m:ResponseCode></m:ResponseMessage>";
    if (!m_directory.givesFreeBusy())
        return noError
            + "<m:FreeBusyView><t:FreeBusyViewType>None</t:FreeBusyViewType></m:FreeBusyView></"
              "m:FreeBusyResponse>";
    const SimElement *window = options.child(u"TimeWindow"_s);
    const QDateTime from = simTime(window->childText(u"StartTime"_s));
    const QDateTime to = simTime(window->childText(u"EndTime"_s));
    const int minutes = options.child(u"MergedFreeBusyIntervalInMinutes"_s)
        ? options.childText(u"MergedFreeBusyIntervalInMinutes"_s).toInt()
        : 30;
    if (from >= to || minutes < 5 || minutes > 1440)
        return freeBusyError("ErrorInvalidTimeInterval", "The time window or the interval is invalid.");
    if (from.daysTo(to) > 42)
        return freeBusyError("ErrorTimeIntervalTooBig", "The time window is larger than 42 days.");
    const QList<SimMeeting> meetings = simMeetings(from, to);
    QByteArray events;
    for (const SimMeeting &meeting : meetings)
        events += "<t:CalendarEvent><t:StartTime>" + simTime(meeting.start).chopped(1)
            + "</t:StartTime><t:EndTime>" + simTime(meeting.end).chopped(1)
            + "</t:EndTime><t:BusyType>Busy</t:BusyType></t:CalendarEvent>";
    return noError
        + "<m:FreeBusyView><t:FreeBusyViewType>DetailedMerged</t:FreeBusyViewType><t:MergedFreeBusy>"
        + merged(meetings, from, to, minutes) + "</t:MergedFreeBusy><t:CalendarEventArray>" + events
        + "</t:CalendarEventArray>" + workingHours() + "</m:FreeBusyView></m:FreeBusyResponse>";
}

QByteArray DirectoryOperations::getServerTimeZones(const SimCall &call) const
{
    const SimElement *ids = call.body.child(u"Ids"_s);
    const bool asked = !ids
        || std::any_of(ids->children.begin(), ids->children.end(),
                       [](const SimElement &id) { return id.text == "UTC"_L1; });
    if (!asked)
        return ewsError(call.operation, u"ErrorTimeZone"_s, u"The time zone is not known to this server."_s);
    const QByteArray full =
        "<t:Periods><t:Period Bias=\"PT0S\" Name=\"Standard\" "
        "Id=\"trule:Microsoft/Registry/UTC/1-Standard\"/>"
        "</t:Periods><t:TransitionsGroups><t:TransitionsGroup Id=\"0\"><t:Transition><t:To Kind=\"Period\">"
        "trule:Microsoft/Registry/UTC/1-Standard</t:To></t:Transition></t:TransitionsGroup>"
        "</t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind=\"Group\">0</t:To></t:Transition>"
        "</t:Transitions>";
    const bool wanted = call.body.attributes.value(u"ReturnFullTimeZoneData"_s, u"true"_s) == "true"_L1;
    return ewsSuccess(
        call.operation,
        "<m:TimeZoneDefinitions><t:TimeZoneDefinition Name=\"(UTC) Coordinated Universal Time\" "
        "Id=\"UTC\">"
            + (wanted ? full : QByteArray()) + "</t:TimeZoneDefinition></m:TimeZoneDefinitions>");
}

} // namespace Setup
