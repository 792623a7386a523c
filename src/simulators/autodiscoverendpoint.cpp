// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/autodiscoverendpoint.h"

#include "simulators/ewsanswer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString soapNs = u"http://schemas.microsoft.com/exchange/2010/Autodiscover"_s;
const QString poxRequestNs =
    u"http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"_s;
const QString poxAnswerNs =
    u"http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"_s;

QByteArray poxDocument(const QByteArray &content)
{
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Autodiscover "
           "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/"
           "responseschema/2006\">"
        + content + "</Autodiscover>";
}

SimReply poxError(int code, const QByteArray &message)
{
    return simReply(200, "text/xml; charset=utf-8",
                    poxDocument(R"(<Response><Error Time="12:00:00.0000000" Id="1054084152"><ErrorCode>)"
                                + QByteArray::number(code) + "</ErrorCode><Message>" + message
                                + "</Message><DebugData/></Error></Response>"));
}

SimReply poxSettings(const QByteArray &content)
{
    return simReply(
        200, "text/xml; charset=utf-8",
        poxDocument("<Response xmlns=\"" + poxAnswerNs.toLatin1() + "\">" + content + "</Response>"));
}

QByteArray soapErrors(const QByteArray &code, const QByteArray &message)
{
    return "<ErrorCode>" + code + "</ErrorCode><ErrorMessage>" + message + "</ErrorMessage>";
}

SimReply jsonReply(int status, const QJsonObject &object)
{
    return simReply(status, "application/json; charset=utf-8",
                    QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString jsonAddress(const SimRequest &request, const QUrlQuery &query)
{
    const QString path = QUrl::fromPercentEncoding(request.path());
    const qsizetype place = path.indexOf("/v1.0/"_L1);
    return place < 0 ? query.queryItemValue(u"Email"_s, QUrl::FullyDecoded) : path.mid(place + 6);
}

} // namespace

AutodiscoverEndpoint::AutodiscoverEndpoint(ScenarioAutodiscover settings, const SimDirectory &directory,
                                           const SimProduct &product)
    : m_settings(std::move(settings))
    , m_directory(directory)
    , m_product(product)
{}

SimReply AutodiscoverEndpoint::soap(const SimRequest &request) const
{
    if (request.method != "POST")
        return simReply(200, "text/html; charset=UTF-8",
                        "<html><head><title>Autodiscover Service</title></head><body></body></html>");
    if (!request.header("Content-Type").toLower().startsWith("text/xml"))
        return simReply(415, "text/plain", {});
    const SimDocument parsed = parseSimDocument(request.body);
    if (!parsed.root || parsed.root->ns != "http://schemas.xmlsoap.org/soap/envelope/"_L1)
        return dispatcherFault(u"DeserializationFailed"_s, u"The message is not a SOAP 1.1 envelope."_s);
    const SimElement *body = parsed.root->child(u"Body"_s);
    const SimElement *message = body ? body->child(u"GetUserSettingsRequestMessage"_s) : nullptr;
    if (!message || message->ns != soapNs)
        return dispatcherFault(u"ActionNotSupported"_s, u"No operation of this endpoint is called that."_s);
    const SimElement *header = parsed.root->child(u"Header"_s);
    const bool complete = header && header->child(u"RequestedServerVersion"_s) && header->child(u"Action"_s);
    const SimElement *inner = message->child(u"Request"_s);
    const SimElement *users = inner ? inner->child(u"Users"_s) : nullptr;
    const SimElement *settings = inner ? inner->child(u"RequestedSettings"_s) : nullptr;
    QByteArray content = soapErrors("InvalidRequest", "The request is invalid.") + "<UserResponses/>";
    if (complete && users && settings && !users->children.isEmpty()) {
        content = soapErrors("NoError", {}) + "<UserResponses>";
        for (const SimElement &user : users->children)
            content += soapUser(user.childText(u"Mailbox"_s), *settings);
        content += "</UserResponses>";
    }
    const QByteArray ns = soapNs.toLatin1();
    const QByteArray version = "<h:ServerVersionInfo xmlns:h=\"" + ns + "\"><h:MajorVersion>"
        + QByteArray::number(m_product.major) + "</h:MajorVersion><h:MinorVersion>"
        + QByteArray::number(m_product.minor) + "</h:MinorVersion><h:MajorBuildNumber>"
        + QByteArray::number(m_product.majorBuild) + "</h:MajorBuildNumber><h:MinorBuildNumber>"
        + QByteArray::number(m_product.minorBuild) + "</h:MinorBuildNumber><h:Version>"
        + m_product.schemaVersion + "</h:Version></h:ServerVersionInfo>";
    return simReply(200, "text/xml; charset=utf-8",
                    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
                    "xmlns:a=\"http://www.w3.org/2005/08/addressing\">"
                    "<s:Header><a:Action s:mustUnderstand=\"1\">"
                        + ns + "/Autodiscover/GetUserSettingsResponse</a:Action>" + version
                        + "</s:Header><s:Body><GetUserSettingsResponseMessage xmlns=\"" + ns
                        + R"("><Response xmlns:i="http://www.w3.org/2001/XMLSchema-instance">)" + content
                        + "</Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>");
}

