// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/target.h"

#include "checks/discoveryfacts.h"
#include "core/problemcodes.h"

namespace Setup {

bool isExchangeServer(const RunInput &input)
{
    return input.integration.server() != nullptr;
}

bool isExchangeOnline(const RunInput &input)
{
    return input.integration.online() != nullptr;
}

bool hasTypedAddress(const RunInput &input)
{
    return isExchangeServer(input) && !input.integration.server()->ewsUrl.isEmpty();
}

QUrl ewsAddress(const CheckContext &context)
{
    if (hasTypedAddress(context.input))
        return context.input.integration.server()->ewsUrl;
    const auto *settings = context.facts.get<SettingsFacts>();
    return settings ? settings->ewsUrl : QUrl();
}

QString hostOf(const QUrl &url)
{
    return url.host(QUrl::FullyEncoded).toLower();
}

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(443));
}

Problem passwordMissing()
{
    return {Code::PasswordMissing, {}, {}};
}

} // namespace Setup
