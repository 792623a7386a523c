// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

namespace Setup::Code {

// Codes of the EWS console alone: why what was typed is not sent. They are part of all() in problemcodes.h,
// where the others stand.
#define SETUP_CONSOLE_CODES(X)                                                                               \
    X(ConsoleXmlMalformed, "CONSOLE_XML_MALFORMED")                                                          \
    X(ConsoleNotEws, "CONSOLE_NOT_EWS")                                                                      \
    X(ConsoleRequestRefused, "CONSOLE_REQUEST_REFUSED")

#define SETUP_DECLARE_CODE(name, text) inline constexpr QLatin1StringView name(text);
SETUP_CONSOLE_CODES(SETUP_DECLARE_CODE)
#undef SETUP_DECLARE_CODE

} // namespace Setup::Code
