// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "jose/jwt.h"
#include "net/timedoperation.h"
#include "oauth/jwksfetch.h"

#include <memory>

namespace Setup {

struct IdTokenQuery
{
    TokenSet tokens;
    QUrl jwksUri;
    JwtExpectations expected;
    bool isNeeded = false; // an id_token must be there (scope openid)
    QString subject = {}; // not empty: nobody else may have signed in (a refresh)
    std::chrono::milliseconds deadline{45'000};
};

// Proves the id_token among the tokens with the issuer's published keys and hands the tokens on with the
// identity filled in. A key that is not known causes one new look at the published ones (issuers change their
// keys). Problems: those of verifyJws(), judgeClaims() and JwksFetch.
//
// A recording has no token to prove, so the verdict is kept beside it (oauthports.h): in a replay it is that
// of then, nothing is fetched, and of the identity's claims there is what redactedClaims() left. What is to
// be equal in a replay may rest on no other claim.
class IdTokenProof : public TimedOperation<TokenOperation, TokenSet>
{
    Q_OBJECT

public:
    IdTokenProof(OAuthContext context, IdTokenQuery query);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void fetch();
    void judge(const JwkSet &keys);
    void takeKeys(const Result<JwkSet> &keys);
    void conclude(const Result<JwtClaims> &identity);
    void settleFor(const Result<JwtClaims> &identity);

    OAuthContext m_context;
    IdTokenQuery m_query;
    std::unique_ptr<JwksFetch> m_fetch;
    bool m_mayLookAgain = true;
};

} // namespace Setup
