// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/ewsanswer.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray declaration()
{
    return QByteArrayLiteral(R"(<?xml version="1.0" encoding="utf-8"?>)");
}

QByteArray soapNs()
{
    return QByteArrayLiteral("http://schemas.xmlsoap.org/soap/envelope/");
}

QByteArray typesNs()
{
    return QByteArrayLiteral("http://schemas.microsoft.com/exchange/services/2006/types");
}

QByteArray messagesNs()
{
    return QByteArrayLiteral("http://schemas.microsoft.com/exchange/services/2006/messages");
}

QByteArray errorsNs()
{
    return QByteArrayLiteral("http://schemas.microsoft.com/exchange/services/2006/errors");
}

SimReply fault(const QByteArray &codeNs, const QByteArray &code, const QByteArray &message,
               const QByteArray &detail)
{
    return simReply(500, "text/xml; charset=utf-8",
                    declaration() + "<s:Envelope xmlns:s=\"" + soapNs()
                        + "\"><s:Body><s:Fault><faultcode xmlns:a=\"" + codeNs + "\">a:" + code
                        + "</faultcode><faultstring xml:lang=\"en-US\">" + message + "</faultstring>" + detail
                        + "</s:Fault></s:Body></s:Envelope>");
}

} // namespace

QByteArray xmlText(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray ewsEnvelope(const SimProduct &product, const QByteArray &body)
{
    return declaration() + "<s:Envelope xmlns:s=\"" + soapNs()
        + "\"><s:Header><h:ServerVersionInfo MajorVersion=\"" + QByteArray::number(product.major)
        + "\" MinorVersion=\"" + QByteArray::number(product.minor) + "\" MajorBuildNumber=\""
        + QByteArray::number(product.majorBuild) + "\" MinorBuildNumber=\""
        + QByteArray::number(product.minorBuild) + "\" Version=\"" + product.schemaVersion + "\" xmlns:h=\""
        + typesNs() + "\" xmlns=\"" + typesNs() + "\"/></s:Header><s:Body xmlns:m=\"" + messagesNs()
        + "\" xmlns:t=\"" + typesNs() + "\">" + body + "</s:Body></s:Envelope>";
}

QByteArray ewsSuccess(const QString &operation, const QByteArray &content)
{
    const QByteArray name = operation.toLatin1();
    return "<m:" + name + "Response><m:ResponseMessages><m:" + name
        + "ResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode>" + content
        + "</m:" + name + "ResponseMessage></m:ResponseMessages></m:" + name + "Response>";
}

QByteArray ewsError(const QString &operation, const QString &code, const QString &message,
                    const QString &responseClass)
{
    const QByteArray name = operation.toLatin1();
    return "<m:" + name + "Response><m:ResponseMessages><m:" + name + "ResponseMessage ResponseClass=\""
        + responseClass.toLatin1() + "\"><m:MessageText>" + xmlText(message)
        + "</m:MessageText><m:ResponseCode>" + code.toLatin1()
        + "</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey></m:" + name
        + "ResponseMessage></m:ResponseMessages></m:" + name + "Response>";
}

SimReply ewsFault(const QString &code, const QString &message, const QByteArray &messageXml)
{
    const QByteArray xml = messageXml.isEmpty()
        ? QByteArray()
        : "<t:MessageXml xmlns:t=\"" + typesNs() + "\">" + messageXml + "</t:MessageXml>";
    return fault(typesNs(), code.toLatin1(), xmlText(message),
                 "<detail><e:ResponseCode xmlns:e=\"" + errorsNs() + "\">" + code.toLatin1()
                     + "</e:ResponseCode><e:Message xmlns:e=\"" + errorsNs() + "\">" + xmlText(message)
                     + "</e:Message>" + xml + "</detail>");
}

SimReply schemaFault(const QString &violation, qint64 line, qint64 column)
{
    return ewsFault(u"ErrorSchemaValidation"_s, u"The request failed schema validation: "_s + violation,
                    "<t:LineNumber>" + QByteArray::number(line) + "</t:LineNumber><t:LinePosition>"
                        + QByteArray::number(column) + "</t:LinePosition><t:Violation>" + xmlText(violation)
                        + "</t:Violation>");
}

SimReply dispatcherFault(const QString &code, const QString &message)
{
    return fault("http://schemas.microsoft.com/ws/2005/05/addressing/none", code.toLatin1(), xmlText(message),
                 {});
}

} // namespace Setup
