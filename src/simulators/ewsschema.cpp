// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/ewsschema.h"

#include <QSet>

namespace Setup {

using namespace Qt::StringLiterals;

const QString EwsSchema::messagesNs = u"http://schemas.microsoft.com/exchange/services/2006/messages"_s;
const QString EwsSchema::typesNs = u"http://schemas.microsoft.com/exchange/services/2006/types"_s;

namespace {

// "@Attribute", then the children in their order: ? may be absent, * may be repeated, + at least one,
// a|b one of them. Prefix m or t is the namespace.
const QHash<QString, QString> &shapes()
{
    static const QHash<QString, QString> table{
        {u"GetFolder"_s, u"m:FolderShape m:FolderIds"_s},
        {u"FindFolder"_s,
         u"@Traversal m:FolderShape m:IndexedPageFolderView|m:FractionalPageFolderView? m:Restriction? m:ParentFolderIds"_s},
        {u"FolderShape"_s, u"t:BaseShape t:AdditionalProperties?"_s},
        {u"FolderIds"_s, u"t:FolderId|t:DistinguishedFolderId+"_s},
        {u"ParentFolderIds"_s, u"t:FolderId|t:DistinguishedFolderId+"_s},
        {u"FolderId"_s, u"@Id"_s},
        {u"DistinguishedFolderId"_s, u"@Id t:Mailbox?"_s},
        {u"Mailbox"_s, u"t:Name? t:EmailAddress? t:RoutingType? t:MailboxType? t:ItemId?"_s},
        {u"FindItem"_s,
         u"@Traversal m:ItemShape "
         u"m:IndexedPageItemView|m:FractionalPageItemView|m:CalendarView|m:ContactsView? "
         u"m:GroupBy|m:DistinguishedGroupBy? m:Restriction? m:SortOrder? m:ParentFolderIds? m:QueryString?"_s},
        {u"GetItem"_s, u"m:ItemShape m:ItemIds"_s},
        {u"ItemShape"_s,
         u"t:BaseShape t:IncludeMimeContent? t:BodyType? t:UniqueBodyType? t:NormalizedBodyType? "
         u"t:FilterHtmlContent? t:ConvertHtmlCodePageToUTF8? t:InlineImageUrlTemplate? "
         u"t:BlockExternalImages? t:AddBlankTargetToLinks? t:MaximumBodySize? t:AdditionalProperties?"_s},
        {u"CalendarView"_s, u"@StartDate @EndDate"_s},
        {u"ResolveNames"_s, u"@ReturnFullContactData m:ParentFolderIds? m:UnresolvedEntry"_s},
        {u"GetRoomLists"_s, u""_s},
        {u"GetRooms"_s, u"m:RoomList"_s},
        {u"RoomList"_s, u"t:Name? t:EmailAddress? t:RoutingType? t:MailboxType? t:ItemId?"_s},
        {u"GetUserAvailabilityRequest"_s,
         u"t:TimeZone? m:MailboxDataArray t:FreeBusyViewOptions? t:SuggestionsViewOptions?"_s},
        {u"TimeZone"_s, u"t:Bias t:StandardTime t:DaylightTime"_s},
        {u"StandardTime"_s, u"t:Bias t:Time t:DayOrder t:Month t:DayOfWeek t:Year?"_s},
        {u"DaylightTime"_s, u"t:Bias t:Time t:DayOrder t:Month t:DayOfWeek t:Year?"_s},
        {u"MailboxDataArray"_s, u"t:MailboxData*"_s},
        {u"MailboxData"_s, u"t:Email t:AttendeeType t:ExcludeConflicts?"_s},
        {u"Email"_s, u"t:Name? t:Address t:RoutingType?"_s},
        {u"FreeBusyViewOptions"_s, u"t:TimeWindow t:MergedFreeBusyIntervalInMinutes? t:RequestedView?"_s},
        {u"TimeWindow"_s, u"t:StartTime t:EndTime"_s},
        {u"Subscribe"_s, u"m:StreamingSubscriptionRequest"_s},
        {u"StreamingSubscriptionRequest"_s, u"t:FolderIds? t:EventTypes"_s},
        {u"EventTypes"_s, u"t:EventType+"_s},
        {u"GetStreamingEvents"_s, u"m:SubscriptionIds m:ConnectionTimeout"_s},
        {u"SubscriptionIds"_s, u"t:SubscriptionId+"_s},
        {u"Unsubscribe"_s, u"m:SubscriptionId"_s},
        {u"ConvertId"_s, u"@DestinationFormat m:SourceIds"_s},
        {u"GetServerTimeZones"_s, u"m:Ids?"_s},
        {u"RequestServerVersion"_s, u"@Version"_s},
        {u"ExchangeImpersonation"_s, u"t:ConnectingSID"_s}};
    return table;
}

// Allowed words of an element's text or, with @, of an attribute.
const QHash<QString, QStringList> &words()
{
    static const QStringList booleans{u"true"_s, u"false"_s, u"1"_s, u"0"_s};
    static const QHash<QString, QStringList> table{
        {u"BaseShape"_s, {u"IdOnly"_s, u"Default"_s, u"AllProperties"_s, u"PcxPeopleSearch"_s}},
        {u"@Traversal"_s, {u"Shallow"_s, u"Deep"_s, u"SoftDeleted"_s, u"Associated"_s}},
        {u"@ReturnFullContactData"_s, booleans},
        {u"@ReturnFullTimeZoneData"_s, booleans},
        {u"@SearchScope"_s,
         {u"ActiveDirectory"_s, u"ActiveDirectoryContacts"_s, u"Contacts"_s, u"ContactsActiveDirectory"_s}},
        {u"@ContactDataShape"_s, {u"IdOnly"_s, u"Default"_s, u"AllProperties"_s}},
        {u"ExcludeConflicts"_s, booleans},
        {u"AttendeeType"_s, {u"Organizer"_s, u"Required"_s, u"Optional"_s, u"Room"_s, u"Resource"_s}},
        {u"RequestedView"_s,
         {u"None"_s, u"MergedOnly"_s, u"FreeBusy"_s, u"FreeBusyMerged"_s, u"Detailed"_s,
          u"DetailedMerged"_s}},
        {u"EventType"_s,
         {u"CopiedEvent"_s, u"CreatedEvent"_s, u"DeletedEvent"_s, u"ModifiedEvent"_s, u"MovedEvent"_s,
          u"NewMailEvent"_s, u"FreeBusyChangedEvent"_s}}};
    return table;
}

// One place in a sequence.
struct Slot
{
    QStringList names; // with prefix
    bool needed = true;
    bool repeated = false;
};

Slot readSlot(QString text)
{
    Slot slot;
    if (text.endsWith(u'?') || text.endsWith(u'*'))
        slot.needed = false;
    slot.repeated = text.endsWith(u'*') || text.endsWith(u'+');
    while (text.endsWith(u'?') || text.endsWith(u'*') || text.endsWith(u'+'))
        text.chop(1);
    slot.names = text.split(u'|');
    return slot;
}

SchemaViolation at(const SimElement &element, const QString &text)
{
    return {text, element.line, element.column};
}

QString prefixed(const SimElement &element)
{
    if (element.ns == EwsSchema::messagesNs)
        return u"m:"_s + element.name;
    return element.ns == EwsSchema::typesNs ? u"t:"_s + element.name : element.name;
}

std::optional<SchemaViolation> checkWords(const SimElement &element)
{
    for (auto attribute = element.attributes.begin(); attribute != element.attributes.end(); ++attribute) {
        const QStringList allowed = words().value(u'@' + attribute.key());
        if (!allowed.isEmpty() && !allowed.contains(attribute.value()))
            return at(element,
                      u"The '%1' attribute is invalid - The value '%2' is invalid."_s.arg(attribute.key(),
                                                                                          attribute.value()));
    }
    const QStringList allowed = words().value(element.name);
    const QString text = element.text.trimmed();
    bool bad = !allowed.isEmpty() && !allowed.contains(text);
    if (element.name == "ConnectionTimeout"_L1)
        bad = text.toInt() < 1 || text.toInt() > 30;
    if (bad)
        return at(element,
                  u"The '%1' element is invalid - The value '%2' is invalid."_s.arg(element.name, text));
    return std::nullopt;
}

std::optional<SchemaViolation> checkSequence(const SimElement &element, const QList<Slot> &sequence)
{
    qsizetype next = 0;
    for (const Slot &slot : sequence) {
        qsizetype found = 0;
        while (next < element.children.size() && slot.names.contains(prefixed(element.children.at(next)))
               && (slot.repeated || found == 0)) {
            ++next;
            ++found;
        }
        if (found > 0 || !slot.needed)
            continue;
        const QString expected = slot.names.join(u", "_s);
        if (next < element.children.size())
            return at(element.children.at(next),
                      u"The element '%1' has invalid child element '%2'. Expected: '%3'."_s.arg(
                          element.name, element.children.at(next).name, expected));
        return at(element,
                  u"The element '%1' has incomplete content. Expected: '%2'."_s.arg(element.name, expected));
    }
    if (next < element.children.size())
        return at(element.children.at(next),
                  u"The element '%1' has invalid child element '%2'."_s.arg(element.name,
                                                                            element.children.at(next).name));
    return std::nullopt;
}

std::optional<SchemaViolation> checkShape(const SimElement &element)
{
    const auto shape = shapes().constFind(element.name);
    if (shape == shapes().constEnd())
        return std::nullopt;
    QList<Slot> sequence;
    const QStringList parts = shape->split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!part.startsWith(u'@'))
            sequence.append(readSlot(part));
        else if (!element.attributes.contains(part.mid(1)))
            return at(element, u"The required attribute '%1' is missing."_s.arg(part.mid(1)));
    }
    return checkSequence(element, sequence);
}

} // namespace

