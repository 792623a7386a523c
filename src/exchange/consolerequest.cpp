// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/consolerequest.h"

#include "core/consolecodes.h"
#include "core/foreigntext.h"
#include "exchange/ewsrequest.h"
#include "exchange/indentedxml.h"
#include "exchange/soapnames.h"

#include <QJsonObject>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <algorithm>
#include <array>
#include <optional>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 262'144;
constexpr int deepest = 64;

// What the checks use (ewsrequest.h), and beside it: members of a room list, folders and who was given access
// to them, time zones. None of them changes anything or has a place for a subject.
constexpr std::array operations{"GetFolder"_L1,
                                "ResolveNames"_L1,
                                "GetRoomLists"_L1,
                                "GetRooms"_L1,
                                "GetUserAvailabilityRequest"_L1,
                                "Subscribe"_L1,
                                "GetStreamingEvents"_L1,
                                "Unsubscribe"_L1,
                                "ExpandDL"_L1,
                                "FindFolder"_L1,
                                "GetDelegate"_L1,
                                "GetServerTimeZones"_L1};

// wsse:Security holds logins, SerializedSecurityContext and the like speak for others.
constexpr std::array headers{"RequestServerVersion"_L1, "ExchangeImpersonation"_L1, "TimeZoneContext"_L1,
                             "MailboxCulture"_L1, "DateTimePrecision"_L1};

// Elements that only these texts make harmless: Detailed brings subjects and places.
constexpr std::array views{"MergedOnly"_L1, "FreeBusy"_L1, "FreeBusyMerged"_L1, "None"_L1};

// A server of its own is called by a push subscription; a pull subscription outlives the console.
constexpr std::array otherSubscriptions{"PushSubscriptionRequest"_L1, "PullSubscriptionRequest"_L1};

template<std::size_t Size>
bool isOneOf(QStringView name, const std::array<QLatin1StringView, Size> &names)
{
    return std::any_of(names.begin(), names.end(), [name](QLatin1StringView one) { return name == one; });
}

// Reads token by token and minds the first thing that is wrong.
class Judge
{
public:
    explicit Judge(const QString &xml)
        : m_reader(xml)
    {}

    Result<ConsoleRequest> judge(const QString &xml)
    {
        if (xml.size() > longest)
            return notEws(u"<= %1"_s.arg(longest));
        while (!m_reader.atEnd() && !m_problem)
            take(m_reader.readNext());
        if (m_problem)
            return *m_problem;
        if (m_reader.hasError())
            return malformed();
        if (m_operation.isEmpty())
            return notEws(u"soap:Body / m:GetFolder"_s);
        return ConsoleRequest{xml.toUtf8(), m_operation, m_mailbox};
    }

    Problem malformed() const { return told(Code::ConsoleXmlMalformed, u"reason"_s, m_reader.errorString()); }
    Problem notEws(const QString &expected) const
    {
        return told(Code::ConsoleNotEws, u"expected"_s, expected);
    }

private:
    Problem told(QLatin1StringView code, const QString &fact, const QString &value) const
    {
        return {code,
                {},
                {{u"line"_s, m_reader.lineNumber()},
                 {u"column"_s, m_reader.columnNumber() + 1},
                 {fact, ForeignText(value)}}};
    }
    void refuse(const QString &what) { m_problem = told(Code::ConsoleRequestRefused, u"operation"_s, what); }
    void miss(const QString &expected) { m_problem = notEws(expected); }

    void take(QXmlStreamReader::TokenType token)
    {
        const QStringView encoding = m_reader.documentEncoding();
        if (token == QXmlStreamReader::DTD)
            miss(u"soap:Envelope"_s);
        else if (token == QXmlStreamReader::StartDocument && !encoding.isEmpty()
                 && encoding.compare("utf-8"_L1, Qt::CaseInsensitive) != 0)
            miss(u"encoding=\"utf-8\""_s);
        else if (token == QXmlStreamReader::StartElement)
            enter();
        else if (token == QXmlStreamReader::EndElement)
            m_path.removeLast();
        else if (token == QXmlStreamReader::Characters && !m_reader.isWhitespace())
            text();
    }

