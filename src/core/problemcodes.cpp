// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"

#include "core/consolecodes.h"
#include "core/networkcodes.h"

#include <algorithm>

namespace Setup::Code {

QList<QLatin1StringView> all()
{
#define SETUP_LIST_CODE(name, text) name,
    return {SETUP_PROBLEM_CODES(SETUP_LIST_CODE) SETUP_NETWORK_CODES(SETUP_LIST_CODE)
                SETUP_CONSOLE_CODES(SETUP_LIST_CODE)};
#undef SETUP_LIST_CODE
}

bool isExchangeCode(QStringView text)
{
    static constexpr qsizetype longest = 80;
    return text.startsWith(u"Error") && text.size() > 5 && text.size() <= longest
        && std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); });
}

} // namespace Setup::Code
