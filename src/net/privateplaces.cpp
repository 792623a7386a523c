// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/privateplaces.h"

#include <QHostAddress>

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

bool isPrivateName(const QString &host)
{
    if (!QHostAddress(host).isNull())
        return false;
    return !host.contains(u'.')
        || std::any_of(privateSuffixes.begin(), privateSuffixes.end(),
                       [&host](QLatin1StringView suffix) { return host.endsWith(u'.' + QString(suffix)); });
}

bool isPrivateAddress(const QString &address)
{
    const QHostAddress parsed(address);
    return std::any_of(privateNetworks.begin(), privateNetworks.end(), [&parsed](QLatin1StringView network) {
        return parsed.isInSubnet(QHostAddress::parseSubnet(QString(network)));
    });
}

} // namespace Setup
