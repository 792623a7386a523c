// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/routedcheck.h"
#include "net/connect.h"

#include <map>

namespace Setup {

// net.tcp: does every address of the host accept a connection? Through a proxy: does the proxy?
class TcpCheck : public RoutedCheck
{
    Q_OBJECT

public:
    TcpCheck();

private:
    void examine(const Route &route) override;
    void examineProxy(const Route &route);
    void take(const QString &address, const Result<ConnectAnswer> &answer);
    bool failsOverIpv6Alone() const;
    void judge();

    QStringList m_addresses;
    std::map<QString, Result<ConnectAnswer>> m_answers;
};

} // namespace Setup
