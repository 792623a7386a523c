// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/lookup.h"

class QDnsLookup;

namespace Setup {

// The records of a finished look-up of the type it asked for, in the order of sortDnsRecords().
QList<DnsRecord> dnsRecords(const QDnsLookup &lookUp);

// Lowest priority first (RFC 2782, RFC 5321), then the heaviest weight, then by value: the same set always
// stands in the same order.
void sortDnsRecords(QList<DnsRecord> &records);

// As records hold names: lower case, no trailing dot.
QString dnsName(const QString &name);

} // namespace Setup
