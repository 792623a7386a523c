// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslKey>

namespace Setup {

// What a server shows and proves with.
struct TlsIdentity
{
    QList<QSslCertificate> chain; // the server's own first; never the root
    QSslKey key;
};

enum class TlsProtocols {
    Current, // 1.2 and 1.3
    Only12,
    Only13,
    OnlyOld, // 1.0 and 1.1: what a client of today must refuse
    NoCommonCipher // a cipher that its own certificate cannot be used with
};

// What a server does where a TLS handshake is expected.
enum class TlsManners {
    Good,
    SpeaksPlainly, // http on the port of https
    Closes, // as soon as somebody speaks
    Resets,
    Silent
};

// How a LoopbackServer does TLS.
struct TlsSettings
{
    TlsIdentity identity;
    TlsProtocols protocols = TlsProtocols::Current;
    bool clientCertificateDemanded = false; // one of clientIssuer; without it the handshake fails
    QSslCertificate clientIssuer = QSslCertificate();
    TlsManners manners = TlsManners::Good;
};

} // namespace Setup
