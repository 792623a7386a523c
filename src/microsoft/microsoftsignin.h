// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "microsoft/clouds.h"
#include "net/timedoperation.h"
#include "oauth/devicesignin.h"
#include "oauth/oauthcontext.h"
#include "oauth/oauthoperation.h"
#include "oauth/signinrequest.h"

#include <QDeadlineTimer>

#include <memory>

namespace Setup {

// Who is to sign in where, and how.
struct MicrosoftSignInQuery
{
    enum class Way { Browser, Device };

    IssuerMetadata issuer; // the tenant's own one (TenantAnswer)
    QString tenantId;
    QString clientId;
    QStringList scopes; // of one resource, and those of OpenID Connect
    Way way = Way::Browser;
    QString loginHint = {};
    bool chooseAccount = false; // also where the browser knows somebody already
    Secret refreshToken = {}; // of an earlier sign-in: then nobody is asked while it is good
    QString subject = {}; // whose it is
    std::chrono::milliseconds patience{60'000};
    std::chrono::milliseconds deadline{900'000}; // over all steps: people read, and look for phones
};

// Signs an administrator in to Entra ID. A refresh token that is not good any more leads to the browser, or
// to the other device; a claims challenge ("this needs another factor") is sent back in a second visit, once.
// Problems: those of SignIn, DeviceSignIn and GrantRequest in Microsoft's terms, and of accountProblem().
class MicrosoftSignIn : public TimedOperation<TokenOperation, TokenSet>
{
    Q_OBJECT

public:
    MicrosoftSignIn(OAuthContext context, MicrosoftSignInQuery query);
    ~MicrosoftSignIn() override;

signals:
    void browserNeeded(const QUrl &url);
    void nothingCameBack(); // for a while; it goes on waiting
    void codeReady(const Setup::DeviceCode &code);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void proceed(std::unique_ptr<TokenOperation> step,
                 void (MicrosoftSignIn::*next)(const Result<TokenSet> &));
    void askSomebody(const QString &claims);
    void askByDevice(const QString &claims);
    std::chrono::milliseconds timeLeft() const;
    void takeRenewed(const Result<TokenSet> &tokens);
    void takeSignedIn(const Result<TokenSet> &tokens);

    // A step that is late says what is missing, and writes it into the recording: it comes first.
    static constexpr std::chrono::milliseconds Grace{2'000};

    OAuthContext m_context;
    MicrosoftSignInQuery m_query;
    QDeadlineTimer m_left; // of the time for all steps
    bool m_isChallenged = false;
    std::unique_ptr<TokenOperation> m_step;
    std::unique_ptr<TokenOperation> m_spent; // the one before: it may be the sender that is being heard
};

// A token for another resource of the same sign-in, without a browser. The refresh token is good for all of
// them.
Grant tokenFor(const MicrosoftSignInQuery &query, const TokenSet &tokens, const QStringList &scopes);

} // namespace Setup
