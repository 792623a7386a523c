// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/exclusivelisten.h"

#include "core/problemcodes.h"

#include <QNetworkProxy>

#if defined(Q_OS_WIN)
#include <winsock2.h>
#include <ws2tcpip.h>
#endif

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Problem unavailable(const QString &reason, bool isInUse)
{
    return {Code::LoopbackUnavailable, {}, {{u"reason"_s, reason}, {u"inUse"_s, isInUse}}};
}

#if defined(Q_OS_WIN)
SOCKET boundSocket(const QHostAddress &address, quint16 port)
{
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const SOCKET made = WSASocketW(isV6 ? AF_INET6 : AF_INET, SOCK_STREAM, IPPROTO_TCP, nullptr, 0,
                                   WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    if (made == INVALID_SOCKET)
        return made;
    const BOOL yes = TRUE;
    setsockopt(made, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char *>(&yes), sizeof yes);
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    v6.sin6_addr = in6addr_loopback;
    const auto *const where =
        isV6 ? reinterpret_cast<const sockaddr *>(&v6) : reinterpret_cast<const sockaddr *>(&v4);
    const int size = isV6 ? int(sizeof v6) : int(sizeof v4);
    if (bind(made, where, size) == 0 && listen(made, SOMAXCONN) == 0)
        return made;
    const int error = WSAGetLastError();
    closesocket(made);
    WSASetLastError(error);
    return INVALID_SOCKET;
}
#endif

} // namespace

Result<Done> listenExclusively(QTcpServer &server, const QHostAddress &address, quint16 port)
{
    server.setProxy(QNetworkProxy::NoProxy);
#if defined(Q_OS_WIN)
    const SOCKET bound = boundSocket(address, port);
    if (bound == INVALID_SOCKET) {
        const int error = WSAGetLastError();
        return unavailable(u"WSA %1"_s.arg(error), error == WSAEADDRINUSE || error == WSAEACCES);
    }
    if (!server.setSocketDescriptor(static_cast<qintptr>(bound))) {
        closesocket(bound);
        return unavailable(server.errorString(), false);
    }
#else
    if (!server.listen(address, port))
        return unavailable(server.errorString(), server.serverError() == QAbstractSocket::AddressInUseError);
#endif
    return Done();
}

} // namespace Setup
