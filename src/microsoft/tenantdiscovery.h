// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "microsoft/clouds.h"
#include "microsoft/microsoftoperation.h"
#include "microsoft/tenantmetadata.h"
#include "net/door.h"
#include "net/timedoperation.h"

#include <memory>
#include <vector>

namespace Setup {

struct TenantQuery
{
    QString domain; // of the mail address, in ASCII
    // Only where the administrator has asked for it: while somebody types, no request tells the address.
    QString email = {};
    OperationTag tag = {};
    std::chrono::milliseconds deadline{30'000};
};

// Asks Microsoft, without any login, which tenant owns a domain, in which cloud, and how its people sign in;
// and DNS where its mail goes. The worldwide cloud is asked first and the next one only where the domain is
// unknown there. That there is none is an answer. What only tells more - realm, DNS - may fail without harm.
// Problems: those of readTenantMetadata() and of an exchange; HTTP_TIMEOUT.
class TenantDiscovery : public TimedOperation<TenantOperation, TenantAnswer>
{
    Q_OBJECT

public:
    TenantDiscovery(Door &door, TenantQuery query, const Clouds &clouds = Clouds::standard());

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void askDns(const QString &name, RecordType type, void (TenantDiscovery::*take)(const LookUpAnswer &));
    void takeMx(const LookUpAnswer &answer);
    void takeCname(const LookUpAnswer &answer);
    void askAuthority();
    void askNext();
    void takeMetadata(const Result<ExchangeAnswer> &result);
    void askRealm(const QString &authority);
    void takeRealm(const Result<ExchangeAnswer> &result);
    void conclude();

    Door &m_door;
    TenantQuery m_query;
    const Clouds &m_clouds;
    QStringList m_authorities; // still to be asked
    bool m_isGuess = false; // whether one of them has the domain: all before said that they have not
    TenantAnswer m_answer;
    bool m_isRealmKnown = false; // or known not to be had
    int m_openLookUps = 0;
    std::vector<std::unique_ptr<LookUp>> m_lookUps;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
};

} // namespace Setup
