// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace Setup {

// A certificate (PEM) under other names: subject, issuer and alternative names are renamed, dates and what it
// may be used for stay, so that it is judged as the original was. Key, serial number and signature are new,
// since public logs tell the names to whoever knows one of them; that it was logged stays as an empty list.
// The signature is worth nothing: a replay takes what was recorded of the verification. A certificate in
// which nothing is to be renamed, wherever in it, comes back as it was, unless it shall be another one in any
// case; what is none comes back, too.
QByteArray maskedCertificate(const QByteArray &pem, const std::function<QString(const QString &)> &renamed,
                             bool inAnyCase = false);

} // namespace Setup
