// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "portal/portalcontext.h"
#include "setup/portalloginoperation.h"
#include "setup/portaltools.h"
#include "setup/signinkeeper.h"

namespace Setup {

// How to sign in.
struct SignInWay
{
    enum class Kind {
        Browser, // of this computer
        Device, // the person signs in elsewhere and types a code there
        Kept, // with what an earlier sign-in left in the keychain
        Client // as an application, unattended
    };

    Kind kind = Kind::Browser;
    bool chooseAccount = false; // with Browser: also where the browser knows somebody already
    bool keep = false; // for the next start, in the keychain; what was Kept always is
    QString clientId = {}; // these two with Client only
    Secret clientSecret = {};
};

// Signs in to a portal and asks it who that is. A renewed refresh token replaces the kept one as soon as it
// comes: the old one is dead from then on. A claims challenge of the issuer's is sent back in a second visit,
// once. Problems: PORTAL_NOT_CONFIRMED; SIGN_IN_REQUIRED (nothing is kept,
// or it is of no use any more; a refresh token was removed then); OAUTH_NOT_OFFERED; those of
// IssuerDiscovery, SignIn, DeviceSignIn and PortalClient::readAccount(); KEYCHAIN_* with Kept.
class PortalSignIn : public TimedOperation<PortalLoginOperation, PortalLogin>
{
    Q_OBJECT

public:
    // The deadline is one over all steps, each of which has its own: people read, and look for phones.
    PortalSignIn(PortalTools tools, PortalSite site, PortalDescription description, SignInWay way,
                 std::chrono::milliseconds deadline = std::chrono::minutes(20));

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    template<typename Operation, typename Value>
    void proceed(std::unique_ptr<Operation> operation, void (PortalSignIn::*next)(const Result<Value> &));
    bool isOffered() const;
    void takeIssuer(const Result<IssuerMetadata> &issuer);
    void askSomebody();
    void signInByBrowser();
    void signInByDevice();
    void takeKept(const Result<Secret> &entry);
    void takeTokens(const Result<TokenSet> &tokens);
    void makeTokens(const OAuthClient &client, bool keep);
    void askWho();
    void takeAccount(const Result<PortalAccount> &account);
    void takeStored(const Result<Done> &stored);
    void lookAgain(const Result<Secret> &entry);
    void takeRemoved(const Result<Done> &removed);

    PortalTools m_tools;
    PortalSite m_site;
    PortalDescription m_description;
    SignInWay m_way;
    IssuerMetadata m_issuer;
    PortalLogin m_login;
    std::optional<Problem> m_ending; // one more act first, then this
    Secret m_tried; // the refresh token that was kept
    QString m_claims; // of a challenge: it is sent back, once
    bool m_hasLookedAgain = false;
    std::unique_ptr<QObject> m_step;
};

} // namespace Setup
