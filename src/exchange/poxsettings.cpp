// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/poxsettings.h"

#include "core/problemcodes.h"
#include "exchange/xmlcursor.h"

#include <QJsonObject>
#include <QXmlStreamWriter>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto requestNamespace =
    "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"_L1;
constexpr auto answerNamespace =
    "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"_L1;

QString poxCode(const QString &serverCode)
{
    if (serverCode == "500"_L1)
        return Code::Pox500;
    if (serverCode == "600"_L1)
        return Code::Pox600;
    return serverCode == "601"_L1 ? Code::Pox601 : Code::PoxOther;
}

class PoxReader
{
public:
    explicit PoxReader(XmlCursor &xml)
        : m_xml(xml)
    {}

    Result<AutodiscoverReply> read();

private:
    void readResponse();
    void readAccount();
    void readProtocol();
    void readError();

    XmlCursor &m_xml;
    AutodiscoverReply m_reply;
    QString m_action;
    std::optional<AutodiscoverError> m_error;
};

Result<AutodiscoverReply> PoxReader::read()
{
    while (m_xml.child())
        readResponse();
    if (m_error)
        return m_error->asProblem(poxCode(m_error->code));
    const bool elsewhere = !m_reply.redirectAddress.isEmpty() || !m_reply.redirectUrl.isEmpty();
    if (!elsewhere && m_reply.externalEwsUrl.isEmpty() && m_reply.internalEwsUrl.isEmpty())
        return Problem{Code::PoxNoEwsUrl, {}, {{u"action"_s, ForeignText(m_action, 80)}}};
    return m_reply;
}

void PoxReader::readResponse()
{
    while (m_xml.child()) {
        if (m_xml.is(u"Account"))
            readAccount();
        else if (m_xml.is(u"Error"))
            readError();
        else
            m_xml.skip(); // User: a name and an address that nobody needs
    }
}

void PoxReader::readAccount()
{
    QString address;
    QString url;
    while (m_xml.child()) {
        if (m_xml.is(u"Action"))
            m_action = m_xml.text().trimmed();
        else if (m_xml.is(u"RedirectAddr"))
            address = m_xml.text().trimmed();
        else if (m_xml.is(u"RedirectUrl"))
            url = m_xml.text().trimmed();
        else if (m_xml.is(u"MicrosoftOnline"))
            m_reply.microsoftOnline = m_xml.text().trimmed().compare("true"_L1, Qt::CaseInsensitive) == 0;
        else if (m_xml.is(u"Protocol"))
            readProtocol();
        else
            m_xml.skip();
    }
    if (m_action.compare("redirectAddr"_L1, Qt::CaseInsensitive) == 0)
        m_reply.redirectAddress = address;
    else if (m_action.compare("redirectUrl"_L1, Qt::CaseInsensitive) == 0)
        m_reply.redirectUrl = QUrl(url, QUrl::StrictMode);
}

// EXPR is what is published to the outside, EXCH what the servers call each other.
void PoxReader::readProtocol()
{
    QString type;
    QUrl ews;
    while (m_xml.child()) {
        if (m_xml.is(u"Type"))
            type = m_xml.text().trimmed();
        else if (m_xml.is(u"EwsUrl"))
            ews = serverUrl(m_xml.text());
        else
            m_xml.skip();
    }
    if (type == "EXPR"_L1)
        m_reply.externalEwsUrl = ews;
    else if (type == "EXCH"_L1)
        m_reply.internalEwsUrl = ews;
}

void PoxReader::readError()
{
    m_error = AutodiscoverError();
    while (m_xml.child()) {
        if (m_xml.is(u"ErrorCode"))
            m_error->code = m_xml.text().trimmed();
        else if (m_xml.is(u"Message"))
            m_error->message = ForeignText(m_xml.text());
        else
            m_xml.skip();
    }
}

} // namespace

QByteArray poxRequest(const QString &email)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeDefaultNamespace(requestNamespace);
    xml.writeStartElement(requestNamespace, "Autodiscover"_L1);
    xml.writeStartElement(requestNamespace, "Request"_L1);
    xml.writeTextElement(requestNamespace, "EMailAddress"_L1, email);
    xml.writeTextElement(requestNamespace, "AcceptableResponseSchema"_L1, answerNamespace);
    xml.writeEndDocument();
    return bytes;
}

Result<AutodiscoverReply> parsePox(const QByteArray &bytes)
{
    XmlCursor xml(bytes);
    if (const auto problem = enterRoot(xml, u"Autodiscover"))
        return *problem;
    const auto reply = PoxReader(xml).read();
    xml.child(); // to the end of the document
    if (xml.failed())
        return *xml.problem();
    return reply;
}

} // namespace Setup
