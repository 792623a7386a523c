// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/ownsocket.h"

#include <QDeadlineTimer>
#include <QObject>

#include <list>

class QNetworkProxy;

namespace Setup {

struct Destination;
struct ExchangeQuery;

// Connections whose answer has ended, for the next exchange to the same place by the same way under the same
// trust (RFC 9112, 9.3). One that closes, or on which something comes unasked, is no longer offered.
class KeptConnections : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t Most = 12;

    static QByteArray keyOf(const ExchangeQuery &query, const Destination &destination,
                            const QNetworkProxy &proxy);

    void keep(const QByteArray &key, OwnSocket socket);
    OwnSocket take(const QByteArray &key); // the latest, or none

private:
    struct Kept
    {
        QByteArray key;
        OwnSocket socket;
        QDeadlineTimer fresh;
    };

    void drop(const QTcpSocket *socket);

    std::list<Kept> m_kept;
};

} // namespace Setup
