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

// Of a connection that stood, and on which an answer was waited for.
QLatin1StringView lostCode(QAbstractSocket::SocketError error, const QString &errorText);

// What a failed connection means when it was the proxy's to make.
QLatin1StringView codeBehindProxy(QLatin1StringView code);

// What a handshake failed for, by the text of the TLS library: a reply of Qt keeps no alert number. Whoever
// breaks off after the client has sent its keys, and before it has said anything else, misses the client's
// certificate.
QLatin1StringView handshakeCode(const QString &errorText, bool keysSent = false);

Problem networkProblem(QLatin1StringView code, const QString &errorText, const QString &host, quint16 port);

} // namespace Setup
