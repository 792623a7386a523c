// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simulatedworld.h"

#include <QSslSocket>

namespace Setup {

struct RawAnswer
{
    int status = 0; // 0: no HTTP answer came
    QList<SimHeader> headers;
    QByteArray body; // as it came, chunks and all
    bool closed = false;

    QByteArray header(const QByteArray &name) const;
    QByteArrayList headerValues(const QByteArray &name) const;
    QByteArray value(const QByteArray &element) const; // the text of the first element of this local name
};

// A client of the tests' own: a bare socket that says what it is told and keeps what comes back.
class RawClient
{
public:
    // Pieces of requests.
    static QByteArray version(const QByteArray &name = "Exchange2013_SP1");

    RawClient(SimulatedWorld &world, const QString &hostAndPort);

    RawAnswer send(const QByteArray &request); // whole, or what came until the connection ended
    RawAnswer post(const QByteArray &target, const QByteArray &body, const QByteArrayList &headers = {});
    RawAnswer get(const QByteArray &target, const QByteArrayList &headers = {});
    RawAnswer ews(const QByteArray &operation,
                  const QByteArray &soapHeader = version()); // logged on by Basic

    static QByteArray impersonating(const QByteArray &address);
    static QByteArray basic(const QByteArray &user = "askcody@contoso.test",
                            const QByteArray &password = SimLogon::password());
    static QByteArray envelope(const QByteArray &operation, const QByteArray &soapHeader);

    QSslSocket &socket() { return m_socket; }

private:
    QByteArray m_host;
    QSslSocket m_socket;
};

} // namespace Setup
