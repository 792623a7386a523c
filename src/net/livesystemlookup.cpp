// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livesystemlookup.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/dnsrecords.h"

#include <QHostInfo>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

LiveSystemLookUp::LiveSystemLookUp(const LookUpQuery &query)
    : TimedOperation(query.deadline)
    , m_query(query)
{}

LiveSystemLookUp::~LiveSystemLookUp()
{
    LiveSystemLookUp::abandon();
}

void LiveSystemLookUp::begin()
{
    m_id = QHostInfo::lookupHost(m_query.name, this, &LiveSystemLookUp::read);
}

void LiveSystemLookUp::abandon()
{
    if (m_id != -1)
        QHostInfo::abortHostLookup(std::exchange(m_id, -1));
}

Problem LiveSystemLookUp::overdue() const
{
    return {Code::DnsTimeout, {}, {{u"name"_s, ForeignText(m_query.name)}}};
}

void LiveSystemLookUp::read(const QHostInfo &info)
{
    if (info.lookupId() != m_id)
        return; // an answer to an earlier start that was on its way already
    if (info.error() != QHostInfo::NoError) {
        // getaddrinfo() knows "no such name" and "cannot tell now"; Qt calls the latter unknown.
        const auto code = info.error() == QHostInfo::HostNotFound ? Code::DnsNxdomain : Code::DnsServfail;
        return settle(
            Problem{code, ForeignText(info.errorString()).text(), {{u"name"_s, ForeignText(m_query.name)}}});
    }
    LookUpAnswer answer{{}, stamp()};
    for (const QHostAddress &address : info.addresses())
        answer.records.append({address.toString(), 0, 0, 0});
    sortDnsRecords(answer.records);
    settle(answer);
}

} // namespace Setup
