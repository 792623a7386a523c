// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewsrequest.h"

#include "exchange/soapnames.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto soapNamespace = SoapNames::Envelope;
constexpr auto messages = SoapNames::Messages;
constexpr auto types = SoapNames::Types;

// What XML 1.0 can carry (2.2); a control character would make the server refuse the whole request.
QString carried(const QString &text)
{
    QString result;
    for (const char32_t character : text.toUcs4()) {
        const bool control = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
        const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
        if (!control && !surrogate && character != 0xFFFE && character != 0xFFFF)
            result += QString::fromUcs4(&character, 1);
    }
    return result;
}

class Writer
{
public:
    explicit Writer(QByteArray &bytes)
        : m_xml(&bytes)
    {}

    void envelope(const EwsRequest &request, ExchangeVersion version);
    void operator()(const Ews::GetFolder &body);
    void operator()(const Ews::ResolveNames &body);
    void operator()(const Ews::GetRoomLists &body);
    void operator()(const Ews::GetRooms &body);
    void operator()(const Ews::GetUserAvailability &body);
    void operator()(const Ews::Subscribe &body);
    void operator()(const Ews::GetStreamingEvents &body);
    void operator()(const Ews::Unsubscribe &body);

private:
    void message(QLatin1StringView name) { m_xml.writeStartElement(messages, name); }
    void type(QLatin1StringView name) { m_xml.writeStartElement(types, name); }
    void message(QLatin1StringView name, const QString &text)
    {
        m_xml.writeTextElement(messages, name, carried(text));
    }
    void type(QLatin1StringView name, const QString &text)
    {
        m_xml.writeTextElement(types, name, carried(text));
    }
    void end() { m_xml.writeEndElement(); }
    void header(const EwsRequest &request, ExchangeVersion version);
    void calendar(const QString &mailbox = {});
    void coordinatedTime();
    void changeToSummerTime(QLatin1StringView name);

    QXmlStreamWriter m_xml;
};

void Writer::envelope(const EwsRequest &request, ExchangeVersion version)
{
    m_xml.writeStartDocument();
    m_xml.writeNamespace(soapNamespace, "soap"_L1);
    m_xml.writeNamespace(messages, "m"_L1);
    m_xml.writeNamespace(types, "t"_L1);
    m_xml.writeStartElement(soapNamespace, "Envelope"_L1);
    header(request, version);
    m_xml.writeStartElement(soapNamespace, "Body"_L1);
    std::visit(*this, request.body);
    end();
    end();
    m_xml.writeEndDocument();
}

void Writer::header(const EwsRequest &request, ExchangeVersion version)
{
    m_xml.writeStartElement(soapNamespace, "Header"_L1);
    type("RequestServerVersion"_L1);
    m_xml.writeAttribute("Version"_L1, toString(version));
    end();
    writeImpersonation(m_xml, request.impersonate);
    // From 2010 on the times of a free/busy request are read in the zone of the header.
    if (std::holds_alternative<Ews::GetUserAvailability>(request.body) && version >= ExchangeVersion::V2010) {
        type("TimeZoneContext"_L1);
        type("TimeZoneDefinition"_L1);
        m_xml.writeAttribute("Id"_L1, "UTC"_L1);
        end();
        end();
    }
    end();
}

void Writer::calendar(const QString &mailbox)
{
    type("DistinguishedFolderId"_L1);
    m_xml.writeAttribute("Id"_L1, "calendar"_L1);
    if (!mailbox.isEmpty()) {
        type("Mailbox"_L1);
        type("EmailAddress"_L1, mailbox);
        end();
    }
    end();
}

void Writer::operator()(const Ews::GetFolder &body)
{
    message("GetFolder"_L1);
    message("FolderShape"_L1);
    type("BaseShape"_L1, u"IdOnly"_s);
    end();
    message("FolderIds"_L1);
    calendar(body.mailbox);
    end();
    end();
}

void Writer::operator()(const Ews::ResolveNames &body)
{
    message("ResolveNames"_L1);
    m_xml.writeAttribute("ReturnFullContactData"_L1, "false"_L1);
    m_xml.writeAttribute("SearchScope"_L1, "ActiveDirectory"_L1);
    message("UnresolvedEntry"_L1, body.entry);
    end();
}

void Writer::operator()(const Ews::GetRoomLists &)
{
    m_xml.writeEmptyElement(messages, "GetRoomLists"_L1);
}

void Writer::operator()(const Ews::GetRooms &body)
{
    message("GetRooms"_L1);
    message("RoomList"_L1);
    type("EmailAddress"_L1, body.roomList);
    end();
    end();
}

