// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"
#include "checks/signindesk.h"
#include "microsoft/consentanswer.h"
#include "portal/cloudresult.h"
#include "portal/portaldescription.h"
#include "setup/keptmicrosoft.h"
#include "setup/microsoftaccount.h"
#include "setup/microsoftsubject.h"

#include <QPointer>

#include <functional>

namespace Setup {

class AdminConsent;

// A session's side towards Microsoft, as the window and the command line talk to it: who signs in, what the
// organisation consents to, and what its administrator has pasted. All of it is about one subject. Tokens are
// in memory alone; a refresh token is in the keychain only where it is wanted there. Whoever hears a signal
// may destroy the session.
class MicrosoftAccess : public QObject
{
    Q_OBJECT

public:
    using BrowserAddress = std::function<QUrl(const QUrl &)>;
    // services outlives it. browserAddress: where the system's browser finds a page; the same address,
    // outside of the demo.
    MicrosoftAccess(const CheckServices &services, const QUuid &integration, BrowserAddress browserAddress,
                    QObject *parent = nullptr);
    ~MicrosoftAccess() override;

    SignInDesk *desk() { return &m_desk; } // for the runs of the session
    const OnlineInput &input() const { return m_input; }
    // What an earlier start was about, and was told; nobody hears of it.
    void restore(const std::optional<MicrosoftSubject> &subject, const OnlineInput &input, bool keeps);
    // What does not hold for this one is forgotten, in the keychain, too. Nothing: it waits, out of the
    // keychain, until there is one again.
    void setSubject(const std::optional<MicrosoftSubject> &subject);
    void setTenant(const QJsonObject &facts) { m_tenant = facts; } // of discover.tenant

    // Which applications the portal names. Without a portal: none.
    void setPortal(const std::optional<PortalDescription> &description);
    const std::optional<ExchangeApp> &exchangeApp() const { return m_app; }

    // How the next sign-in goes, when one is needed.
    void setByDevice(bool byDevice) { m_desk.setByDevice(byDevice); }
    void setChooseAccount(bool choose) { m_desk.setChooseAccount(choose); }
    // False: the runs go on without a sign-in rather than ask for one.
    void setMayAsk(bool may) { m_desk.setMayAsk(may); }
    // Of the subject, with the application of its checks.
    std::optional<MicrosoftAccount> account() const;
    bool isSignedIn() const { return isOfSubject() && !m_desk.tokens().accessToken.isEmpty(); }
    bool hasKept() const { return isOfSubject() && m_desk.tokens().accessToken.isEmpty(); } // not used yet

    // Whether the runs ask for what Microsoft Graph would give, too: a second question for whoever signs in.
    void setAsksGraph(bool asks);

    // What the commands that we give have printed, of the organisation and of a mailbox.
    // EWS_SETTINGS_UNREADABLE, INPUT_TOO_LONG: nothing has changed.
    Result<Done> setOrganizationSettings(const QString &pasted);
    Result<Done> setMailboxSettings(const QString &pasted);
    // The text of the error page, when Microsoft shows one and sends nothing back.
    static Problem readErrorPage(const QString &pasted);

    // Asks for the consent to AskCody's application in the browser; consentFinished() follows. The findings,
    // or earlier ones, tell which tenant. MICROSOFT_CLIENT_UNKNOWN, MICROSOFT_TENANT_NOT_FOUND,
    // MICROSOFT_OTHER_CLOUD (a page there would know no such application and be silent): nothing was started.
    Result<Done> askConsent(const QList<Finding> &findings);
    bool isAskingConsent() const { return m_consent != nullptr; }
    void cancelConsent();

    // What the portal's cloud found proves what the page of consent only says.
    void takeCloudResult(const CloudResult &result);

    // Whether the refresh token shall be in the keychain. stored() follows, also where one is removed.
    void setKept(bool keep);
    void load() { m_kept.load(); } // loaded() follows
    bool isStoring() const { return m_kept.isStoring(); }
    void forget(); // who signed in, here and in the keychain; forgotten() follows

signals:
    void browserNeeded(const QUrl &url);
    void nothingCameBack();
    void codeReady(const Setup::DeviceCode &code);
    void answered(); // nobody is waited for any more
    void consentFinished(const Setup::Result<Setup::ConsentAnswer> &result); // those of AdminConsent
    void changed(); // what the next run is told
    void loaded(const Setup::Result<Setup::Done> &result); // KEYCHAIN_*
    void stored(const Setup::Result<Setup::Done> &result);
    void forgotten(const Setup::Result<Setup::Done> &result);

private:
    void tellInput(const OnlineInput &input);
    bool isOfSubject() const;
    void dropLoginOfOther(bool isOther);
    void store();
    void takeLoaded(const Result<Secret> &result);
    void takeConsent(const Result<ConsentAnswer> &result);

    CheckServices m_services;
    BrowserAddress m_browserAddress;
    SignInDesk m_desk;
    KeptMicrosoft m_kept;
    MicrosoftSubject m_subject;
    bool m_isAside = false; // there is no subject just now
    OnlineInput m_input;
    QJsonObject m_tenant;
    std::optional<ExchangeApp> m_app;
    std::unique_ptr<AdminConsent> m_consent;
};

} // namespace Setup
