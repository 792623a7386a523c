// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/mailboxoperations.h"

#include "simulators/simcalendar.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// A folder that a request names, and whose it is; or the reason why not.
struct Place
{
    const SimMailbox *mailbox = nullptr;
    QString folder;
    QString code;
    QString message;
};

QByteArray makeId(const QString &kind, const QString &mailbox, const QString &what)
{
    return (kind + u'|' + mailbox + u'|' + what).toUtf8().toBase64();
}

QStringList readId(const QString &id)
{
    return QString::fromUtf8(QByteArray::fromBase64(id.toLatin1())).split(u'|');
}

Place placeOf(const SimCall &call, const SimDirectory &directory, const SimElement &id)
{
    Place place{call.principal, id.attributes.value(u"Id"_s), {}, {}};
    if (id.name == "FolderId"_L1) {
        const QStringList parts = readId(place.folder);
        if (parts.size() != 3 || parts.first() != "folder"_L1)
            return {nullptr, {}, u"ErrorInvalidIdMalformed"_s, u"Id is malformed."_s};
        place.mailbox = directory.find(parts.at(1));
        place.folder = parts.at(2);
    } else if (const SimElement *mailbox = id.child(u"Mailbox"_s)) {
        place.mailbox = directory.find(mailbox->childText(u"EmailAddress"_s));
        if (!place.mailbox)
            return {nullptr,
                    {},
                    u"ErrorNonExistentMailbox"_s,
                    u"The SMTP address has no mailbox associated with it."_s};
    } else if (!place.mailbox) {
        return {
            nullptr,
            {},
            u"ErrorMissingEmailAddress"_s,
            u"An account that does not have a mailbox must specify the mailbox of a distinguished folder."_s};
    }
    if (!place.mailbox)
        return {nullptr,
                {},
                u"ErrorFolderNotFound"_s,
                u"The specified folder could not be found in the store."_s};
    if (place.mailbox->inCloud)
        return {nullptr, {}, u"ErrorNonExistentMailbox"_s, u"No mailbox with such guid."_s};
    if (place.mailbox != call.principal)
        return {nullptr, {}, u"ErrorAccessDenied"_s, u"Access is denied. Check credentials and try again."_s};
    if (!QStringList{u"calendar"_s, u"root"_s, u"msgfolderroot"_s, u"inbox"_s}.contains(place.folder))
        return {nullptr,
                {},
                u"ErrorFolderNotFound"_s,
                u"The specified folder could not be found in the store."_s};
    return place;
}

QByteArray folderXml(const Place &place)
{
    const bool calendar = place.folder == "calendar"_L1;
    const QByteArray element = calendar ? "CalendarFolder" : "Folder";
    return "<t:" + element + "><t:FolderId Id=\"" + makeId(u"folder"_s, place.mailbox->address, place.folder)
        + R"(" ChangeKey="AgAAABQAAAA="/>)"
        + (calendar ? "<t:FolderClass>IPF.Appointment</t:FolderClass>" : "") + "<t:DisplayName>"
        + xmlText(calendar ? u"Calendar"_s : place.folder)
        + "</t:DisplayName><t:TotalCount>5</t:TotalCount><t:ChildFolderCount>0</"
          "t:ChildFolderCount><t:EffectiveRights>"
          "<t:CreateAssociated>true</t:CreateAssociated><t:CreateContents>true</t:CreateContents>"
          "<t:CreateHierarchy>true</t:CreateHierarchy><t:Delete>false</t:Delete><t:Modify>true</t:Modify>"
          "<t:Read>true</t:Read><t:ViewPrivateItems>true</t:ViewPrivateItems></t:EffectiveRights></t:"
        + element + '>';
}

QByteArray itemXml(const QString &address, const SimMeeting &meeting)
{
    const QByteArray start = simTime(meeting.start);
    return "<t:CalendarItem><t:ItemId Id=\"" + makeId(u"item"_s, address, QString::fromLatin1(start))
        + R"(" ChangeKey="DwAAABYAAAA="/><t:Subject>Simulated meeting</t:Subject><t:Start>)" + start
        + "</t:Start><t:End>" + simTime(meeting.end) + "</t:End></t:CalendarItem>";
}

// Cuts one ResponseMessage out of an answer that has just that, so that several can stand in one.
QByteArray joined(const QString &operation, const QByteArrayList &answers)
{
    const QByteArray head = "<m:" + operation.toLatin1() + "Response><m:ResponseMessages>";
    const QByteArray tail = "</m:ResponseMessages></m:" + operation.toLatin1() + "Response>";
    QByteArray messages;
    for (const QByteArray &answer : answers)
        messages += answer.mid(head.size(), answer.size() - head.size() - tail.size());
    return head + messages + tail;
}

SimReply reply(const SimProduct &product, const QByteArray &body)
{
    return simReply(200, "text/xml; charset=utf-8", ewsEnvelope(product, body));
}

} // namespace

MailboxOperations::MailboxOperations(const SimDirectory &directory, const SimProduct &product)
    : m_directory(directory)
    , m_product(product)
{}

