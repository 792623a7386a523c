// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewsparser.h"

#include "core/problemcodes.h"
#include "exchange/envelopesplitter.h"
#include "exchange/ewsmessagereader.h"
#include "exchange/xmlcursor.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumEntries = 10'000; // of rooms, messages and the like
constexpr qsizetype maximumAddress = 320; // RFC 5321: 64 + @ + 255

QString word(const QString &text, qsizetype maximum = 80)
{
    return ForeignText(text.trimmed(), maximum).text();
}

template<typename T>
void add(QList<T> &list, T value)
{
    if (list.size() < maximumEntries)
        list.append(std::move(value));
}

EwsMailbox readMailbox(XmlCursor &xml)
{
    EwsMailbox mailbox;
    while (xml.child()) {
        if (xml.is(u"Name"))
            mailbox.name = ForeignText(xml.text().trimmed());
        else if (xml.is(u"EmailAddress"))
            mailbox.address = word(xml.text(), maximumAddress);
        else if (xml.is(u"RoutingType"))
            mailbox.routingType = word(xml.text());
        else if (xml.is(u"MailboxType"))
            mailbox.mailboxType = word(xml.text());
        else
            xml.skip();
    }
    return mailbox;
}

class EnvelopeReader
{
public:
    EnvelopeReader(XmlCursor &xml, EwsAnswer &answer)
        : m_xml(xml)
        , m_answer(answer)
    {}

    void read();

private:
    void readHeader();
    void readVersion();
    void readResponse();
    void readMessage();
    bool readPayload();
    bool readDirectory();
    bool readSubscription();
    void readFolder();
    void readMailboxes(QList<EwsMailbox> &list, QStringView inner);
    void readFreeBusy();
    void readFreeBusyView(EwsFreeBusy &entry);
    void readNotifications();

    XmlCursor &m_xml;
    EwsAnswer &m_answer;
};

void EnvelopeReader::read()
{
    while (m_xml.child()) {
        if (m_xml.is(u"Header")) {
            readHeader();
        } else if (m_xml.is(u"Body")) {
            while (m_xml.child()) {
                m_answer.response = word(m_xml.name().toString());
                if (m_xml.is(u"Fault")) {
                    m_answer.isFault = true;
                    add(m_answer.messages, readSoapFault(m_xml));
                } else {
                    readResponse();
                }
            }
        } else {
            m_xml.skip();
        }
    }
}

void EnvelopeReader::readHeader()
{
    while (m_xml.child()) {
        if (m_xml.is(u"ServerVersionInfo"))
            readVersion();
        m_xml.skip();
    }
}

void EnvelopeReader::readVersion()
{
    const QString numbers =
        QStringList{m_xml.attribute(u"MajorVersion"), m_xml.attribute(u"MinorVersion"),
                    m_xml.attribute(u"MajorBuildNumber"), m_xml.attribute(u"MinorBuildNumber")}
            .join(u'.');
    if (const auto build = ExchangeBuild::fromString(numbers))
        m_answer.build = build;
    m_answer.schemaVersion = word(m_xml.attribute(u"Version"));
}

// GetRoomLists and GetRooms are a ResponseMessage themselves; the others hold some, and availability an array
// of its own.
void EnvelopeReader::readResponse()
{
    if (!m_xml.attribute(u"ResponseClass").isEmpty()) {
        readMessage();
        return;
    }
    while (m_xml.child()) {
        if (m_xml.is(u"ResponseMessages")) {
            while (m_xml.child())
                readMessage();
        } else if (m_xml.is(u"FreeBusyResponseArray")) {
            while (m_xml.child())
                readFreeBusy();
        } else {
            m_xml.skip();
        }
    }
}

void EnvelopeReader::readMessage()
{
    EwsMessage message = startMessage(m_xml);
    while (m_xml.child()) {
        if (!readMessagePart(m_xml, message) && !readPayload())
            m_xml.skip();
    }
    finishMessage(message);
    add(m_answer.messages, message);
}

bool EnvelopeReader::readPayload()
{
    return readDirectory() || readSubscription();
}

