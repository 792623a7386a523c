// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/grantrequest.h"

#include <functional>
#include <memory>

namespace Setup {

struct DeviceSignInRequest
{
    IssuerMetadata issuer;
    OAuthClient client;
    QStringList scopes;
    std::chrono::milliseconds deadline{900'000};
    std::chrono::milliseconds second{1'000}; // how long the issuer's seconds last; shorter in tests
    QString claims = {}; // as a claims challenge brought it
};

// What the person needs on the other device (RFC 8628, 3.2).
struct DeviceCode
{
    QString userCode; // to be typed there; went through ForeignText
    QUrl verificationUri; // https
    QUrl completeUri; // with the code in it, or empty
    QDateTime expiresAt; // UTC

    // The same, with its pages where a browser of the demo finds them.
    DeviceCode withPages(const std::function<QUrl(const QUrl &)> &at) const;

    friend bool operator==(const DeviceCode &, const DeviceCode &) = default;
};

// Signs somebody in on another device (RFC 8628), the last resort where no browser of this computer can: the
// person types a code there while this operation asks, no oftener than the issuer wants, whether it was
// done. Problems: OAUTH_NOT_OFFERED, expired_token, access_denied, ANSWER_MALFORMED, those of GrantRequest.
class DeviceSignIn : public TimedOperation<TokenOperation, TokenSet>
{
    Q_OBJECT

public:
    DeviceSignIn(OAuthContext context, DeviceSignInRequest request);

signals:
    void codeReady(const Setup::DeviceCode &code);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    QList<std::pair<QString, Secret>> authorizationForm() const;
    void readCode(const Result<ExchangeAnswer> &answer);
    void poll();
    void readTokens(const Result<TokenSet> &tokens);
    void wait();

    OAuthContext m_context;
    DeviceSignInRequest m_request;
    Secret m_deviceCode;
    int m_interval = 5; // the issuer's seconds
    int m_lostPolls = 0;
    bool m_isReplay = false; // nobody waits for what was recorded
    QTimer m_pause;
    QTimer m_expiry;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<GrantRequest> m_poll;
};

} // namespace Setup
