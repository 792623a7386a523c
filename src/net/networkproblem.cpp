// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/networkproblem.h"

#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct HandshakeWord
{
    QLatin1StringView word;
    QLatin1StringView code;
};

// OpenSSL's words (err/openssl.txt): alerts that the server sent, or its own finding that what came is no
// TLS.
constexpr std::array handshakeWords{
    HandshakeWord{"protocol version"_L1, Code::TlsProtocolVersion}, // alert 70
    HandshakeWord{"unsupported protocol"_L1, Code::TlsProtocolVersion}, // a ServerHello too old
    HandshakeWord{"unrecognized name"_L1, Code::TlsNameUnknown}, // alert 112
    HandshakeWord{"certificate required"_L1, Code::TlsClientCertificate}, // alert 116
    HandshakeWord{"alert bad certificate"_L1,
                  Code::TlsClientCertificate}, // alert 42: ours, and there is none
    HandshakeWord{"no application protocol"_L1, Code::HttpVersionRefused}, // alert 120
    HandshakeWord{"wrong version number"_L1, Code::TlsNotSpoken},
    HandshakeWord{"packet length too long"_L1, Code::TlsNotSpoken},
    HandshakeWord{"record layer failure"_L1, Code::TlsNotSpoken},
    HandshakeWord{"http request"_L1, Code::TlsNotSpoken},
};

bool isAlert(const QString &errorText)
{
    return errorText.contains(" alert "_L1, Qt::CaseInsensitive);
}

// What the proxy itself did; the rest is what it met on its way to the server.
QLatin1StringView proxyCode(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Code::Proxy407;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return Code::ProxyUnreachable;
    case QAbstractSocket::SocketAccessError: // Qt's reading of 403 and 405
        return Code::ProxyDenied;
    case QAbstractSocket::ProxyConnectionClosedError:
        return Code::ProxyBroken;
    default:
        return Code::ProxyConnectFailed;
    }
}

} // namespace

QLatin1StringView socketCode(QAbstractSocket::SocketError error, Progress progress, bool viaProxy)
{
    if (viaProxy && progress == Progress::Connecting)
        return proxyCode(error);
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Code::TcpConnectionRefused;
    case QAbstractSocket::HostNotFoundError:
        return Code::DnsNxdomain;
    case QAbstractSocket::SocketTimeoutError:
        return Code::TcpTimeout;
    case QAbstractSocket::RemoteHostClosedError:
        return progress == Progress::Securing ? Code::TlsConnectionClosed : Code::TcpReset;
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
        // Qt tells an https reply that a connection was closed only once there was one.
        return progress == Progress::Asking ? Code::HttpConnectionClosed : Code::TlsConnectionClosed;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Code::Proxy407;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return Code::ProxyUnreachable;
    case QNetworkReply::ProxyConnectionClosedError:
        return Code::ProxyBroken;
    case QNetworkReply::UnknownProxyError:
        return Code::ProxyConnectFailed;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::UnknownContentError:
        return Code::AnswerMalformed;
    case QNetworkReply::UnknownNetworkError:
        // TLS 1.3 judges the client when its own handshake is over already.
        return isAlert(errorText) ? handshakeCode(errorText) : Code::NetworkUnreachable;
    default:
        return Code::NetworkUnreachable;
    }
}

// TLS 1.3 judges the client when its own handshake is over already.
QLatin1StringView lostCode(QAbstractSocket::SocketError error, const QString &errorText)
{
    if (error == QAbstractSocket::RemoteHostClosedError)
        return Code::HttpConnectionClosed;
    return isAlert(errorText) ? handshakeCode(errorText) : Code::NetworkUnreachable;
}

QLatin1StringView codeBehindProxy(QLatin1StringView code)
{
    const bool isConnection = code == Code::TcpConnectionRefused || code == Code::TcpTimeout
        || code == Code::NetworkUnreachable || code == Code::DnsNxdomain;
    return isConnection ? Code::ProxyConnectFailed : code;
}

QLatin1StringView handshakeCode(const QString &errorText, bool keysSent)
{
    for (const HandshakeWord &known : handshakeWords)
        if (errorText.contains(known.word, Qt::CaseInsensitive))
            return known.code;
    return keysSent && isAlert(errorText) ? Code::TlsClientCertificate : Code::TlsHandshakeFailure;
}

Problem networkProblem(QLatin1StringView code, const QString &errorText, const QString &host, quint16 port)
{
    return {code, ForeignText(errorText).text(), {{u"host"_s, ForeignText(host)}, {u"port"_s, port}}};
}

} // namespace Setup
