// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/tlscheck.h"

#include "checks/certificatefacts.h"
#include "checks/netfacts.h"
#include "net/door.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(TrustOrigin trust)
{
    switch (trust) {
    case TrustOrigin::System:
        return u"system"_s;
    case TrustOrigin::ExtraRoot:
        return u"caFile"_s;
    case TrustOrigin::None:
        break;
    }
    return u"none"_s;
}

QJsonArray toJson(const QList<CertificateFault> &faults)
{
    QJsonArray json;
    for (const CertificateFault &fault : faults)
        json.append(QJsonObject{{u"code"_s, fault.code}, {u"depth"_s, fault.depth}});
    return json;
}

} // namespace

TlsCheck::TlsCheck()
    : RoutedCheck(CheckId::Tls)
{}

void TlsCheck::examine(const Route &route)
{
    HandshakeQuery query;
    query.tag = tag();
    query.host = host();
    query.port = port();
    query.route = route;
    query.extraRoot = input().trustedCaPem;
    run(door().handshake(query), [this](const Result<HandshakeAnswer> &result) { judge(result); });
}

void TlsCheck::judge(const Result<HandshakeAnswer> &result)
{
    if (!result) {
        fail(result.problem());
        return;
    }
    const QJsonArray chain = certificateFacts(result->chain);
    see({{u"protocol"_s, result->protocol},
         {u"cipher"_s, result->cipher},
         {u"trust"_s, nameOf(result->trust)},
         {u"chain"_s, chain}});
    give(TlsFacts{result->trust});
    const QJsonObject facts{{u"host"_s, host()}, {u"chain"_s, chain}, {u"faults"_s, toJson(result->faults)}};
    if (!result->isTrusted())
        fail({result->faults.constFirst().code, {}, facts});
    else if (result->trust == TrustOrigin::ExtraRoot)
        warn({Code::TlsTrustedHereOnly, {}, {{u"host"_s, host()}, {u"chain"_s, chain}}});
    else
        pass();
}

} // namespace Setup
