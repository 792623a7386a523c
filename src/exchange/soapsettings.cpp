// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/soapsettings.h"

#include "core/problemcodes.h"
#include "exchange/ewsmessagereader.h"
#include "exchange/xmlcursor.h"

#include <QJsonObject>
#include <QXmlStreamWriter>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"_L1;
constexpr auto discoverNamespace = "http://schemas.microsoft.com/exchange/2010/Autodiscover"_L1;
constexpr auto addressingNamespace = "http://www.w3.org/2005/08/addressing"_L1;

// What a GetUserSettings answer holds, before it is judged.
struct SoapFindings
{
    AutodiscoverReply reply;
    AutodiscoverError whole;
    AutodiscoverError user;
    QJsonObject settingErrors; // name → code
    QString redirectTarget;
    std::optional<EwsMessage> fault;
    bool isSettingsAnswer = false;
};

Problem soapProblem(const AutodiscoverError &error)
{
    static constexpr std::initializer_list<QLatin1StringView> known = {
        Code::AutodiscoverInvalidUser,        Code::AutodiscoverInvalidDomain,
        Code::AutodiscoverInvalidRequest,     Code::AutodiscoverInvalidSetting,
        Code::AutodiscoverSettingUnavailable, Code::AutodiscoverServerBusy,
        Code::AutodiscoverNotFederated,       Code::AutodiscoverInternalError};
    const auto *const code = std::find(std::begin(known), std::end(known), error.code);
    return error.asProblem(code == std::end(known) ? Code::AutodiscoverOther : *code);
}

Problem faultProblem(const EwsMessage &fault)
{
    // Only the address with /wssecurity says so: a token was expected where a login came.
    const bool security = fault.text.text().contains("verifying security"_L1);
    return {security ? QString(Code::AutodiscoverWsSecurity) : fault.code,
            fault.text.text(),
            {{u"message"_s, fault.text}, {u"serverCode"_s, fault.rawCode}}};
}

class SoapSettingsReader
{
public:
    explicit SoapSettingsReader(XmlCursor &xml)
        : m_xml(xml)
    {}

    SoapFindings read();

private:
    void readHeader();
    void readBody();
    void readResponse();
    void readUser();
    void readSettings();
    void readSettingErrors();
    void set(const QString &name, const QString &value);

    XmlCursor &m_xml;
    SoapFindings m_found;
};

SoapFindings SoapSettingsReader::read()
{
    while (m_xml.child()) {
        if (m_xml.is(u"Header"))
            readHeader();
        else if (m_xml.is(u"Body"))
            readBody();
        else
            m_xml.skip();
    }
    return m_found;
}

// Unlike EWS, the numbers are elements here.
void SoapSettingsReader::readHeader()
{
    while (m_xml.child()) {
        if (!m_xml.is(u"ServerVersionInfo")) {
            m_xml.skip();
            continue;
        }
        QStringList numbers{{}, {}, {}, {}};
        static const QStringList names{u"MajorVersion"_s, u"MinorVersion"_s, u"MajorBuildNumber"_s,
                                       u"MinorBuildNumber"_s};
        while (m_xml.child()) {
            const qsizetype at = names.indexOf(m_xml.name().toString());
            if (at >= 0)
                numbers[at] = m_xml.text();
            else
                m_xml.skip();
        }
        m_found.reply.build = ExchangeBuild::fromString(numbers.join(u'.'));
    }
}

void SoapSettingsReader::readBody()
{
    while (m_xml.child()) {
        if (m_xml.is(u"Fault")) {
            m_found.fault = readSoapFault(m_xml);
            continue;
        }
        m_found.isSettingsAnswer = true;
        while (m_xml.child()) {
            if (m_xml.is(u"Response"))
                readResponse();
            else
                m_xml.skip();
        }
    }
}

void SoapSettingsReader::readResponse()
{
    while (m_xml.child()) {
        if (m_xml.is(u"ErrorCode")) {
            m_found.whole.code = m_xml.text().trimmed();
        } else if (m_xml.is(u"ErrorMessage")) {
            m_found.whole.message = ForeignText(m_xml.text());
        } else if (m_xml.is(u"UserResponses")) {
            while (m_xml.child())
                readUser();
        } else {
            m_xml.skip();
        }
    }
}

void SoapSettingsReader::readUser()
{
    while (m_xml.child()) {
        if (m_xml.is(u"ErrorCode"))
            m_found.user.code = m_xml.text().trimmed();
        else if (m_xml.is(u"ErrorMessage"))
            m_found.user.message = ForeignText(m_xml.text());
        else if (m_xml.is(u"RedirectTarget"))
            m_found.redirectTarget = m_xml.text().trimmed();
        else if (m_xml.is(u"UserSettings"))
            readSettings();
        else if (m_xml.is(u"UserSettingErrors"))
            readSettingErrors();
        else
            m_xml.skip();
    }
}

