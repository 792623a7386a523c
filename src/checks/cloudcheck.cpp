// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/cloudcheck.h"

#include "checks/netfacts.h"
#include "checks/target.h"

#include <QHostAddress>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array privateSuffixes{"local"_L1,    "localdomain"_L1, "localhost"_L1, "internal"_L1,
                                     "intranet"_L1, "lan"_L1,         "home"_L1,      "corp"_L1,
                                     "private"_L1,  "home.arpa"_L1};

constexpr std::array privateNetworks{
    "10.0.0.0/8"_L1,  "172.16.0.0/12"_L1, "192.168.0.0/16"_L1, "100.64.0.0/10"_L1, "169.254.0.0/16"_L1,
    "127.0.0.0/8"_L1, "0.0.0.0/8"_L1,     "fc00::/7"_L1,       "fe80::/10"_L1,     "::1/128"_L1};

} // namespace

CloudCheck::CloudCheck()
    : StepwiseCheck(CheckId::Cloud)
{}

bool CloudCheck::isPrivateName(const QString &host)
{
    if (!QHostAddress(host).isNull())
        return false;
    return !host.contains(u'.')
        || std::any_of(privateSuffixes.begin(), privateSuffixes.end(),
                       [&host](QLatin1StringView suffix) { return host.endsWith(u'.' + QString(suffix)); });
}

bool CloudCheck::isPrivateAddress(const QString &address)
{
    const QHostAddress parsed(address);
    return std::any_of(privateNetworks.begin(), privateNetworks.end(), [&parsed](QLatin1StringView network) {
        return parsed.isInSubnet(QHostAddress::parseSubnet(QString(network)));
    });
}

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
    const bool trustedEverywhere = tls && tls->trust == TrustOrigin::System;
    const QJsonObject facts{{u"host"_s, host},
                            {u"publicName"_s, !isPrivateName(host)},
                            {u"publicAddresses"_s, QJsonArray::fromStringList(publicAddresses)},
                            {u"privateAddresses"_s, QJsonArray::fromStringList(privateAddresses)},
                            {u"trustedBySystem"_s, trustedEverywhere}};
    see(facts);
    if (isPrivateName(host))
        warn({Code::HostPrivateName, {}, facts});
    else if (publicAddresses.isEmpty())
        warn({Code::HostPrivateAddress, {}, facts});
    else if (!trustedEverywhere)
        warn({Code::TlsTrustedHereOnly, {}, facts});
    else
        pass();
}

} // namespace Setup
