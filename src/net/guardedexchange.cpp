// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/guardedexchange.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/acceptance.h"
#include "net/confirmedhosts.h"
#include "net/door.h"
#include "net/exchangerules.h"
#include "net/foregone.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

GuardedExchange::GuardedExchange(ExchangeQuery query, Door &inner, const ConfirmedHosts &hosts,
                                 LoginGate &gate)
    : m_query(std::move(query))
    , m_inner(inner)
    , m_hosts(hosts)
    , m_gate(&gate)
{
    m_patience.setSingleShot(true);
    // What is left is for the exchange itself: a login that is sent and not waited for helps nobody.
    m_patience.setInterval(m_query.deadline / 2);
    connect(&m_patience, &QTimer::timeout, this, &GuardedExchange::endPatience);
}

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
    m_wasSent = false;
    m_elapsed.start();
    // A refused token locks nobody out, and the one that replaces it must not find the gate closed.
    if (m_query.credential->scheme == Credential::Scheme::Bearer)
        return send(true);
    m_isAtGate = true;
    m_patience.start();
    m_gate->enter(m_query.credential->account, LoginGate::placeOf(m_query.url), this,
                  [this](bool isAdmitted) { send(isAdmitted); });
}

void GuardedExchange::cancel()
{
    m_patience.stop();
    m_exchange.reset();
    leave(m_wasSent ? LoginGate::Outcome::Unanswered : LoginGate::Outcome::Undecided);
}

std::optional<Problem> GuardedExchange::objection() const
{
    if (const auto problem = refusal(m_query))
        return problem;
    const QString host = m_query.url.host();
    const bool isToken = m_query.credential->scheme == Credential::Scheme::Bearer;
    if (!m_hosts.contains(host) && !(isToken && m_hosts.takesTokens(host)))
        return Problem{
            Code::HostNotConfirmed,
            {},
            {{u"host"_s, ForeignText(host)}, {u"mailDomain"_s, ForeignText(m_hosts.mailDomain())}}};
    return std::nullopt;
}

void GuardedExchange::send(bool isAdmitted)
{
    m_patience.stop();
    if (!isAdmitted) {
        m_isAtGate = false;
        emit finished(closed());
        return;
    }
    ExchangeQuery query = m_query;
    query.deadline -= std::chrono::milliseconds(m_elapsed.elapsed());
    if (m_isAtGate
        && query.deadline.count() <= 0) // the computer slept: without a deadline it would never end
        return endPatience();
    m_exchange = m_inner.exchange(query);
    connect(m_exchange.get(), &Exchange::sending, this, [this] { m_wasSent = true; });
    connect(m_exchange.get(), &Exchange::sending, this, &GuardedExchange::sending);
    connect(m_exchange.get(), &Exchange::finished, this, &GuardedExchange::conclude);
    m_exchange->start();
}

Problem GuardedExchange::closed() const
{
    const QString &account = m_query.credential->account;
    return {
        Code::LoginGateClosed,
        {},
        {{u"account"_s, ForeignText(account)}, {u"unanswered"_s, m_gate && m_gate->unanswered(account) > 0}}};
}

void GuardedExchange::endPatience()
{
    leave(LoginGate::Outcome::Undecided);
    emit finished(Problem{Code::HttpTimeout,
                          u"another login of this account was still on its way"_s,
                          {{u"host"_s, ForeignText(m_query.url.host())}}});
}

void GuardedExchange::conclude(const Result<ExchangeAnswer> &result)
{
    leave(loginOutcome(result, m_wasSent));
    emit finished(result);
}

void GuardedExchange::leave(LoginGate::Outcome outcome)
{
    if (std::exchange(m_isAtGate, false) && m_gate)
        m_gate->leave(m_query.credential->account, this, outcome);
}

} // namespace Setup
