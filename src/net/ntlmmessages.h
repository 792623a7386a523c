// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"
#include "net/ntlmchallenge.h"

#include <optional>

// A client of NTLMv2 (MS-NLMP), since Qt's own passes no channel binding on Linux and macOS. It negotiates no
// key exchange, so nothing of RC4 is needed, and neither NTLMv1 nor a session to sign or seal: over HTTP the
// login is all there is.
namespace Setup::Ntlm {

// The first message, NEGOTIATE (2.2.1.1). It names nobody.
QByteArray negotiateMessage();

// A user name in one of its spellings. A bare name belongs to the domain that the server told.
struct Account
{
    QString user;
    QString domain; // empty with user@domain

    static Account fromSpelling(const QString &spelling, const QString &serverDomain);
};

// What the third message is made of, beside the login.
struct Answering
{
    QByteArray negotiate; // the two messages so far, as they went over the wire
    QByteArray challenge;
    QString host; // whose server it is, for the target name HTTP/host
    QByteArray binding; // MD5 of the channel bindings; empty: the message says nothing of the connection
    QByteArray clientChallenge; // 8 random bytes
    QByteArray now; // 8 bytes as in fileTime(); used where the server tells no time
};

// The third message, AUTHENTICATE (2.2.1.3), with NTLMv2 response and MIC. The password can be guessed from
// it. Absent: this computer's cryptography has no MD4 or MD5, or the challenge is none.
std::optional<QByteArray> authenticateMessage(const Account &account, const Secret &password,
                                              const Answering &answering);

// Microseconds since 1601, times ten, little-endian (2.2.2.1, MsvAvTimestamp).
QByteArray fileTime(qint64 millisecondsSince1970);

// The steps of 3.3.2, for who compares them with the examples of 4.2.4. Empty: no MD4 or MD5 here.
Secret passwordKey(const Account &account, const Secret &password); // NTOWFv2
struct Response
{
    QByteArray proof; // NTProofStr and what it proves: NtChallengeResponse
    Secret sessionKey; // SessionBaseKey
};
std::optional<Response> response(const Secret &key, const QByteArray &serverChallenge,
                                 const QByteArray &clientChallenge, const QByteArray &time,
                                 const QByteArray &pairs);

} // namespace Setup::Ntlm
