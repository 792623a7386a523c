// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "net/operation.h"

#include <QList>
#include <QObject>

namespace Setup {

enum class RecordType { A, Aaaa, Cname, Mx, Srv, Txt, System };

struct LookUpQuery
{
    OperationTag tag;
    QString name;
    RecordType type =
        RecordType::A; // System: addresses as the operating system's resolver gives them (hosts file too)
    std::chrono::milliseconds deadline{6'000};
};

struct DnsRecord
{
    QString value; // address, target (lower case, no trailing dot) or text
    quint16 priority = 0;
    quint16 weight = 0;
    quint16 port = 0;

    friend bool operator==(const DnsRecord &, const DnsRecord &) = default;
};

struct LookUpAnswer
{
    QList<DnsRecord>
        records; // sorted, so that an answer does not depend on the server's rotation; SRV by RFC 2782
    Stamp stamp;

    friend bool operator==(const LookUpAnswer &, const LookUpAnswer &) = default;
};

// Problems: DNS_NXDOMAIN, DNS_SERVFAIL, DNS_TIMEOUT. A name that exists without such a record is an empty
// answer where the resolver tells the difference, else DNS_NXDOMAIN.
class LookUp : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::LookUpAnswer> &result);
};

} // namespace Setup
