// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integration.h"

namespace Setup {

QString Integration::account() const
{
    return server() ? server()->email : std::get<ExchangeOnline>(exchange).email;
}

void Integration::setAccount(const QString &email)
{
    if (ExchangeServer *own = server())
        own->email = email;
    else
        std::get<ExchangeOnline>(exchange).email = email;
}

QString mailDomain(const QString &email)
{
    const qsizetype at = email.lastIndexOf(u'@');
    if (at < 0)
        return {};
    return QString::fromLatin1(QUrl::toAce(email.mid(at + 1))).toLower();
}

} // namespace Setup
