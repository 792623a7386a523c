// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace Setup {

struct SimHeader
{
    QByteArray name;
    QByteArray value;
};

// One HTTP request as it came over the wire; a chunked body is already put together.
struct SimRequest
{
    QByteArray method;
    QByteArray target; // as sent, with the query
    QList<SimHeader> headers;
    QByteArray body;
    int connection = 0; // of its server, from 1
    int onConnection = 0; // the n-th request of that connection, from 1
    QByteArray serverCertificate = {}; // DER, of the TLS that it came through; empty without

    // The first value of this name in any case; empty where there is none.
    QByteArray header(QByteArrayView name) const;
    QList<QByteArray> headerValues(QByteArrayView name) const;
    QByteArray path() const; // the target without its query
};

} // namespace Setup
