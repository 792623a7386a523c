// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QAbstractSocket>
#include <QNetworkReply>

namespace Setup {

// How far an operation had come when it failed: the same error means different things.
enum class Progress { Connecting, Securing, Asking };

// Codes of what Qt's sockets and replies report. Through a proxy everything that fails before the connection
// stands is the proxy's word.
QLatin1StringView socketCode(QAbstractSocket::SocketError error, Progress progress, bool viaProxy);
QLatin1StringView replyCode(QNetworkReply::NetworkError error, Progress progress, const QString &errorText);

// What a failed connection means when it was the proxy's to make.
QLatin1StringView codeBehindProxy(QLatin1StringView code);

// TLS_PROTOCOL_VERSION or TLS_HANDSHAKE_FAILURE, by the text of the TLS library: Qt keeps no alert number.
QLatin1StringView handshakeCode(const QString &errorText);

Problem networkProblem(QLatin1StringView code, const QString &errorText, const QString &host, quint16 port);

} // namespace Setup