    void enter()
    {
        const QString name = m_reader.name().toString();
        if (m_path.isEmpty() && !is("Envelope"_L1, SoapNames::Envelope))
            miss(u"soap:Envelope, %1"_s.arg(SoapNames::Envelope));
        else if (m_path.size() == 1 && !is("Header"_L1, SoapNames::Envelope)
                 && !is("Body"_L1, SoapNames::Envelope))
            miss(u"soap:Header, soap:Body"_s);
        else if (m_path.size() == 2 && m_path.at(1) == "Header"_L1 && !isHarmlessHeader(name))
            refuse(name);
        else if (m_path.size() == 2 && m_path.at(1) == "Body"_L1)
            operation(name);
        else if (isOneOf(name, otherSubscriptions) || bringsDetails(name))
            refuse(name);
        else if (m_path.size() >= deepest)
            miss(u"<= %1"_s.arg(deepest));
        m_path.append(name);
    }

    void operation(const QString &name)
    {
        if (!m_operation.isEmpty())
            return miss(u"</soap:Body>"_s);
        if (m_reader.namespaceUri() != SoapNames::Messages)
            return miss(u"m:%1, %2"_s.arg(name, SoapNames::Messages));
        const QString called = name.endsWith("AvailabilityRequest"_L1) ? name.chopped(7) : name;
        if (!isOneOf(name, operations) || bringsDetails(name))
            return refuse(called);
        m_operation = called;
    }

    // Telephone numbers, addresses and notes of people.
    bool bringsDetails(const QString &name) const
    {
        const auto full = m_reader.attributes().value("ReturnFullContactData"_L1).trimmed();
        return name == "ResolveNames"_L1 && full != "false"_L1 && full != "0"_L1;
    }

    void text()
    {
        const QString value = m_reader.text().toString().trimmed();
        if (m_path.size() < 3)
            miss(u"<"_s);
        else if (m_path.constLast() == "RequestedView"_L1 && !isOneOf(value, views))
            refuse(u"RequestedView "_s + value);
        else if (m_path.constLast() == "PrimarySmtpAddress"_L1 && m_path.at(1) == "Header"_L1)
            m_mailbox = value;
    }

    bool isHarmlessHeader(const QString &name) const
    {
        return isOneOf(name, headers) && m_reader.namespaceUri() == SoapNames::Types;
    }

    bool is(QLatin1StringView name, QLatin1StringView namespaceUri) const
    {
        return m_reader.name() == name && m_reader.namespaceUri() == namespaceUri;
    }

    QXmlStreamReader m_reader;
    QStringList m_path; // local names, the open ones
    QString m_operation;
    QString m_mailbox;
    std::optional<Problem> m_problem;
};

} // namespace

bool ConsoleRequest::isStream() const
{
    return operation == "GetStreamingEvents"_L1;
}

bool ConsoleRequest::needsAffinity() const
{
    return operation == "Subscribe"_L1 || operation == "Unsubscribe"_L1 || isStream();
}

Result<ConsoleRequest> readConsoleRequest(const QString &xml)
{
    return Judge(xml).judge(xml);
}

Result<QString> actingAs(const QString &xml, const QString &mailbox)
{
    if (const auto judged = readConsoleRequest(xml);
        !judged && judged.problem().code != Code::ConsoleRequestRefused)
        return judged.problem();
    QXmlStreamReader reader(xml);
    QString written;
    QXmlStreamWriter writer(&written);
    writer.setAutoFormatting(true);
    writer.setAutoFormattingIndent(2);
    bool hasHeader = false;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        const bool isTypes = reader.namespaceUri() == SoapNames::Types;
        const bool isEnvelope = reader.namespaceUri() == SoapNames::Envelope;
        if (token == QXmlStreamReader::StartElement && isTypes
            && reader.name() == "ExchangeImpersonation"_L1) {
            reader.skipCurrentElement();
            continue;
        }
        if (token == QXmlStreamReader::EndElement && isEnvelope && reader.name() == "Header"_L1) {
            hasHeader = true;
            writeImpersonation(writer, mailbox);
        }
        const bool isSpace = token == QXmlStreamReader::Characters && reader.isWhitespace();
        if (token != QXmlStreamReader::Invalid && token != QXmlStreamReader::StartDocument && !isSpace)
            copyToken(reader, writer);
    }
    if (!hasHeader)
        return Problem{
            Code::ConsoleNotEws, {}, {{u"line"_s, 1}, {u"column"_s, 1}, {u"expected"_s, u"soap:Header"_s}}};
    return written.trimmed();
}

} // namespace Setup
