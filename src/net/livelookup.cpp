// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livelookup.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/dnsrecords.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QDnsLookup::Type typeOf(RecordType type)
{
    switch (type) {
    case RecordType::A:
    case RecordType::System:
        return QDnsLookup::A;
    case RecordType::Aaaa:
        return QDnsLookup::AAAA;
    case RecordType::Cname:
        return QDnsLookup::CNAME;
    case RecordType::Mx:
        return QDnsLookup::MX;
    case RecordType::Srv:
        return QDnsLookup::SRV;
    case RecordType::Txt:
        return QDnsLookup::TXT;
    }
    return QDnsLookup::A;
}

} // namespace

LiveLookUp::LiveLookUp(const LookUpQuery &query)
    : TimedOperation(query.deadline)
    , m_query(query)
{}

LiveLookUp::~LiveLookUp()
{
    LiveLookUp::abandon();
}

void LiveLookUp::begin()
{
    m_lookUp = ask(typeOf(m_query.type), m_query.name);
    connect(m_lookUp, &QDnsLookup::finished, this, &LiveLookUp::read);
    m_lookUp->lookup();
}

void LiveLookUp::abandon()
{
    if (auto *lookUp = std::exchange(m_lookUp, nullptr).data()) {
        lookUp->disconnect(this);
        lookUp->abort();
        lookUp->deleteLater();
    }
}

Problem LiveLookUp::overdue() const
{
    return problem(Code::DnsTimeout, {});
}

QDnsLookup *LiveLookUp::ask(QDnsLookup::Type type, const QString &name)
{
    abandon();
    return new QDnsLookup(type, name, this);
}

void LiveLookUp::read()
{
    const QString detail = ForeignText(m_lookUp->errorString()).text();
    switch (m_lookUp->error()) {
    case QDnsLookup::NoError:
        return settleWith(dnsRecords(*m_lookUp));
    case QDnsLookup::NotFoundError:
        return settle(problem(Code::DnsNxdomain, detail));
    case QDnsLookup::ServerFailureError:
    case QDnsLookup::ServerRefusedError:
        return settle(problem(Code::DnsServfail, detail));
    case QDnsLookup::InvalidReplyError:
        // Before 6.6 Qt says the same of "no such record" and of "no answer". Any definite answer about
        // localhost, a name that every resolver knows or refuses by itself (RFC 6761, 6.3), tells them apart.
        m_lookUp = ask(QDnsLookup::A, u"localhost"_s);
        connect(m_lookUp, &QDnsLookup::finished, this, &LiveLookUp::readProbe);
        return m_lookUp->lookup();
    default:
        return settle(problem(Code::DnsTimeout, detail));
    }
}

void LiveLookUp::readProbe()
{
    switch (m_lookUp->error()) {
    case QDnsLookup::NoError:
    case QDnsLookup::NotFoundError:
    case QDnsLookup::ServerFailureError:
    case QDnsLookup::ServerRefusedError:
        return settleWith({});
    default:
        return settle(problem(Code::DnsTimeout, ForeignText(m_lookUp->errorString()).text()));
    }
}

void LiveLookUp::settleWith(const QList<DnsRecord> &records)
{
    settle(LookUpAnswer{records, stamp()});
}

Problem LiveLookUp::problem(QLatin1StringView code, const QString &detail) const
{
    return {code, detail, {{u"name"_s, ForeignText(m_query.name)}}};
}

} // namespace Setup