void Writer::changeToSummerTime(QLatin1StringView name)
{
    type(name);
    type("Bias"_L1, u"0"_s);
    type("Time"_L1, u"00:00:00"_s);
    type("DayOrder"_L1, u"0"_s);
    type("Month"_L1, u"0"_s);
    type("DayOfWeek"_L1, u"Sunday"_s);
    end();
}

void Writer::coordinatedTime()
{
    type("TimeZone"_L1);
    type("Bias"_L1, u"0"_s);
    changeToSummerTime("StandardTime"_L1);
    changeToSummerTime("DaylightTime"_L1);
    end();
}

void Writer::operator()(const Ews::GetUserAvailability &body)
{
    message("GetUserAvailabilityRequest"_L1);
    coordinatedTime();
    message("MailboxDataArray"_L1);
    for (const QString &mailbox : body.mailboxes) {
        type("MailboxData"_L1);
        type("Email"_L1);
        type("Address"_L1, mailbox);
        end();
        type("AttendeeType"_L1, u"Room"_s);
        type("ExcludeConflicts"_L1, u"false"_s);
        end();
    }
    end();
    type("FreeBusyViewOptions"_L1);
    type("TimeWindow"_L1);
    type("StartTime"_L1, body.from.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss"_s));
    type("EndTime"_L1, body.to.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss"_s));
    end();
    type("MergedFreeBusyIntervalInMinutes"_L1, QString::number(std::clamp(body.intervalMinutes, 5, 1440)));
    type("RequestedView"_L1, u"MergedOnly"_s);
    end();
    end();
}

void Writer::operator()(const Ews::Subscribe &)
{
    message("Subscribe"_L1);
    message("StreamingSubscriptionRequest"_L1);
    type("FolderIds"_L1);
    calendar();
    end();
    type("EventTypes"_L1);
    for (const auto event : {"CreatedEvent"_L1, "ModifiedEvent"_L1, "MovedEvent"_L1, "DeletedEvent"_L1})
        type("EventType"_L1, event);
    end();
    end();
    end();
}

void Writer::operator()(const Ews::GetStreamingEvents &body)
{
    message("GetStreamingEvents"_L1);
    message("SubscriptionIds"_L1);
    type("SubscriptionId"_L1, body.subscriptionId);
    end();
    message("ConnectionTimeout"_L1, QString::number(std::clamp(body.minutes, 1, 30)));
    end();
}

void Writer::operator()(const Ews::Unsubscribe &body)
{
    message("Unsubscribe"_L1);
    message("SubscriptionId"_L1, body.subscriptionId);
    end();
}

struct OperationName
{
    QString operator()(const Ews::GetFolder &) const { return u"GetFolder"_s; }
    QString operator()(const Ews::ResolveNames &) const { return u"ResolveNames"_s; }
    QString operator()(const Ews::GetRoomLists &) const { return u"GetRoomLists"_s; }
    QString operator()(const Ews::GetRooms &) const { return u"GetRooms"_s; }
    QString operator()(const Ews::GetUserAvailability &) const { return u"GetUserAvailability"_s; }
    QString operator()(const Ews::Subscribe &) const { return u"Subscribe"_s; }
    QString operator()(const Ews::GetStreamingEvents &) const { return u"GetStreamingEvents"_s; }
    QString operator()(const Ews::Unsubscribe &) const { return u"Unsubscribe"_s; }
};

} // namespace

bool EwsRequest::needsAffinity() const
{
    return isStream() || std::holds_alternative<Ews::Subscribe>(body)
        || std::holds_alternative<Ews::Unsubscribe>(body);
}

bool EwsRequest::isStream() const
{
    return std::holds_alternative<Ews::GetStreamingEvents>(body);
}

QString EwsRequest::operation() const
{
    return std::visit(OperationName(), body);
}

void writeImpersonation(QXmlStreamWriter &xml, const QString &mailbox)
{
    if (mailbox.isEmpty())
        return;
    xml.writeStartElement(types, "ExchangeImpersonation"_L1);
    xml.writeStartElement(types, "ConnectingSID"_L1);
    xml.writeTextElement(types, "PrimarySmtpAddress"_L1, carried(mailbox));
    xml.writeEndElement();
    xml.writeEndElement();
}

QByteArray toSoap(const EwsRequest &request, ExchangeVersion version)
{
    QByteArray bytes;
    Writer(bytes).envelope(request, version);
    return bytes;
}

} // namespace Setup
