// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Setup {

// The spellings of a service account's user name, the likeliest first: as typed (else the e-mail address),
// then DOMAIN\user, the bare name, the e-mail address. The NetBIOS domain is the one that the server told,
// else a guess from the mail domain, which comes last.
QStringList userSpellings(const QString &typed, const QString &email, const QString &netbiosDomain);

} // namespace Setup