bool EnvelopeReader::readDirectory()
{
    if (m_xml.is(u"Folders")) {
        while (m_xml.child())
            readFolder();
    } else if (m_xml.is(u"ResolutionSet")) {
        readMailboxes(m_answer.resolutions, u"Mailbox");
    } else if (m_xml.is(u"RoomLists")) {
        while (m_xml.child())
            add(m_answer.roomLists, readMailbox(m_xml));
    } else if (m_xml.is(u"Rooms")) {
        readMailboxes(m_answer.rooms, u"Id");
    } else {
        return false;
    }
    return true;
}

void EnvelopeReader::readFolder()
{
    while (m_xml.child()) {
        m_answer.folderFound |= m_xml.is(u"FolderId") && !m_xml.attribute(u"Id").isEmpty();
        m_xml.skip();
    }
}

bool EnvelopeReader::readSubscription()
{
    if (m_xml.is(u"SubscriptionId")) {
        m_answer.subscriptionId = m_xml.text();
    } else if (m_xml.is(u"ConnectionStatus")) {
        add(m_answer.connectionStatus, word(m_xml.text()));
    } else if (m_xml.is(u"Notifications")) {
        readNotifications();
    } else if (m_xml.is(u"ErrorSubscriptionIds")) {
        while (m_xml.child())
            add(m_answer.lostSubscriptions, m_xml.text());
    } else {
        return false;
    }
    return true;
}

// A list of elements each of which holds one mailbox.
void EnvelopeReader::readMailboxes(QList<EwsMailbox> &list, QStringView inner)
{
    while (m_xml.child()) {
        while (m_xml.child()) {
            if (m_xml.is(inner))
                add(list, readMailbox(m_xml));
            else
                m_xml.skip();
        }
    }
}

void EnvelopeReader::readFreeBusy()
{
    EwsFreeBusy entry;
    while (m_xml.child()) {
        if (m_xml.is(u"ResponseMessage")) {
            entry.message = startMessage(m_xml);
            while (m_xml.child()) {
                if (!readMessagePart(m_xml, entry.message))
                    m_xml.skip();
            }
        } else if (m_xml.is(u"FreeBusyView")) {
            readFreeBusyView(entry);
        } else {
            m_xml.skip();
        }
    }
    finishMessage(entry.message);
    add(m_answer.messages, entry.message);
    add(m_answer.freeBusy, entry);
}

void EnvelopeReader::readFreeBusyView(EwsFreeBusy &entry)
{
    while (m_xml.child()) {
        if (m_xml.is(u"FreeBusyViewType"))
            entry.viewType = word(m_xml.text());
        else if (m_xml.is(u"MergedFreeBusy"))
            entry.merged = word(m_xml.text(), XmlCursor::MaximumText);
        else
            m_xml.skip(); // subjects and places, should a server send what was not asked for
    }
}

void EnvelopeReader::readNotifications()
{
    while (m_xml.child()) {
        if (m_answer.notifications < maximumEntries)
            ++m_answer.notifications;
        m_xml.skip();
    }
}

std::optional<Problem> readInto(EwsAnswer &answer, const QByteArray &xml)
{
    XmlCursor cursor(xml);
    if (cursor.child()) {
        if (!cursor.is(u"Envelope"))
            return Problem{Code::AnswerUnexpected, {}, {{u"root"_s, word(cursor.name().toString())}}};
        EnvelopeReader(cursor, answer).read();
        cursor.child(); // to the end of the document: what follows the root must be well-formed too
    }
    if (!cursor.failed() && answer.messages.isEmpty())
        return Problem{Code::AnswerUnexpected, {}, {{u"response"_s, answer.response}}};
    return cursor.problem();
}

} // namespace

Result<EwsAnswer> parseEwsAnswer(const QByteArray &xml)
{
    EwsAnswer answer;
    if (const auto problem = readInto(answer, xml))
        return *problem;
    return answer;
}

Result<EwsAnswer> parseEwsStream(const QByteArray &soFar)
{
    EwsAnswer answer;
    const auto envelopes = EnvelopeSplitter().feed(soFar);
    if (envelopes.isEmpty())
        return parseEwsAnswer(soFar); // tells why: empty, cut or no XML at all
    for (const QByteArray &envelope : envelopes) {
        if (const auto problem = readInto(answer, envelope))
            return *problem;
    }
    return answer;
}

} // namespace Setup
