// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/oauthcontext.h"
#include "oauth/oauthoperation.h"

#include <memory>

namespace Setup {

struct RevocationQuery
{
    IssuerMetadata issuer;
    OAuthClient client;
    Secret refreshToken;
    std::chrono::milliseconds deadline{20'000};
};

// Makes the issuer forget a sign-in (RFC 7009). A token that it does not know is a success. Problems:
// OAUTH_NOT_OFFERED (the token merely has to be deleted here), those of oauthProblem() and an exchange.
class Revocation : public TimedOperation<RevocationOperation, Done>
{
    Q_OBJECT

public:
    Revocation(OAuthContext context, RevocationQuery query);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void read(const Result<ExchangeAnswer> &answer);

    OAuthContext m_context;
    RevocationQuery m_query;
    std::unique_ptr<Exchange> m_exchange;
};

} // namespace Setup
