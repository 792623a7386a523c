// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/operation.h"
#include "net/route.h"

#include <QList>
#include <QObject>
#include <QSslCertificate>

namespace Setup {

struct HandshakeQuery
{
    OperationTag tag;
    QString host;
    quint16 port = 443;
    QString address; // empty: any; ignored through a proxy
    Route route; // through CONNECT where a proxy stands
    QByteArray extraRoot; // PEM; trusted beside the system's roots for this handshake only
    std::chrono::milliseconds deadline{10'000};
};

// What is wrong with one certificate of the chain.
struct CertificateFault
{
    QString code; // TLS_CERT_EXPIRED …
    int depth = 0; // 0 is the server's own

    friend bool operator==(const CertificateFault &, const CertificateFault &) = default;
};

// Who vouches for the chain.
enum class TrustOrigin { None, System, ExtraRoot };

struct HandshakeAnswer
{
    QString protocol; // "TLSv1.3"
    QString cipher;
    QString alpn;
    QList<QSslCertificate> chain; // as the server sent it
    QList<CertificateFault> faults;
    TrustOrigin trust = TrustOrigin::None;
    Stamp stamp;

    bool isTrusted() const { return faults.isEmpty(); }
    friend bool operator==(const HandshakeAnswer &, const HandshakeAnswer &) = default;
};

// One TLS handshake, looked at and closed: nothing is sent over it, so a bad certificate is an answer here
// and not a Problem. Problems, beside those of Connect: of the handshake TLS_PROTOCOL_VERSION,
// TLS_HANDSHAKE_FAILURE, TLS_NAME_UNKNOWN (the server knows no such host), TLS_CLIENT_CERTIFICATE (it wants
// one, which in TLS 1.3 it says after the handshake), TLS_NOT_SPOKEN, TLS_CONNECTION_CLOSED, TLS_TIMEOUT,
// TLS_NO_BACKEND and HTTP_VERSION_REFUSED (neither HTTP/1.1 nor HTTP/2 is taken); of a proxy
// PROXY_UNREACHABLE, PROXY_407, PROXY_DENIED, PROXY_CONNECT_FAILED and PROXY_BROKEN (it is none), with
// proxyStatus, proxyOffers and inspectedBy as facts where it said something. "alert" is the number that the
// server sent, "stage" how far it was: hello, keys.
class Handshake : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::HandshakeAnswer> &result);
};

} // namespace Setup
