// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/acceptance.h"

#include "core/xmltext.h"

#include <QXmlStreamReader>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The first element of a document; nothing after it is read.
bool isExchangeDocument(const QByteArray &body)
{
    QXmlStreamReader xml(XmlText(body).text);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const bool isSoap = xml.name() == "Envelope"_L1
            && xml.namespaceUri() == "http://schemas.xmlsoap.org/soap/envelope/"_L1; // SOAP 1.1
        return isSoap || xml.name() == "Autodiscover"_L1;
    }
    return false;
}

} // namespace

LoginGate::Outcome loginOutcome(const Result<ExchangeAnswer> &result, bool wasSent)
{
    if (!result)
        return wasSent ? LoginGate::Outcome::Unanswered : LoginGate::Outcome::Undecided;
    if (result->ntlm && result->ntlm->stage != NtlmTalk::Stage::Presented)
        return LoginGate::Outcome::Undecided;
    switch (result->status) {
    case 200:
    case 500:
        return isExchangeDocument(result->body) ? LoginGate::Outcome::Accepted
                                                : LoginGate::Outcome::Undecided;
    case 401:
        return LoginGate::Outcome::Rejected;
    case 502:
    case 504:
        return LoginGate::Outcome::Unanswered;
    default:
        return LoginGate::Outcome::Undecided;
    }
}

} // namespace Setup
