// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslCertificate>

namespace Setup {

// Which TLS connection a login belongs to, in the words of "tls-server-end-point" (RFC 5929, 4): a hash of
// the server's certificate, by the hash of its signature, where MD5 and SHA-1 count as SHA-256.
QByteArray tlsServerEndPoint(const QSslCertificate &certificate);

// The same as NTLM carries it (MS-NLMP 2.2.2.1, MsvAvChannelBindings): MD5 of a gss_channel_bindings_struct
// (RFC 2744, 3.11) with no addresses and "tls-server-end-point:" before the hash. 16 bytes; empty where there
// is no certificate.
QByteArray ntlmChannelBinding(const QSslCertificate &certificate);

} // namespace Setup
