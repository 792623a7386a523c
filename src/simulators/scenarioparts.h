// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "simulators/certificateauthority.h"
#include "simulators/scenarionetwork.h"
#include "simulators/scenariorule.h"

namespace Setup {

// A host name and port of the world, and how it behaves below HTTP.
struct ScenarioHost
{
    enum class Serves { Exchange, Website, Portal, Issuer, Microsoft };
    enum class Tcp { Open, Refused, BlackHole };

    QString name;
    quint16 port = 443; // 80 is plain http, everything else TLS
    Serves serves = Serves::Exchange;
    Tcp tcp = Tcp::Open;
    CertificateFlaw certificate = CertificateFlaw::None;
    QString subject; // of the certificate, in place of the name
    TlsProtocols protocols = TlsProtocols::Current;
    bool clientCertificate = false;
    bool stripsLogin = false; // a device in front takes the Authorization header out of what it passes on
    TlsManners manners = TlsManners::Good;
};

struct ScenarioAccount
{
    QByteArray password = "Correct-Horse-7!"; // set by who starts the world, never by a file
    bool passwordAccepted = true;
    QStringList spellings{QStringLiteral("email"), QStringLiteral("netbios"), QStringLiteral("dns"),
                          QStringLiteral("bare")}; // that logon accepts
    bool mailbox = true;
};

struct ScenarioDirectory
{
    enum class Impersonation { Scoped, Denied, Everyone };

    Impersonation impersonation = Impersonation::Scoped;
    bool roomLists = true;
    bool freeBusy = true;
    QStringList movedToCloud; // mailboxes
};

struct ScenarioRedirect
{
    QString from; // an address
    QString toAddress;
    QString toUrl;
};

struct ScenarioAutodiscover
{
    bool soap = true;
    bool pox = true;
    bool json = true;
    QString httpRedirect; // where port 80 leads; empty: refused with 403
    QString externalUrl;
    QString internalUrl;
    QList<ScenarioRedirect> redirects;
};

struct ScenarioStreaming
{
    int events = 1; // notifications after the first status
    bool splitInsideTag = false;
    bool cut = false; // the connection breaks after the first status
    int intervalMs = 50;
};

// What NTLM does where it is offered.
struct ScenarioNtlm
{
    enum class Answers {
        Challenge,
        Refuses, // offered, but the first message gets the same 401 again
        Closes, // something in front closes the connection between the messages
        Garbage // a challenge that is none
    };
    enum class Protection { Off, Allow, Require }; // Extended Protection, as IIS calls its states

    Answers answers = Answers::Challenge;
    Protection protection = Protection::Allow;
    bool tlsEndsElsewhere = false; // the server's certificate is another than the one that clients see
    bool blocked = false; // by policy: even the right password is refused
};

struct ScenarioExchange
{
    QString product = QStringLiteral("SE");
    QStringList versions; // not empty: only these RequestServerVersions are accepted
    QStringList ewsOffers{QStringLiteral("Negotiate"), QStringLiteral("NTLM"), QStringLiteral("Basic")};
    QStringList autodiscoverOffers{QStringLiteral("Negotiate"), QStringLiteral("NTLM"),
                                   QStringLiteral("Basic")};
    enum class Tokens {
        None,
        Entra, // hybrid modern authentication
        Adfs
    };
    Tokens tokens = Tokens::None; // whose it takes, beside what it offers
    bool tokensUntold = false; // to those who show none
    ScenarioNtlm ntlm;
    int clockOffsetSeconds = 0;
    ScenarioAutodiscover autodiscover;
    ScenarioStreaming streaming;
    QList<ScenarioFault> faults;
};

} // namespace Setup