QByteArray AutodiscoverEndpoint::soapUser(const QString &address, const SimElement &settings) const
{
    const QByteArray nothing = "<UserSettingErrors/><UserSettings/></UserResponse>";
    if (const ScenarioRedirect *target = redirect(address)) {
        const bool url = !target->toUrl.isEmpty();
        return "<UserResponse>" + soapErrors(url ? "RedirectUrl" : "RedirectAddress", "Redirection.")
            + "<RedirectTarget>" + xmlText(url ? target->toUrl : target->toAddress) + "</RedirectTarget>"
            + nothing;
    }
    const SimMailbox *mailbox = m_directory.find(address);
    if (!mailbox) {
        const bool domain = address.endsWith(u'@' + m_directory.domain(), Qt::CaseInsensitive);
        return "<UserResponse>"
            + soapErrors(domain ? "InvalidUser" : "InvalidDomain", "The address was not found.")
            + "<RedirectTarget i:nil=\"true\"/>" + nothing;
    }
    return "<UserResponse>" + soapErrors("NoError", "No error.") + "<RedirectTarget i:nil=\"true\"/>"
        + soapSettings(*mailbox, settings) + "</UserResponse>";
}

QByteArray AutodiscoverEndpoint::soapSettings(const SimMailbox &mailbox, const SimElement &settings) const
{
    QByteArray errors;
    QByteArray values;
    for (const SimElement &setting : settings.children) {
        const QString name = setting.text.trimmed();
        const std::optional<QString> value = settingValue(name, mailbox);
        if (value && !value->isEmpty())
            values += "<UserSetting i:type=\"StringSetting\"><Name>" + xmlText(name) + "</Name><Value>"
                + xmlText(*value) + "</Value></UserSetting>";
        else
            errors += "<UserSettingError>"
                + soapErrors(value ? "SettingIsNotAvailable" : "InvalidSetting", "No value.")
                + "<SettingName>" + xmlText(name) + "</SettingName></UserSettingError>";
    }
    return "<UserSettingErrors>" + errors + "</UserSettingErrors><UserSettings>" + values + "</UserSettings>";
}

std::optional<QString> AutodiscoverEndpoint::settingValue(const QString &name,
                                                          const SimMailbox &mailbox) const
{
    const QHash<QString, QString> values{{u"ExternalEwsUrl"_s, m_settings.externalUrl},
                                         {u"InternalEwsUrl"_s, m_settings.internalUrl},
                                         {u"EwsSupportedSchemas"_s, m_product.versions.join(u", "_s)},
                                         {u"CasVersion"_s, QString::fromLatin1(m_product.build())},
                                         {u"UserDisplayName"_s, mailbox.name},
                                         {u"AutoDiscoverSMTPAddress"_s, mailbox.address},
                                         {u"GroupingInformation"_s, u"Default-First-Site-Name"_s},
                                         {u"EwsPartnerUrl"_s, {}},
                                         {u"ExternalEcpUrl"_s, {}}};
    const auto found = values.constFind(name);
    return found == values.constEnd() ? std::nullopt : std::optional(*found);
}

