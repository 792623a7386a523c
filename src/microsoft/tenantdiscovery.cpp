// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/tenantdiscovery.h"

#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// A cloud that has most probably nothing to say holds up nobody for long.
constexpr int patienceWithGuesses = 8; // parts of the deadline

ExchangeQuery questionTo(const QUrl &url, const TenantQuery &query)
{
    ExchangeQuery question;
    question.tag = query.tag;
    question.url = url;
    question.headers.set("Accept", "application/json");
    question.bodyKind = BodyKind::Microsoft;
    question.deadline = query.deadline / 3;
    return question;
}

QStringList targetsOf(const LookUpAnswer &answer)
{
    static constexpr qsizetype most = 20;
    QStringList targets;
    for (const DnsRecord &record : answer.records)
        if (targets.size() < most)
            targets.append(ForeignText(record.value, 253).text());
    return targets;
}

} // namespace

TenantDiscovery::TenantDiscovery(Door &door, TenantQuery query, const Clouds &clouds)
    : TimedOperation(query.deadline)
    , m_door(door)
    , m_query(std::move(query))
    , m_clouds(clouds)
{}

void TenantDiscovery::begin()
{
    m_answer = {};
    m_answer.domain = m_query.domain;
    m_authorities = m_clouds.authorities();
    m_isGuess = false;
    m_isRealmKnown = false;
    m_openLookUps = 0;
    askDns(m_query.domain, RecordType::Mx, &TenantDiscovery::takeMx);
    askDns(u"autodiscover."_s + m_query.domain, RecordType::Cname, &TenantDiscovery::takeCname);
    askAuthority();
}

void TenantDiscovery::abandon()
{
    for (const auto &lookUp : m_lookUps)
        lookUp->cancel();
    m_lookUps.clear();
    m_exchange.reset();
    m_spent.reset();
}

Problem TenantDiscovery::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_answer.asked.value(m_answer.asked.size() - 1)}}};
}

void TenantDiscovery::askDns(const QString &name, RecordType type,
                             void (TenantDiscovery::*take)(const LookUpAnswer &))
{
    LookUpQuery query;
    query.tag = m_query.tag;
    query.name = name;
    query.type = type;
    auto lookUp = m_door.lookUp(query);
    connect(lookUp.get(), &LookUp::finished, this, [this, take, type](const Result<LookUpAnswer> &result) {
        --m_openLookUps;
        if (result)
            (this->*take)(*result);
        else if (type == RecordType::Mx)
            m_answer.hints.isUnknownToDns = result.problem().code == Code::DnsNxdomain;
        conclude();
    });
    ++m_openLookUps;
    lookUp->start();
    m_lookUps.push_back(std::move(lookUp));
}

void TenantDiscovery::takeMx(const LookUpAnswer &answer)
{
    m_answer.hints.mx = targetsOf(answer);
    for (const QString &host : std::as_const(m_answer.hints.mx))
        m_answer.hints.mxAtMicrosoft = m_answer.hints.mxAtMicrosoft || m_clouds.isMailHost(host);
}

void TenantDiscovery::takeCname(const LookUpAnswer &answer)
{
    m_answer.hints.autodiscover = targetsOf(answer).value(0);
    m_answer.hints.autodiscoverAtMicrosoft = m_clouds.isAutodiscoverName(m_answer.hints.autodiscover);
}

void TenantDiscovery::askAuthority()
{
    const QString authority = m_authorities.takeFirst();
    m_answer.asked.append(authority);
    QUrl url;
    url.setScheme(u"https"_s);
    url.setHost(authority);
    url.setPath(u'/' + m_query.domain + u"/v2.0/.well-known/openid-configuration"_s);
    ExchangeQuery question = questionTo(url, m_query);
    if (m_isGuess)
        question.deadline = m_query.deadline / patienceWithGuesses;
    m_spent = std::move(m_exchange);
    m_exchange = m_door.exchange(question);
    connect(m_exchange.get(), &Exchange::finished, this, &TenantDiscovery::takeMetadata);
    m_exchange->start();
}

void TenantDiscovery::takeMetadata(const Result<ExchangeAnswer> &result)
{
    const QString authority = m_answer.asked.last();
    const auto metadata =
        result ? readTenantMetadata(*result, authority, m_clouds) : Result<TenantMetadata>(result.problem());
    if (!metadata && !m_isGuess)
        return settle(metadata.problem());
    if (!metadata) { // many a firewall lets the worldwide cloud pass alone
        m_answer.notAsked.append(authority);
        return askNext();
    }
    switch (metadata->kind) {
    case TenantMetadata::Kind::NotHere:
        m_isGuess = true;
        return askNext();
    case TenantMetadata::Kind::Elsewhere:
        if (!m_authorities.removeOne(metadata->authority))
            return settle(Problem{Code::AnswerUnexpected,
                                  u"Two clouds name each other."_s,
                                  {{u"host"_s, metadata->authority}}});
        m_authorities.prepend(metadata->authority);
        m_isGuess = false;
        return askAuthority();
    case TenantMetadata::Kind::Found:
        break;
    }
    const TenantAnswer known = std::exchange(m_answer, metadata->tenant);
    m_answer.domain = known.domain;
    m_answer.hints = known.hints;
    m_answer.asked = known.asked;
    m_answer.notAsked = known.notAsked;
    m_answer.time = timeOf(*result);
    askRealm(authority);
}

void TenantDiscovery::askNext()
{
    if (m_authorities.isEmpty())
        askRealm(m_clouds.authorities().first());
    else
        askAuthority();
}

// A name that nobody has stands for the domain: how people sign in hangs on the domain alone.
void TenantDiscovery::askRealm(const QString &authority)
{
    const QString login = m_query.email.isEmpty() ? u"setup-discovery@"_s + m_query.domain : m_query.email;
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(login));
    const QUrl url(u"https://%1/getuserrealm.srf?login=%2&json=1"_s.arg(authority, encoded));
    m_spent = std::move(m_exchange);
    m_exchange = m_door.exchange(questionTo(url, m_query));
    connect(m_exchange.get(), &Exchange::finished, this, &TenantDiscovery::takeRealm);
    m_exchange->start();
}

void TenantDiscovery::takeRealm(const Result<ExchangeAnswer> &result)
{
    const auto realm = result ? readRealm(*result) : Result<Realm>(result.problem());
    if (realm)
        m_answer.realm = *realm;
    m_isRealmKnown = true;
    conclude();
}

void TenantDiscovery::conclude()
{
    if (m_isRealmKnown && m_openLookUps == 0)
        settle(m_answer);
}

} // namespace Setup
