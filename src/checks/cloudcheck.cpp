// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/cloudcheck.h"

#include "checks/netfacts.h"
#include "checks/target.h"
#include "core/networkcodes.h"
#include "net/privateplaces.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

CloudCheck::CloudCheck()
    : StepwiseCheck(CheckId::Cloud)
{}

void CloudCheck::begin()
{
    const QString host = hostOf(ewsAddress(context()));
    QStringList publicAddresses;
    QStringList privateAddresses;
    // What only this computer knows, the cloud does not see.
    if (const auto *dns = context().facts.get<DnsFacts>()) {
        for (const QString &address : dns->byDns.isEmpty() ? dns->addresses : dns->byDns)
            (isPrivateAddress(address) ? privateAddresses : publicAddresses).append(address);
    }
    const auto *tls = context().facts.get<TlsFacts>();
    // What was made on the way says nothing of the certificate that the cloud sees.
    const bool isInspected = tls && tls->isInspected;
    const bool trustedEverywhere = tls && tls->trust == TrustOrigin::System && tls->isPublic;
    const QJsonObject facts{{u"host"_s, host},
                            {u"publicName"_s, !isPrivateName(host)},
                            {u"publicAddresses"_s, QJsonArray::fromStringList(publicAddresses)},
                            {u"privateAddresses"_s, QJsonArray::fromStringList(privateAddresses)},
                            {u"trustedBySystem"_s, tls && tls->trust == TrustOrigin::System},
                            {u"publicLog"_s, tls && tls->isPublic},
                            {u"inspected"_s, isInspected}};
    see(facts);
    if (isPrivateName(host))
        warn({Code::HostPrivateName, {}, facts});
    else if (publicAddresses.isEmpty())
        warn({Code::HostPrivateAddress, {}, facts});
    else if (isInspected)
        warn({Code::TlsInspected, {}, facts});
    else if (!trustedEverywhere)
        warn({Code::TlsTrustedHereOnly, {}, facts});
    else
        pass();
}

} // namespace Setup
