// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/guarddoor.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/guardedexchange.h"
#include "net/microsofthosts.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isUnknownIssuer(const QString &code)
{
    return code == Code::TlsUnknownIssuer || code == Code::TlsSelfSigned
        || code == Code::TlsSelfSignedInChain;
}

bool isUnknownIssuer(const Result<ExchangeAnswer> &result)
{
    return !result && isUnknownIssuer(result.problem().code);
}

bool isUnknownIssuer(const Result<HandshakeAnswer> &result)
{
    return result
        && std::any_of(result->faults.begin(), result->faults.end(),
                       [](const CertificateFault &fault) { return isUnknownIssuer(fault.code); });
}

// An operation from which the CA file was withheld.
template<typename Operation, typename Answer>
class Unvouched : public Operation
{
public:
    Unvouched(std::unique_ptr<Operation> inner, Problem reason)
        : m_inner(std::move(inner))
        , m_reason(std::move(reason))
    {
        QObject::connect(m_inner.get(), &Operation::finished, this, [this](const Result<Answer> &result) {
            emit this->finished(isUnknownIssuer(result) ? Result<Answer>(m_reason) : result);
        });
    }

    void start() override { m_inner->start(); }
    void cancel() override { m_inner->cancel(); }

private:
    std::unique_ptr<Operation> m_inner;
    Problem m_reason;
};

} // namespace

GuardDoor::GuardDoor(Door &inner, ConfirmedHosts &hosts, LoginGate &gate)
    : m_inner(inner)
    , m_hosts(hosts)
    , m_gate(gate)
{}

std::unique_ptr<RouteFinder> GuardDoor::findRoute(const RouteQuery &query)
{
    return m_inner.findRoute(query);
}

std::unique_ptr<LookUp> GuardDoor::lookUp(const LookUpQuery &query)
{
    return m_inner.lookUp(query);
}

std::unique_ptr<Connect> GuardDoor::connectTo(const ConnectQuery &query)
{
    return m_inner.connectTo(query);
}

std::unique_ptr<Handshake> GuardDoor::handshake(const HandshakeQuery &query)
{
    if (query.extraRoot.isEmpty() || isOurs(query.host))
        return m_inner.handshake(query);
    HandshakeQuery unvouched = query;
    unvouched.extraRoot.clear();
    if (isMicrosoftHost(query.host))
        return m_inner.handshake(unvouched);
    return std::make_unique<Unvouched<Handshake, HandshakeAnswer>>(m_inner.handshake(unvouched),
                                                                   unconfirmed(query.host));
}

std::unique_ptr<Exchange> GuardDoor::exchange(const ExchangeQuery &query)
{
    const QString host = query.url.host(QUrl::FullyEncoded);
    ExchangeQuery unvouched = query;
    unvouched.extraRoot.clear();
    const bool isMicrosoft = isMicrosoftHost(host);
    const bool isForTokens = m_hosts.takesTokens(host) && !m_hosts.contains(host);
    if (query.credential) // goes to confirmed hosts only
        return std::make_unique<GuardedExchange>(isMicrosoft || isForTokens ? unvouched : query, m_inner,
                                                 m_hosts, m_gate);
    if (isMicrosoft)
        return m_inner.exchange(unvouched);
    if (query.extraRoot.isEmpty() || isOurs(host))
        return m_inner.exchange(query);
    return std::make_unique<Unvouched<Exchange, ExchangeAnswer>>(m_inner.exchange(unvouched),
                                                                 unconfirmed(host));
}

std::optional<Result<QJsonValue>> GuardDoor::recordedPort(const OperationTag &tag, const QString &port)
{
    return m_inner.recordedPort(tag, port);
}

void GuardDoor::keepPort(const OperationTag &tag, const QString &port, const QJsonValue &value)
{
    m_inner.keepPort(tag, port, value);
}

bool GuardDoor::isOurs(const QString &host) const
{
    return m_hosts.contains(host) && !isMicrosoftHost(host);
}

Problem GuardDoor::unconfirmed(const QString &host) const
{
    return {Code::HostNotConfirmed,
            u"the CA file vouches for confirmed hosts only"_s,
            {{u"host"_s, ForeignText(host)}, {u"mailDomain"_s, ForeignText(m_hosts.mailDomain())}}};
}

} // namespace Setup
