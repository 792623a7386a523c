// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

// The namespaces of an EWS request (SOAP 1.1; messages.xsd and types.xsd of Exchange).
namespace Setup::SoapNames {

inline constexpr QLatin1StringView Envelope("http://schemas.xmlsoap.org/soap/envelope/");
inline constexpr QLatin1StringView Messages("http://schemas.microsoft.com/exchange/services/2006/messages");
inline constexpr QLatin1StringView Types("http://schemas.microsoft.com/exchange/services/2006/types");

} // namespace Setup::SoapNames
