// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/lookup.h"
#include "net/timedoperation.h"

#include <QDnsLookup>
#include <QPointer>

namespace Setup {

// A look-up by DNS, past the hosts file and the system's caches.
class LiveLookUp : public TimedOperation<LookUp, LookUpAnswer>
{
public:
    explicit LiveLookUp(const LookUpQuery &query);
    ~LiveLookUp() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    QDnsLookup *ask(QDnsLookup::Type type, const QString &name);
    void read();
    void readProbe();
    void settleWith(const QList<DnsRecord> &records);
    Problem problem(QLatin1StringView code, const QString &detail) const;

    LookUpQuery m_query;
    QPointer<QDnsLookup> m_lookUp;
};

} // namespace Setup
