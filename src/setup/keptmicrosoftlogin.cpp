// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/keptmicrosoftlogin.h"

#include "core/problemcodes.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

Secret toSecret(const KeptMicrosoftLogin &login)
{
    const QJsonObject json{{u"key"_s, login.key},
                           {u"refreshToken"_s, QString::fromUtf8(login.refreshToken.bytes())},
                           {u"subject"_s, login.subject},
                           {u"account"_s, login.account}};
    return Secret(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<KeptMicrosoftLogin> keptMicrosoftLogin(const Secret &entry)
{
    const QJsonObject json = QJsonDocument::fromJson(entry.bytes().toByteArray()).object();
    KeptMicrosoftLogin login{json["key"_L1].toString(), Secret(json["refreshToken"_L1].toString().toUtf8()),
                             json["subject"_L1].toString(), json["account"_L1].toString()};
    if (login.key.isEmpty() || login.refreshToken.isEmpty())
        return Problem{Code::KeychainCorrupt, u"the kept sign-in cannot be read"_s, {}};
    return login;
}

} // namespace Setup
