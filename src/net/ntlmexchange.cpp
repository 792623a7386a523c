// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/ntlmexchange.h"

#include "net/channelbinding.h"
#include "net/exchangerequest.h"
#include "net/ntlmchallenge.h"
#include "net/ntlmmessages.h"

#include <QRandomGenerator>

#include <array>

namespace Setup {

namespace {

QByteArray clientChallenge()
{
    std::array<quint32, 2> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), numbers.size());
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof(numbers));
}

} // namespace

void NtlmExchange::begin()
{
    m_names = {};
    m_isPresented = false;
    SocketExchange::begin();
}

void NtlmExchange::talk()
{
    m_negotiate = Ntlm::negotiateMessage();
    ask(m_negotiate, {});
}

void NtlmExchange::ask(const QByteArray &message, const QByteArray &body)
{
    QByteArray request = requestHead(query(), requestTarget(query().url)) + "Authorization: " + scheme() + ' '
        + message.toBase64() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    write(request);
    wipe(request);
}

void NtlmExchange::take()
{
    if (m_isPresented)
        settle(outcomeAt(NtlmTalk::Stage::Presented));
    else
        takeChallenge();
}

Result<ExchangeAnswer> NtlmExchange::outcomeAtDeadline()
{
    auto outcome = m_isPresented ? SocketExchange::outcomeAtDeadline() : overdue();
    if (outcome)
        outcome->ntlm = NtlmTalk{NtlmTalk::Stage::Presented, m_names};
    return outcome;
}

void NtlmExchange::takeChallenge()
{
    const auto message = reader().status() == 401 ? NtlmChallenge::messageIn(reader().headers(), scheme())
                                                  : std::optional<QByteArray>();
    if (!message)
        return settle(outcomeAt(NtlmTalk::Stage::NoChallenge));
    const auto challenge = NtlmChallenge::fromMessage(*message);
    if (!challenge)
        return settle(outcomeAt(NtlmTalk::Stage::Unusable));
    m_names = challenge->names;
    if (!reader().keepsConnection() || socket()->state() != QAbstractSocket::ConnectedState)
        return settle(outcomeAt(NtlmTalk::Stage::NotKept));
    present(*message);
}

void NtlmExchange::present(const QByteArray &challenge)
{
    const Credential &login = *query().credential;
    Ntlm::Answering answering{
        m_negotiate, challenge,         query().url.host(QUrl::FullyEncoded),
        {},          clientChallenge(), Ntlm::fileTime(QDateTime::currentMSecsSinceEpoch())};
    if (login.saysBinding)
        answering.binding = ntlmChannelBinding(static_cast<QSslSocket *>(socket())->peerCertificate());
    const auto account = Ntlm::Account::fromSpelling(login.username, m_names.netbiosDomain);
    auto message = Ntlm::authenticateMessage(account, login.secret, answering);
    if (!message)
        return settle(outcomeAt(NtlmTalk::Stage::Unusable));
    m_isPresented = true;
    emit sending();
    if (socket()) // the receiver may have cancelled
        ask(*message, query().body);
    wipe(*message);
}

Result<ExchangeAnswer> NtlmExchange::outcomeAt(NtlmTalk::Stage stage)
{
    auto outcome = SocketExchange::outcome();
    if (outcome)
        outcome->ntlm = NtlmTalk{stage, m_names};
    return outcome;
}

// Windows takes NTLM's messages by either name; "Negotiate" is where an administrator took NTLM off the list.
QByteArray NtlmExchange::scheme() const
{
    return query().credential->scheme == Credential::Scheme::NtlmInNegotiate ? "Negotiate" : "NTLM";
}

} // namespace Setup
