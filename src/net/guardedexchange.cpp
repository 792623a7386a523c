// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/guardedexchange.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/confirmedhosts.h"
#include "net/door.h"
#include "net/exchangerules.h"
#include "net/foregone.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Only Exchange sends these; what stands before it (a proxy, a load balancer, a block page) does not.
bool comesFromExchange(const HttpHeaders &headers)
{
    static constexpr auto names = {"request-id", "X-FEServer", "X-BEServer", "X-CalculatedBETarget",
                                   "X-DiagInfo"};
    return std::any_of(names.begin(), names.end(),
                       [&headers](const char *name) { return headers.contains(name); });
}

// Did Exchange look at the login, and what did it think of it? What another machine on the way says, a
// redirect to a logon page or an overload tells nothing; counting it as accepted would let several
// presentations go at once and lock an account.
LoginGate::Outcome outcomeOf(const Result<ExchangeAnswer> &result)
{
    if (!result)
        return LoginGate::Outcome::Undecided;
    const int status = result->status;
    if (status == 401)
        return LoginGate::Outcome::Rejected;
    const bool isRedirect = status >= 300 && status < 400;
    if (isRedirect || status == 407 || status == 429 || status == 503)
        return LoginGate::Outcome::Undecided;
    const bool isXml = result->headers.value("Content-Type").toLower().contains("xml");
    const bool isAnswered = status >= 200 && status < 300 && isXml; // some proxies strip Exchange's headers
    return isAnswered || comesFromExchange(result->headers) ? LoginGate::Outcome::Accepted
                                                            : LoginGate::Outcome::Undecided;
}

} // namespace

GuardedExchange::GuardedExchange(ExchangeQuery query, Door &inner, const ConfirmedHosts &hosts,
                                 LoginGate &gate)
    : m_query(std::move(query))
    , m_inner(inner)
    , m_hosts(hosts)
    , m_gate(&gate)
{}

GuardedExchange::~GuardedExchange()
{
    GuardedExchange::cancel();
}

void GuardedExchange::start()
{
    cancel();
    if (const auto problem = objection()) {
        m_exchange = std::make_unique<Foregone<Exchange, ExchangeAnswer>>(*problem);
        connect(m_exchange.get(), &Exchange::finished, this, &GuardedExchange::conclude);
        return m_exchange->start();
    }
    m_isAtGate = true;
    m_gate->enter(m_query.credential->account, this, [this](bool isAdmitted) { send(isAdmitted); });
}

void GuardedExchange::cancel()
{
    m_exchange.reset();
    leave(LoginGate::Outcome::Undecided);
}

std::optional<Problem> GuardedExchange::objection() const
{
    if (const auto problem = refusal(m_query))
        return problem;
    const QString host = m_query.url.host();
    if (!m_hosts.contains(host))
        return Problem{
            Code::HostNotConfirmed,
            {},
            {{u"host"_s, ForeignText(host)}, {u"mailDomain"_s, ForeignText(m_hosts.mailDomain())}}};
    return std::nullopt;
}

void GuardedExchange::send(bool isAdmitted)
{
    const QString account = m_query.credential->account;
    if (!isAdmitted) {
        m_isAtGate = false;
        emit finished(Problem{Code::LoginGateClosed, {}, {{u"account"_s, ForeignText(account)}}});
        return;
    }
    m_exchange = m_inner.exchange(m_query);
    connect(m_exchange.get(), &Exchange::finished, this, &GuardedExchange::conclude);
    m_exchange->start();
}

void GuardedExchange::conclude(const Result<ExchangeAnswer> &result)
{
    leave(outcomeOf(result));
    emit finished(result);
}

void GuardedExchange::leave(LoginGate::Outcome outcome)
{
    if (std::exchange(m_isAtGate, false) && m_gate)
        m_gate->leave(m_query.credential->account, this, outcome);
}

} // namespace Setup