SimReply AutodiscoverEndpoint::pox(const SimRequest &request) const
{
    const SimDocument parsed = parseSimDocument(request.body);
    const SimElement *inner =
        parsed.root && parsed.root->ns == poxRequestNs ? parsed.root->child(u"Request"_s) : nullptr;
    if (request.method != "POST" || !inner || inner->childText(u"EMailAddress"_s).isEmpty())
        return poxError(600, "Invalid Request");
    if (inner->childText(u"AcceptableResponseSchema"_s) != poxAnswerNs)
        return poxError(601, "Provider is not available");
    const QString address = inner->childText(u"EMailAddress"_s);
    if (const ScenarioRedirect *target = redirect(address)) {
        const bool url = !target->toUrl.isEmpty();
        return poxSettings(url ? "<Account><Action>redirectUrl</Action><RedirectUrl>" + xmlText(target->toUrl)
                                   + "</RedirectUrl></Account>"
                               : "<Account><Action>redirectAddr</Action><RedirectAddr>"
                                   + xmlText(target->toAddress) + "</RedirectAddr></Account>");
    }
    const SimMailbox *mailbox = m_directory.find(address);
    return mailbox ? poxSettings(poxAccount(*mailbox)) : poxError(500, "The e-mail address cannot be found.");
}

QByteArray AutodiscoverEndpoint::poxAccount(const SimMailbox &mailbox) const
{
    const QByteArray server = "exch01." + m_directory.domain().toLatin1();
    const auto protocol = [&server](const QByteArray &type, const QString &url) {
        const QByteArray ews = url.isEmpty()
            ? QByteArray()
            : "<EwsUrl>" + xmlText(url) + "</EwsUrl><ASUrl>" + xmlText(url) + "</ASUrl>";
        return "<Protocol><Type>" + type + "</Type><Server>" + server + "</Server>" + ews + "</Protocol>";
    };
    return "<User><DisplayName>" + xmlText(mailbox.name)
        + "</DisplayName><LegacyDN>/o=Contoso/cn=Recipients/cn="
        + xmlText(mailbox.address.section(u'@', 0, 0)) + "</LegacyDN><AutoDiscoverSMTPAddress>"
        + xmlText(mailbox.address)
        + "</AutoDiscoverSMTPAddress></User><Account><AccountType>email</AccountType><Action>settings</"
          "Action>"
          "<MicrosoftOnline>False</MicrosoftOnline>"
        + protocol("EXCH", m_settings.internalUrl) + protocol("EXPR", m_settings.externalUrl)
        + "<Protocol><Type>WEB</Type></Protocol></Account>";
}

SimReply AutodiscoverEndpoint::json(const SimRequest &request) const
{
    const QUrlQuery query(QUrl::fromEncoded(request.target));
    const QString protocol = query.queryItemValue(u"Protocol"_s);
    const QString address = jsonAddress(request, query);
    if (protocol.compare("EWS"_L1, Qt::CaseInsensitive) != 0
        && protocol.compare("AutodiscoverV1"_L1, Qt::CaseInsensitive) != 0)
        return jsonReply(400,
                         {{u"ErrorCode"_s, u"InvalidProtocol"_s},
                          {u"ErrorMessage"_s, u"The protocol is not supported."_s}});
    if (!m_directory.find(address))
        return jsonReply(
            404, {{u"ErrorCode"_s, u"UserNotFound"_s}, {u"ErrorMessage"_s, u"The user was not found."_s}});
    const bool ews = protocol.compare("EWS"_L1, Qt::CaseInsensitive) == 0;
    const QString url = m_settings.externalUrl.isEmpty() ? m_settings.internalUrl : m_settings.externalUrl;
    return jsonReply(
        200,
        {{u"Protocol"_s, protocol},
         {u"Url"_s,
          ews ? url : u"https://mail.%1/autodiscover/autodiscover.xml"_s.arg(m_directory.domain())}});
}

const ScenarioRedirect *AutodiscoverEndpoint::redirect(const QString &address) const
{
    for (const ScenarioRedirect &one : m_settings.redirects) {
        if (one.from.compare(address, Qt::CaseInsensitive) == 0)
            return &one;
    }
    return nullptr;
}

} // namespace Setup
