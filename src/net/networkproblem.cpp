// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/networkproblem.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

QLatin1StringView socketCode(QAbstractSocket::SocketError error, Progress progress, bool viaProxy)
{
    if (error == QAbstractSocket::ProxyAuthenticationRequiredError)
        return Code::Proxy407;
    if (viaProxy && progress == Progress::Connecting)
        return Code::ProxyConnectFailed;
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Code::TcpConnectionRefused;
    case QAbstractSocket::HostNotFoundError:
        return Code::DnsNxdomain;
    case QAbstractSocket::SocketTimeoutError:
        return Code::TcpTimeout;
    case QAbstractSocket::RemoteHostClosedError:
        return Code::TcpReset;
    default:
        return Code::NetworkUnreachable;
    }
}

QLatin1StringView replyCode(QNetworkReply::NetworkError error, Progress progress, const QString &errorText)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return Code::TcpConnectionRefused;
    case QNetworkReply::HostNotFoundError:
        return Code::DnsNxdomain;
    case QNetworkReply::TimeoutError:
        return progress == Progress::Asking ? Code::HttpTimeout : Code::TcpTimeout;
    case QNetworkReply::SslHandshakeFailedError:
        return handshakeCode(errorText);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // the server closed and Qt would have sent again
        return progress == Progress::Asking ? Code::HttpConnectionClosed : Code::TcpReset;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Code::Proxy407;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return Code::ProxyConnectFailed;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::UnknownContentError:
        return Code::AnswerMalformed;
    default:
        return Code::NetworkUnreachable;
    }
}

QLatin1StringView codeBehindProxy(QLatin1StringView code)
{
    const bool isConnection = code == Code::TcpConnectionRefused || code == Code::TcpTimeout
        || code == Code::NetworkUnreachable || code == Code::DnsNxdomain;
    return isConnection ? Code::ProxyConnectFailed : code;
}

QLatin1StringView handshakeCode(const QString &errorText)
{
    // OpenSSL: the alert "protocol version", or its own refusal of an old ServerHello.
    const bool version = errorText.contains("protocol version"_L1, Qt::CaseInsensitive)
        || errorText.contains("unsupported protocol"_L1, Qt::CaseInsensitive);
    return version ? Code::TlsProtocolVersion : Code::TlsHandshakeFailure;
}

Problem networkProblem(QLatin1StringView code, const QString &errorText, const QString &host, quint16 port)
{
    return {code, ForeignText(errorText).text(), {{u"host"_s, ForeignText(host)}, {u"port"_s, port}}};
}

} // namespace Setup
