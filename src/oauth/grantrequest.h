// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/idtokenproof.h"

#include <QUrlQuery>

#include <memory>

namespace Setup {

// One request to a token endpoint, without a browser.
struct Grant
{
    IssuerMetadata issuer;
    OAuthClient client;
    QList<std::pair<QString, Secret>> form; // grant_type and what belongs to it; the client is added
    Secret keptRefreshToken; // stays good when the answer brings no new one
    QString subject = {}; // not empty: whoever the tokens are about must be this one
    bool needsIdToken = false;
    std::chrono::milliseconds deadline{60'000};
};

// RFC 6749, 6. With a rotating issuer the answer's refresh token replaces the old one, which is dead from
// then on: keep the new one before anything else is done.
Grant refreshGrant(const IssuerMetadata &issuer, const OAuthClient &client, const Secret &refreshToken,
                   const QString &subject = {});

// RFC 6749, 4.4: for unattended use where the portal offers it. The client must have a secret.
Grant clientCredentialsGrant(const IssuerMetadata &issuer, const OAuthClient &client,
                             const QStringList &scopes);

// Puts the client's identification into a request to the issuer: in the form, or as a login where the issuer
// wants that (RFC 6749, 2.3.1).
void identifyClient(ExchangeQuery &query, QList<std::pair<QString, Secret>> form, const OAuthClient &client,
                    const IssuerMetadata &issuer);

// Asks for tokens and proves the id_token that comes with them. Problems: those of readTokenAnswer(),
// IdTokenProof and an exchange; HTTP_TIMEOUT; OAUTH_NOT_OFFERED.
class GrantRequest : public TimedOperation<TokenOperation, TokenSet>
{
    Q_OBJECT

public:
    GrantRequest(OAuthContext context, Grant grant);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void read(const Result<ExchangeAnswer> &answer);

    OAuthContext m_context;
    Grant m_grant;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<IdTokenProof> m_proof;
};

} // namespace Setup
