// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/retirement.h"
#include "diagnosis/explanation.h"
#include "diagnosis/onlinenames.h"
#include "setup/microsoftaccess.h"

#include <QObject>
#include <QUrl>

#include <optional>

namespace Setup {

class CurrentPortal;
class CurrentSession;

// The applications in play.
struct MicrosoftApplications
{
    enum class Source { None, Portal, Own };

    Source source = Source::None; // of the one that the administrator signs in with
    QString clientId; // its id
    QString askcodyId; // whose consent AskCody needs; empty: the portal does not say
    QString askcodyName;
    QUrl portal; // that names it
    bool isAskcodyKnown = false; // listed for this portal
};

// Microsoft, for the session in front of the window. Pages connect to these signals once and for all. What
// the portal says of its applications is told to the session as soon as both are there.
class CurrentMicrosoft : public QObject
{
    Q_OBJECT

public:
    // Both outlive it.
    CurrentMicrosoft(CurrentSession &current, CurrentPortal &portal, QObject *parent = nullptr);

    MicrosoftApplications applications() const;
    // There is an application that somebody can sign in with.
    bool identifies() const;
    // For commands with the customer's own names.
    OnlineNames names() const;

    struct Way
    {
        bool byDevice = false;
        bool chooseAccount = false; // also where the browser knows somebody already
        bool keep = false; // in the keychain, for later checks
        bool graph = false; // and let Microsoft ask for what graph.rooms needs
    };
    // Somebody signs in, in the browser or without one where an earlier sign-in is kept; signedIn() follows.
    void signIn(const Way &way);
    bool isSigningIn() const { return m_isSigningIn; }
    // Whether the checks ask for a sign-in where there is none.
    void setMayAsk(bool may);
    bool mayAsk() const { return !access() || access()->desk()->mayAsk(); }
    bool asksGraph() const { return access() && access()->input().asksGraph; }
    bool hasKept() const; // and it was not used yet
    std::optional<MicrosoftAccount> account() const; // nothing: nobody is signed in
    void signOut(); // here and in the keychain; signedOut() follows

    // Asks for the consent to AskCody's application in the browser; consentAnswered() follows.
    void askConsent();
    bool isAskingConsent() const;
    void cancel();

    // Of the sign-in, or of the consent.
    Explanation explain(const Problem &problem) const;
    // That this computer's clock is not Microsoft's; nothing: it agrees, or was not compared yet. The sign-in
    // may have worked all the same, and end sooner than anybody expects.
    std::optional<Explanation> clockTrouble() const;
    // That the account which has signed in lives elsewhere; nothing: it is the organisation's own.
    std::optional<Explanation> guestTrouble() const;

    // What holds for EWS here, by all that is known so far.
    RetirementVerdict retirement() const;

signals:
    void browserNeeded(const QUrl &url); // of the sign-in, or of the consent
    void nothingCameBack(); // for a while; it goes on waiting
    void codeReady(const Setup::DeviceCode &code);
    void answered(); // by whoever the checks have asked
    void signedIn(const Setup::Result<Setup::Done> &result);
    void signedOut(const Setup::Result<Setup::Done> &result);
    void consentAnswered(const Setup::Result<Setup::Done> &result); // said, and not proved
    void changed(); // what is known of Microsoft's side: by the portal, its cloud, or what was pasted

private:
    MicrosoftAccess *access() const; // null: there is no session
    void hear();
    void tellPortal();
    void concludeSignIn();
    RetirementQuestion question() const;
    std::optional<Explanation> warningOf(const QString &checkId) const;
    QJsonObject factsOf(const QString &checkId) const;

    CurrentSession &m_current;
    CurrentPortal &m_portal;
    bool m_isSigningIn = false;
};

} // namespace Setup
