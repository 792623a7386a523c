// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/authoffers.h"

#include <QByteArray>
#include <QString>

#include <optional>

// Enough of NTLM (MS-NLMP) to learn without a password which domain a server belongs to. No login is made
// with it.
namespace Setup::Ntlm {

// The first message (NEGOTIATE), Base64, for "Authorization: NTLM …". It names nobody.
QByteArray negotiateMessage();

// The names in the server's answer (CHALLENGE). Foreign text.
struct TargetNames
{
    QString netbiosDomain; // "CONTOSO", for CONTOSO\user
    QString netbiosComputer;
    QString dnsDomain; // "contoso.local"
    QString dnsComputer;
    QString dnsForest;

    friend bool operator==(const TargetNames &, const TargetNames &) = default;
};

std::optional<TargetNames> targetNames(const QByteArray &challengeBase64);
std::optional<TargetNames> targetNames(const AuthOffers &offers);

} // namespace Setup::Ntlm
