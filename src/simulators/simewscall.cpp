// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simewscall.h"

#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

QByteArray SimEwsCall::getCalendar() const
{
    QByteArray impersonation;
    if (!impersonate.isEmpty())
        impersonation = "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>"
            + impersonate.toHtmlEscaped().toUtf8()
            + "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope "
           "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
           "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" "
           "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Header>"
           "<t:RequestServerVersion Version=\""
        + version.toUtf8() + "\"/>" + impersonation
        + "</s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>"
          "</m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds>"
          "</m:GetFolder></s:Body></s:Envelope>";
}

QList<SimHeader> SimEwsCall::headers(const QByteArray &authorization)
{
    QList<SimHeader> headers{{"Content-Type", "text/xml; charset=utf-8"}, {"User-Agent", "AskCody-Cloud/1"}};
    if (!authorization.isEmpty())
        headers.append(SimHeader{"Authorization", authorization});
    return headers;
}

QString SimEwsCall::code(const SimOutcome &outcome)
{
    const SimDocument parsed = parseSimDocument(outcome.body);
    const SimElement *code = parsed.root ? parsed.root->find(u"ResponseCode"_s) : nullptr;
    return code ? code->text.trimmed() : QString();
}

QString SimEwsCall::build(const SimOutcome &outcome)
{
    const SimDocument parsed = parseSimDocument(outcome.body);
    const SimElement *info = parsed.root ? parsed.root->find(u"ServerVersionInfo"_s) : nullptr;
    if (!info)
        return {};
    QStringList parts;
    for (const QString &name :
         {u"MajorVersion"_s, u"MinorVersion"_s, u"MajorBuildNumber"_s, u"MinorBuildNumber"_s})
        parts.append(info->attributes.value(name));
    return parts.join(u'.');
}

QString SimEwsCall::statusCode(int status)
{
    switch (status) {
    case 403:
        return Code::Http403IpOrWaf;
    case 404:
        return Code::Http404;
    case 503:
        return Code::Http503;
    case 200:
        return Code::Http200Html;
    default:
        return Code::HttpUnexpectedStatus;
    }
}

} // namespace Setup
