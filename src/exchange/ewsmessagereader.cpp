// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewsmessagereader.h"

#include "core/problemcodes.h"
#include "exchange/xmlcursor.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ewsNamespace = "http://schemas.microsoft.com/exchange/services/2006/"_L1;

EwsMessage::Class responseClass(const QString &text)
{
    if (text == "Success"_L1)
        return EwsMessage::Class::Success;
    return text == "Warning"_L1 ? EwsMessage::Class::Warning : EwsMessage::Class::Error;
}

void setCode(EwsMessage &message, const QString &raw)
{
    const QString code = raw.trimmed();
    if (code == "NoError"_L1 || Code::isExchangeCode(code)) {
        message.code = code;
    } else {
        message.code = Code::EwsUnknownCode;
        message.rawCode = ForeignText(code, 80);
    }
}

// MessageXml holds <Value Name="BackOffMilliseconds">, or elements of their own such as <LineNumber>.
void readValues(XmlCursor &xml, EwsMessage &message)
{
    static constexpr int most = 50;
    while (xml.child()) {
        const QString name = xml.attribute(u"Name");
        const QString key = ForeignText(name.isEmpty() ? xml.name().toString() : name, 80).text();
        const ForeignText value(xml.text().trimmed());
        if (message.values.size() < most)
            message.values.insert(key, value);
    }
}

// Only a name in one of EWS' namespaces is a code of EWS; WCF's dispatcher puts its own in others.
void readFaultCode(XmlCursor &xml, EwsMessage &message)
{
    const auto name = xml.qualifiedName();
    if (name.namespaceUri.startsWith(ewsNamespace) && Code::isExchangeCode(name.localName)) {
        message.code = name.localName;
        return;
    }
    message.rawCode = ForeignText(name.text, 80);
    if (name.localName == "ActionNotSupported"_L1)
        message.code = Code::SoapActionNotSupported;
    else if (name.localName == "InternalServiceFault"_L1)
        message.code = Code::SoapInternalServiceFault;
    else if (name.localName == "DeserializationFailed"_L1)
        message.code = Code::SoapDeserializationFailed;
    else
        message.code = Code::SoapUnknownFault;
}

EwsMessage readFaultDetail(XmlCursor &xml)
{
    EwsMessage message;
    while (xml.child()) {
        if (xml.is(u"Message"))
            message.text = ForeignText(xml.text().trimmed());
        else if (!readMessagePart(xml, message))
            xml.skip();
    }
    return message;
}

} // namespace

EwsMessage startMessage(const XmlCursor &xml)
{
    EwsMessage message;
    message.responseClass = responseClass(xml.attribute(u"ResponseClass"));
    return message;
}

void finishMessage(EwsMessage &message)
{
    if (message.code.isEmpty())
        setCode(message, {});
}

bool readMessagePart(XmlCursor &xml, EwsMessage &message)
{
    if (xml.is(u"ResponseCode"))
        setCode(message, xml.text());
    else if (xml.is(u"MessageText"))
        message.text = ForeignText(xml.text().trimmed());
    else if (xml.is(u"MessageXml"))
        readValues(xml, message);
    else if (xml.is(u"DescriptiveLinkKey"))
        xml.skip();
    else
        return false;
    return true;
}

EwsMessage readSoapFault(XmlCursor &xml)
{
    EwsMessage message;
    EwsMessage detail;
    while (xml.child()) {
        if (xml.is(u"faultcode"))
            readFaultCode(xml, message);
        else if (xml.is(u"faultstring"))
            message.text = ForeignText(xml.text().trimmed());
        else if (xml.is(u"detail"))
            detail = readFaultDetail(xml);
        else
            xml.skip();
    }
    if (!detail.code.isEmpty()) {
        message.code = detail.code;
        message.rawCode = detail.rawCode;
    } else if (message.code.isEmpty()) {
        message.code = Code::SoapUnknownFault;
    }
    if (!detail.text.isEmpty())
        message.text = detail.text;
    message.values = detail.values;
    return message;
}

} // namespace Setup