void SoapSettingsReader::readSettings()
{
    while (m_xml.child()) {
        QString name;
        QString value;
        while (m_xml.child()) {
            if (m_xml.is(u"Name"))
                name = m_xml.text().trimmed();
            else if (m_xml.is(u"Value"))
                value = m_xml.text();
            else
                m_xml.skip();
        }
        set(name, value);
    }
}

void SoapSettingsReader::set(const QString &name, const QString &value)
{
    if (name == "ExternalEwsUrl"_L1)
        m_found.reply.externalEwsUrl = serverUrl(value);
    else if (name == "InternalEwsUrl"_L1)
        m_found.reply.internalEwsUrl = serverUrl(value);
    else if (name == "CasVersion"_L1 && !m_found.reply.build)
        m_found.reply.build = ExchangeBuild::fromString(value);
}

void SoapSettingsReader::readSettingErrors()
{
    static constexpr int most = 50;
    while (m_xml.child()) {
        QString name;
        QString code;
        while (m_xml.child()) {
            if (m_xml.is(u"SettingName"))
                name = ForeignText(m_xml.text().trimmed(), 80).text();
            else if (m_xml.is(u"ErrorCode"))
                code = ForeignText(m_xml.text().trimmed(), 80).text();
            else
                m_xml.skip();
        }
        if (m_found.settingErrors.size() < most)
            m_found.settingErrors.insert(name, code);
    }
}

Result<AutodiscoverReply> judge(SoapFindings found)
{
    if (found.fault)
        return faultProblem(*found.fault);
    if (!found.isSettingsAnswer)
        return Problem{Code::AnswerUnexpected, {}, {}};
    const bool leads = !found.redirectTarget.isEmpty();
    if (leads && found.user.code == "RedirectAddress"_L1)
        found.reply.redirectAddress = found.redirectTarget;
    else if (leads && found.user.code == "RedirectUrl"_L1)
        found.reply.redirectUrl = QUrl(found.redirectTarget, QUrl::StrictMode);
    else if (found.user.isError())
        return soapProblem(found.user);
    else if (found.whole.isError())
        return soapProblem(found.whole);
    else if (found.reply.externalEwsUrl.isEmpty() && found.reply.internalEwsUrl.isEmpty())
        return Problem{Code::PoxNoEwsUrl, {}, {{u"settingErrors"_s, found.settingErrors}}};
    return found.reply;
}

} // namespace

QByteArray soapSettingsRequest(const QString &email, const QUrl &url)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeNamespace(soapNamespace, "soap"_L1);
    xml.writeNamespace(discoverNamespace, "a"_L1);
    xml.writeNamespace(addressingNamespace, "wsa"_L1);
    xml.writeStartElement(soapNamespace, "Envelope"_L1);
    xml.writeStartElement(soapNamespace, "Header"_L1);
    xml.writeTextElement(discoverNamespace, "RequestedServerVersion"_L1, "Exchange2010"_L1);
    xml.writeTextElement(addressingNamespace, "Action"_L1,
                         discoverNamespace + "/Autodiscover/GetUserSettings"_L1);
    xml.writeTextElement(addressingNamespace, "To"_L1, url.toString());
    xml.writeEndElement();
    xml.writeStartElement(soapNamespace, "Body"_L1);
    xml.writeStartElement(discoverNamespace, "GetUserSettingsRequestMessage"_L1);
    xml.writeStartElement(discoverNamespace, "Request"_L1);
    xml.writeStartElement(discoverNamespace, "Users"_L1);
    xml.writeStartElement(discoverNamespace, "User"_L1);
    xml.writeTextElement(discoverNamespace, "Mailbox"_L1, email);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement(discoverNamespace, "RequestedSettings"_L1);
    for (const auto setting : {"ExternalEwsUrl"_L1, "InternalEwsUrl"_L1, "CasVersion"_L1})
        xml.writeTextElement(discoverNamespace, "Setting"_L1, setting);
    xml.writeEndDocument(); // closes what is open
    return bytes;
}

Result<AutodiscoverReply> parseSoapSettings(const QByteArray &bytes)
{
    XmlCursor xml(bytes);
    if (const auto problem = enterRoot(xml, u"Envelope"))
        return *problem;
    const SoapFindings found = SoapSettingsReader(xml).read();
    xml.child(); // to the end of the document
    if (xml.failed())
        return *xml.problem();
    return judge(found);
}

} // namespace Setup