std::optional<SimReply> MailboxOperations::answer(const SimCall &call) const
{
    if (call.operation == "GetFolder"_L1)
        return getFolder(call);
    if (call.operation == "FindFolder"_L1)
        return findFolder(call);
    if (call.operation == "FindItem"_L1)
        return findItem(call);
    if (call.operation == "GetItem"_L1)
        return getItem(call);
    if (call.operation == "ConvertId"_L1)
        return convertId(call);
    return std::nullopt;
}

SimReply MailboxOperations::getFolder(const SimCall &call) const
{
    QByteArrayList answers;
    for (const SimElement &id : call.body.child(u"FolderIds"_s)->children) {
        const Place place = placeOf(call, m_directory, id);
        answers.append(place.code.isEmpty()
                           ? ewsSuccess(call.operation, "<m:Folders>" + folderXml(place) + "</m:Folders>")
                           : ewsError(call.operation, place.code, place.message));
    }
    return reply(m_product, joined(call.operation, answers));
}

SimReply MailboxOperations::findFolder(const SimCall &call) const
{
    QByteArrayList answers;
    for (const SimElement &id : call.body.child(u"ParentFolderIds"_s)->children) {
        Place place = placeOf(call, m_directory, id);
        if (!place.code.isEmpty()) {
            answers.append(ewsError(call.operation, place.code, place.message));
            continue;
        }
        const bool leaf = place.folder == "calendar"_L1 || place.folder == "inbox"_L1;
        place.folder = u"calendar"_s;
        answers.append(ewsSuccess(call.operation,
                                  "<m:RootFolder TotalItemsInView=\"" + QByteArray(leaf ? "0" : "1")
                                      + R"(" IncludesLastItemInRange="true"><t:Folders>)"
                                      + (leaf ? QByteArray() : folderXml(place))
                                      + "</t:Folders></m:RootFolder>"));
    }
    return reply(m_product, joined(call.operation, answers));
}

SimReply MailboxOperations::findItem(const SimCall &call) const
{
    const Place place = placeOf(call, m_directory, call.body.child(u"ParentFolderIds"_s)->children.value(0));
    if (!place.code.isEmpty())
        return reply(m_product, ewsError(call.operation, place.code, place.message));
    const SimElement *view = call.body.child(u"CalendarView"_s);
    const QDateTime from = view ? simTime(view->attributes.value(u"StartDate"_s)) : call.now;
    const QDateTime to = view ? simTime(view->attributes.value(u"EndDate"_s)) : call.now.addDays(7);
    if (to <= from)
        return reply(m_product,
                     ewsError(call.operation, u"ErrorCalendarEndDateIsEarlierThanStartDate"_s,
                              u"EndDate is earlier than StartDate."_s));
    if (from.addYears(2) < to)
        return reply(m_product,
                     ewsError(call.operation, u"ErrorCalendarViewRangeTooBig"_s,
                              u"The specified view range exceeds two years."_s));
    QList<SimMeeting> meetings = place.folder == "calendar"_L1 ? simMeetings(from, to) : QList<SimMeeting>();
    const qsizetype total = meetings.size();
    const int most = view ? view->attributes.value(u"MaxEntriesReturned"_s).toInt() : 0;
    if (most > 0 && most < total)
        meetings.resize(most);
    QByteArray items;
    for (const SimMeeting &meeting : std::as_const(meetings))
        items += itemXml(place.mailbox->address, meeting);
    return reply(m_product,
                 ewsSuccess(call.operation,
                            "<m:RootFolder TotalItemsInView=\"" + QByteArray::number(total)
                                + "\" IncludesLastItemInRange=\""
                                + (meetings.size() == total ? "true" : "false") + "\"><t:Items>" + items
                                + "</t:Items></m:RootFolder>"));
}

SimReply MailboxOperations::getItem(const SimCall &call) const
{
    QByteArrayList answers;
    for (const SimElement &id : call.body.child(u"ItemIds"_s)->children) {
        const QStringList parts = readId(id.attributes.value(u"Id"_s));
        const bool own = parts.size() == 3 && call.principal && parts.at(1) == call.principal->address;
        const QDateTime start = simTime(parts.value(2));
        answers.append(
            own && start.isValid()
                ? ewsSuccess(call.operation,
                             "<m:Items>" + itemXml(parts.at(1), {start, start.addSecs(3600)}) + "</m:Items>")
                : ewsError(call.operation, u"ErrorItemNotFound"_s,
                           u"The specified object was not found in the store."_s));
    }
    return reply(m_product, joined(call.operation, answers));
}

SimReply MailboxOperations::convertId(const SimCall &call) const
{
    // No id of another format was ever given out here.
    QByteArrayList answers;
    for (qsizetype i = 0; i < call.body.child(u"SourceIds"_s)->children.size(); ++i)
        answers.append(ewsError(call.operation, u"ErrorInvalidIdMalformed"_s, u"Id is malformed."_s));
    return reply(m_product, joined(call.operation, answers));
}

} // namespace Setup
