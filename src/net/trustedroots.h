// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>

namespace Setup {

// Roots to trust beside the given ones; given none, beside the operating system's.
QList<QSslCertificate> rootsWith(const QList<QSslCertificate> &roots, const QByteArray &extraPem);

// TLS 1.2 or later, verified, trusting these roots; given none, the operating system's.
QSslConfiguration tlsConfiguration(const QList<QSslCertificate> &roots);

} // namespace Setup
