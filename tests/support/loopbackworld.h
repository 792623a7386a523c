// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/worldtable.h"
#include "simulators/certificateauthority.h"
#include "simulators/loopbackserver.h"

namespace Setup {

// A world of one https server, mail.contoso.test, whose answers a test decides.
struct LoopbackWorld
{
    explicit LoopbackWorld(
        LoopbackServer::Handler handler = [](const SimRequest &) { return SimReply(); },
        CertificateFlaw flaw = CertificateFlaw::None, TlsProtocols protocols = TlsProtocols::Current)
        : server(std::move(handler), TlsSettings{authority().issue({name()}, flaw), protocols})
    {
        table.dns.insert(name(), {{QStringLiteral("A"), QStringLiteral("192.0.2.10")}});
        table.loopbackPorts.insert(name() + QStringLiteral(":443"), server.serverPort());
        table.publicCaPem = authority().rootPem();
    }

    static QString name() { return QStringLiteral("mail.contoso.test"); }
    static QUrl url() { return QUrl(QStringLiteral("https://mail.contoso.test/EWS/Exchange.asmx")); }

    // One for the whole test program.
    static const CertificateAuthority &authority()
    {
        static const CertificateAuthority made;
        return made;
    }

    LoopbackServer server;
    WorldTable table;
};

} // namespace Setup
