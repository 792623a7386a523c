// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

namespace Setup::Code {

// Codes that only the way to a server knows: TLS, proxies, and what answers in a server's place. They are
// part of all() in problemcodes.h, where the others stand.
#define SETUP_NETWORK_CODES(X)                                                                               \
    X(NetworkIpv6Broken, "NETWORK_IPV6_BROKEN")                                                              \
    X(ProxyUnreachable, "PROXY_UNREACHABLE")                                                                 \
    X(ProxyDenied, "PROXY_DENIED")                                                                           \
    X(ProxyBroken, "PROXY_BROKEN")                                                                           \
    X(ProxyPacNotRead, "PROXY_PAC_NOT_READ")                                                                 \
    X(CaptivePortal, "CAPTIVE_PORTAL")                                                                       \
    X(TlsConnectionClosed, "TLS_CONNECTION_CLOSED")                                                          \
    X(TlsNotSpoken, "TLS_NOT_SPOKEN")                                                                        \
    X(TlsNameUnknown, "TLS_NAME_UNKNOWN")                                                                    \
    X(TlsClientCertificate, "TLS_CLIENT_CERTIFICATE")                                                        \
    X(TlsCertWeak, "TLS_CERT_WEAK")                                                                          \
    X(TlsNameConstraint, "TLS_NAME_CONSTRAINT")                                                              \
    X(TlsInspected, "TLS_INSPECTED")                                                                         \
    X(TlsNodesDiffer, "TLS_NODES_DIFFER")                                                                    \
    X(Http200Preauth, "HTTP_200_PREAUTH")                                                                    \
    X(Http411, "HTTP_411")                                                                                   \
    X(Http401LoginStripped, "HTTP_401_LOGIN_STRIPPED")                                                       \
    X(HttpVersionRefused, "HTTP_VERSION_REFUSED")                                                            \
    X(AnswerEncoding, "ANSWER_ENCODING")                                                                     \
    X(AutodiscoverExternalUrlPrivate, "AD_EXTERNAL_URL_PRIVATE")

#define SETUP_DECLARE_CODE(name, text) inline constexpr QLatin1StringView name(text);
SETUP_NETWORK_CODES(SETUP_DECLARE_CODE)
#undef SETUP_DECLARE_CODE

} // namespace Setup::Code
