// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "oauth/grantrequest.h"
#include "portal/tokensupplier.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace Setup {

// The tokens of a sign-in to the portal, renewed when they are refused: by the refresh token, or by the
// client's own secret where the portal has given it one (unattended use). One renewal is under way at a time,
// whoever asks, and it is not cancelled when those who asked go away: the answer to a rotated refresh token
// would be lost with it.
class PortalTokens : public QObject, public TokenSupplier
{
    Q_OBJECT

public:
    struct Client
    {
        IssuerMetadata issuer;
        OAuthClient client;
        QStringList scopes;
    };

    PortalTokens(OAuthContext context, Client client, QObject *parent = nullptr);
    ~PortalTokens() override;

    // After a sign-in; or a refresh token alone, as it was kept from the last time.
    void setTokens(const TokenSet &tokens);
    void forget();

    Secret token() const override { return m_tokens.accessToken; }
    Secret refreshToken() const { return m_tokens.refreshToken; } // to be revoked; may be empty
    bool isClient() const { return !m_client.client.secret.isEmpty(); }
    std::unique_ptr<TokenRenewal> renew(const Secret &refused) override;

    // Starts a renewal unless one is under way; it ends with settled().
    void refresh();

signals:
    // From now on these are good, and the refresh token of before is not: keep it before anything else.
    void renewed(const Setup::TokenSet &tokens);
    void settled(const Setup::Result<Setup::Secret> &token);

private:
    std::optional<Grant> nextGrant() const;
    void take(const Result<TokenSet> &tokens);

    OAuthContext m_context;
    Client m_client;
    TokenSet m_tokens;
    std::unique_ptr<GrantRequest> m_request;
    QTimer m_emptyHanded; // nothing to renew with: told from the event loop, too
    bool m_isAsking = false;
};

} // namespace Setup
