// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/keptconnections.h"

#include "net/destination.h"
#include "net/exchange.h"

#include <QNetworkProxy>

#include <algorithm>

namespace Setup {
namespace {

constexpr std::chrono::seconds idle{60}; // servers close after one to two minutes

} // namespace

QByteArray KeptConnections::keyOf(const ExchangeQuery &query, const Destination &destination,
                                  const QNetworkProxy &proxy)
{
    const QByteArrayList parts{query.url.host(QUrl::FullyEncoded).toLatin1(),
                               QByteArray::number(query.url.port(443)),
                               destination.address.toLatin1(),
                               QByteArray::number(destination.port),
                               query.extraRoot,
                               QByteArray::number(proxy.type()),
                               proxy.hostName().toUtf8(),
                               QByteArray::number(proxy.port()),
                               proxy.user().toUtf8()};
    return parts.join('\n');
}

void KeptConnections::keep(const QByteArray &key, OwnSocket socket)
{
    const auto *const kept = socket.get();
    if (kept->state() != QAbstractSocket::ConnectedState || kept->bytesAvailable() > 0)
        return;
    const auto forget = [this, kept] { drop(kept); };
    connect(kept, &QTcpSocket::disconnected, this, forget);
    connect(kept, &QTcpSocket::errorOccurred, this, forget);
    connect(kept, &QTcpSocket::readyRead, this, forget);
    m_kept.push_front({key, std::move(socket), QDeadlineTimer(idle)});
    if (m_kept.size() > Most)
        m_kept.pop_back();
}

OwnSocket KeptConnections::take(const QByteArray &key)
{
    m_kept.remove_if([](const Kept &kept) { return kept.fresh.hasExpired(); });
    const auto found =
        std::find_if(m_kept.begin(), m_kept.end(), [&key](const Kept &kept) { return kept.key == key; });
    if (found == m_kept.end())
        return {};
    OwnSocket socket = std::move(found->socket);
    m_kept.erase(found);
    socket->disconnect(this);
    return socket;
}

void KeptConnections::drop(const QTcpSocket *socket)
{
    m_kept.remove_if([socket](const Kept &kept) { return kept.socket.get() == socket; });
}

} // namespace Setup
