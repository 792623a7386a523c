// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/dnsrecords.h"

#include <QDnsLookup>
#include <QHostAddress>

#include <algorithm>
#include <tuple>

namespace Setup {
namespace {

QList<DnsRecord> addresses(const QDnsLookup &lookUp)
{
    QList<DnsRecord> records;
    for (const auto &record : lookUp.hostAddressRecords())
        records.append({record.value().toString(), 0, 0, 0});
    return records;
}

QList<DnsRecord> aliases(const QDnsLookup &lookUp)
{
    QList<DnsRecord> records;
    for (const auto &record : lookUp.canonicalNameRecords())
        records.append({dnsName(record.value()), 0, 0, 0});
    return records;
}

QList<DnsRecord> exchangers(const QDnsLookup &lookUp)
{
    QList<DnsRecord> records;
    for (const auto &record : lookUp.mailExchangeRecords())
        records.append({dnsName(record.exchange()), record.preference(), 0, 0});
    return records;
}

QList<DnsRecord> services(const QDnsLookup &lookUp)
{
    QList<DnsRecord> records;
    for (const auto &record : lookUp.serviceRecords())
        records.append({dnsName(record.target()), record.priority(), record.weight(), record.port()});
    return records;
}

// One record may consist of several strings; they belong together without a space (RFC 7208, 3.3).
QList<DnsRecord> texts(const QDnsLookup &lookUp)
{
    QList<DnsRecord> records;
    for (const auto &record : lookUp.textRecords())
        records.append({QString::fromUtf8(record.values().join()), 0, 0, 0});
    return records;
}

QList<DnsRecord> unsorted(const QDnsLookup &lookUp)
{
    switch (lookUp.type()) {
    case QDnsLookup::CNAME:
        return aliases(lookUp);
    case QDnsLookup::MX:
        return exchangers(lookUp);
    case QDnsLookup::SRV:
        return services(lookUp);
    case QDnsLookup::TXT:
        return texts(lookUp);
    default:
        return addresses(lookUp);
    }
}

} // namespace

QList<DnsRecord> dnsRecords(const QDnsLookup &lookUp)
{
    QList<DnsRecord> records = unsorted(lookUp);
    sortDnsRecords(records);
    return records;
}

void sortDnsRecords(QList<DnsRecord> &records)
{
    std::sort(records.begin(), records.end(), [](const DnsRecord &left, const DnsRecord &right) {
        return std::tuple(left.priority, right.weight, left.value, left.port)
            < std::tuple(right.priority, left.weight, right.value, right.port);
    });
}

QString dnsName(const QString &name)
{
    const QString lower = name.toLower();
    return lower.endsWith(u'.') ? lower.chopped(1) : lower;
}

} // namespace Setup
