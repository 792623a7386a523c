// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/ewsanswer.h"

namespace Setup {

class XmlCursor;

// What every ResponseMessage of EWS has in common, and the SOAP fault that can stand in its place.

// The cursor stands on the element that has the attribute ResponseClass.
EwsMessage startMessage(const XmlCursor &xml);
// True when the cursor stood on ResponseCode, MessageText, MessageXml or DescriptiveLinkKey, and has read it.
bool readMessagePart(XmlCursor &xml, EwsMessage &message);
// A message that ended without a code gets EWS_UNKNOWN_CODE.
void finishMessage(EwsMessage &message);

// Reads the children of a SOAP 1.1 Fault. The code is detail's ResponseCode, else faultcode if that is a name
// of EWS; faults of the WCF dispatcher become SOAP_ActionNotSupported, SOAP_InternalServiceFault,
// SOAP_DeserializationFailed, everything else SOAP_UNKNOWN_FAULT.
EwsMessage readSoapFault(XmlCursor &xml);

} // namespace Setup
