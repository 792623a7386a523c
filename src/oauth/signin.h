// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/oauthcontext.h"
#include "oauth/oauthoperation.h"
#include "oauth/signinparameters.h"

#include <QHash>
#include <QUrl>

#include <memory>

class QOAuth2AuthorizationCodeFlow;

namespace Setup {

class CallbackHandler;
class DoorNetworkAccessManager;
class IdTokenProof;
class LoopbackListener;

// Signs somebody in with the system's browser: authorization code with a proof key (RFC 6749, 7636, 8252,
// OpenID Connect Core). Whoever started it opens the browser, or shows the link to copy: this class never
// does. Every attempt has a flow, a listener and random values of its own. Problems: LOOPBACK_UNAVAILABLE,
// LOOPBACK_NO_CALLBACK, OAUTH_STATE_MISMATCH, OAUTH_ISSUER_MISMATCH, HTTP_TIMEOUT, those of oauthProblem(),
// readTokenAnswer(), IdTokenProof and an exchange.
//
// Whether the browser came back with a code is kept beside the recording (oauthports.h). In a replay nobody
// listens and no browser is needed: it goes on with what was recorded, to tokens that hold nothing.
class SignIn : public TimedOperation<TokenOperation, TokenSet>
{
    Q_OBJECT

public:
    SignIn(OAuthContext context, SignInRequest request);
    ~SignIn() override;

    // Where the browser has to go; empty until browserNeeded() and after the end.
    QUrl url() const { return m_url; }

signals:
    void browserNeeded(const QUrl &url);
    void nothingCameBack(); // for a while; it goes on waiting

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void listen();
    void replay(const Result<QJsonValue> &recorded);
    void makeFlow(const QString &redirectUri);
    void note(const std::optional<Problem> &problem) const;
    void takeAnswer(const QHash<QString, QString> &query);
    std::optional<Problem> refusalOf(const QHash<QString, QString> &query) const;
    void takeExchange(const Result<ExchangeAnswer> &answer);

    OAuthContext m_context;
    SignInRequest m_request;
    SignInSecrets m_secrets;
    QUrl m_url;
    QString m_code;
    QTimer m_opening;
    QTimer m_patience;
    std::unique_ptr<LoopbackListener> m_listener;
    std::unique_ptr<DoorNetworkAccessManager> m_manager;
    std::unique_ptr<QOAuth2AuthorizationCodeFlow> m_flow;
    CallbackHandler *m_handler = nullptr; // belongs to the flow
    std::unique_ptr<IdTokenProof> m_proof;
};

} // namespace Setup
