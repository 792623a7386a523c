// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/socketexchange.h"

namespace Setup {

// A request with a login by NTLM: two requests on one connection that is opened for them and closed after
// them, because the login belongs to the connection (MS-NTHT 3.1.5). The first has no body and names nobody.
// The second, with the login, goes once and only when the server has answered with a challenge and keeps the
// connection; that is when sending() comes. The answer is the last one that came, and ExchangeAnswer::ntlm
// says how far it got.
class NtlmExchange : public SocketExchange
{
public:
    using SocketExchange::SocketExchange;

protected:
    void begin() override;
    void talk() override;
    void take() override;
    Result<ExchangeAnswer> outcomeAtDeadline() override;

private:
    void takeChallenge();
    void present(const QByteArray &challenge);
    void ask(const QByteArray &message, const QByteArray &body);
    Result<ExchangeAnswer> outcomeAt(NtlmTalk::Stage stage);
    QByteArray scheme() const;

    QByteArray m_negotiate;
    NtlmNames m_names;
    bool m_isPresented = false;
};

} // namespace Setup
