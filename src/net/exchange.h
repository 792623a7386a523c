// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "net/httpheaders.h"
#include "net/ntlmtalk.h"
#include "net/operation.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

namespace Setup {

// A login to present. The door makes the Authorization header of it, so that no header list ever holds the
// secret.
struct Credential
{
    // NTLM goes by either of two names (MS-NTHT, MS-SPNG).
    enum class Scheme { Basic, Bearer, Ntlm, NtlmInNegotiate };

    Scheme scheme = Scheme::Basic;
    QString account; // whose login this is, whatever the spelling: what the login gate counts by
    QString username; // the spelling to send
    Secret secret; // password or token
    bool saysBinding = true; // NTLM: names the certificate that is seen here (channel binding)

    bool isNtlm() const { return scheme == Scheme::Ntlm || scheme == Scheme::NtlmInNegotiate; }
};

// What of the bodies a recording may keep; redactionlists.h has the lists. None keeps nothing of them, Issuer
// is what an identity provider publishes about itself and its keys, Token what goes to its token endpoint (a
// form) and comes back, Microsoft what getuserrealm and Graph say.
enum class BodyKind { None, Ews, AutodiscoverXml, AutodiscoverJson, Portal, Issuer, Token, Microsoft };

struct ExchangeQuery
{
    OperationTag tag;
    QByteArray method = "GET";
    QUrl url; // https; http only with withoutSecrets (Autodiscover's redirect step)
    HttpHeaders headers;
    QByteArray body;
    std::optional<Credential> credential; // only over https, to a confirmed host; Basic only with POST
    QString address; // pin to this IP address; empty: any
    QByteArray extraRoot; // PEM, as in HandshakeQuery
    BodyKind bodyKind = BodyKind::None;
    bool withoutSecrets =
        false; // no credential, no cookie, and of the answer only status and Location are kept
    // For a streamed answer: asked after each piece; true ends the exchange well with what is there (complete
    // = false).
    std::function<bool(const QByteArray &soFar)> isEnough;
    std::chrono::milliseconds deadline{20'000};
};

struct ExchangeAnswer
{
    int status = 0;
    QByteArray reason;
    HttpHeaders headers;
    QByteArray body;
    bool complete = true;
    Stamp stamp;
    std::optional<NtlmTalk> ntlm = {}; // where the login was one by NTLM

    friend bool operator==(const ExchangeAnswer &, const ExchangeAnswer &) = default;
};

// One HTTP request, sent exactly once (with NTLM: two, of which one carries the login), and its answer.
// Redirects are returned, never followed; every status is an answer, also 401 and 500. Problems: TLS_* (an
// untrusted certificate, with "chain" in the facts: nothing was sent), TCP_*, DNS_*, PROXY_* as in Handshake,
// HTTP_VERSION_REFUSED (the handshake ended because HTTP/1.1 is not taken), HTTP_TIMEOUT,
// HTTP_CONNECTION_CLOSED, ANSWER_TOO_LARGE, ANSWER_TRUNCATED, HOST_NOT_CONFIRMED and LOGIN_GATE_CLOSED (both:
// nothing was sent), HTTP_401_BASIC_REJECTED never (a 401 is an answer).
class Exchange : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    // Not the end: from here on something of the request, its login included, may have left this computer. An
    // exchange that ends without it has sent nothing, unless it ends with an answer; by NTLM no login went
    // without it in any case. At least once, before finished().
    void sending();
    void finished(const Setup::Result<Setup::ExchangeAnswer> &result);
};

} // namespace Setup
