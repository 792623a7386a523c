// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QList>
#include <QSslCertificate>

namespace Setup {

// What an administrator compares: names, issuer, validity and fingerprint of each, the server's own first. At
// most ten certificates with at most twenty names each.
QJsonArray certificateFacts(const QList<QSslCertificate> &chain);

} // namespace Setup