std::optional<SchemaViolation> EwsSchema::violation(const SimElement &element)
{
    if (std::optional<SchemaViolation> found = checkWords(element))
        return found;
    if (std::optional<SchemaViolation> found = checkShape(element))
        return found;
    for (const SimElement &child : element.children) {
        if (std::optional<SchemaViolation> found = violation(child))
            return found;
    }
    return std::nullopt;
}

QString EwsSchema::firstVersion(const QString &operation)
{
    static const QHash<QString, QString> table{
        {u"GetFolder"_s, u"Exchange2007"_s},          {u"FindFolder"_s, u"Exchange2007"_s},
        {u"FindItem"_s, u"Exchange2007"_s},           {u"GetItem"_s, u"Exchange2007"_s},
        {u"ResolveNames"_s, u"Exchange2007"_s},       {u"GetUserAvailabilityRequest"_s, u"Exchange2007"_s},
        {u"Subscribe"_s, u"Exchange2010_SP1"_s}, // the streaming one
        {u"Unsubscribe"_s, u"Exchange2007"_s},        {u"ConvertId"_s, u"Exchange2007_SP1"_s},
        {u"GetRoomLists"_s, u"Exchange2010"_s},       {u"GetRooms"_s, u"Exchange2010"_s},
        {u"GetServerTimeZones"_s, u"Exchange2010"_s}, {u"GetStreamingEvents"_s, u"Exchange2010_SP1"_s}};
    return table.value(operation);
}

} // namespace Setup
