// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Setup {

struct WorldRecord
{
    QString type; // "A", "AAAA", "CNAME", "MX", "SRV", "TXT"
    QString value; // address, target or text
    quint16 priority = 0;
    quint16 weight = 0;
    quint16 port = 0;
};

// Where the names of a simulated world lead: what the simulators offer and the demo's door reads. Names are
// lower case without a trailing dot. A name that is not in dns does not exist (NXDOMAIN).
struct WorldTable
{
    QHash<QString, QList<WorldRecord>> dns;
    QHash<QString, quint16>
        loopbackPorts; // "mail.contoso.test:443" → port on 127.0.0.1; absent: connection refused
    QList<QString> blackHoles; // "host:port" that never answer a connection
    QList<QString> brokenNames; // names whose look up ends in SERVFAIL
    QList<QString> silentNames; // and those that no resolver answers for
    QHash<QString, QStringList> systemNames; // what this computer itself takes a name for, in place of DNS
    QHash<QString, QString> deadAddresses; // of these a connection ends in this code
    QHash<QString, QString> nodes; // the host that stands at this address, whichever name led there
    QByteArray publicCaPem; // the CA that this world's public takes for granted
    quint16 proxyPort = 0; // on 127.0.0.1: the one way out of this world; 0: there is none between
};

} // namespace Setup
