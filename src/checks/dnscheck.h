// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/routedcheck.h"
#include "net/lookup.h"

#include <map>

namespace Setup {

// net.dns: what DNS says of the host, what this computer's resolver says, and whether they agree. Through a
// proxy only the proxy is looked up, since the host is looked up there.
class DnsCheck : public RoutedCheck
{
    Q_OBJECT

public:
    DnsCheck();

private:
    void examine(const Route &route) override;
    void examineProxy(const Route &route);
    void take(RecordType type, const Result<LookUpAnswer> &answer);
    void judge();
    QStringList addressesOf(RecordType type) const;
    std::optional<Problem> problemOfDns() const;

    std::map<RecordType, Result<LookUpAnswer>> m_answers;
};

} // namespace Setup
