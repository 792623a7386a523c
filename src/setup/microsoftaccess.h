// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"
#include "checks/signindesk.h"
#include "microsoft/consentanswer.h"
#include "portal/cloudresult.h"
#include "portal/portaldescription.h"

#include <QPointer>
#include <QUuid>

#include <functional>
#include <memory>

namespace Setup {

class AdminConsent;
class DeleteSecret;
class ReadSecret;
class WriteSecret;

// A session's side towards Microsoft, as the window and the command line talk to it: who signs in, what the
// organisation consents to, and what its administrator has pasted. Tokens are in memory alone; a refresh
// token is in the keychain only where it is wanted there. Whoever hears a signal may destroy the session.
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

    // For the runs of the session.
    SignInDesk *desk() { return &m_desk; }
    const OnlineInput &input() const { return m_input; }
    // What a run of an earlier start was told; nobody hears of it.
    void restore(const OnlineInput &input) { m_input = input; }

    // Which applications the portal names. Without a portal: none.
    void setPortal(const std::optional<PortalDescription> &description);
    const std::optional<ExchangeApp> &exchangeApp() const { return m_app; }

    // How the next sign-in goes, when one is needed.
    void setByDevice(bool byDevice) { m_desk.setByDevice(byDevice); }
    void setChooseAccount(bool choose) { m_desk.setChooseAccount(choose); }
    // False: the runs go on without a sign-in rather than ask for one.
    void setMayAsk(bool may) { m_desk.setMayAsk(may); }
    bool isSignedIn() const { return !m_desk.tokens().accessToken.isEmpty(); }

    // Whether the runs ask for what Microsoft Graph would give, too: a second question for whoever signs in.
    void setAsksGraph(bool asks);

    // What the commands that we give have printed, of the organisation and of a mailbox.
    // EWS_SETTINGS_UNREADABLE, INPUT_TOO_LONG: what stood before stands.
    Result<Done> setOrganizationSettings(const QString &pasted);
    Result<Done> setMailboxSettings(const QString &pasted);
    // The text of the error page, when Microsoft shows one and sends nothing back.
    static Problem readErrorPage(const QString &pasted);

    // Asks for the consent to AskCody's application in the browser; consentFinished() follows. The findings
    // tell which tenant. MICROSOFT_CLIENT_UNKNOWN, MICROSOFT_TENANT_NOT_FOUND, MICROSOFT_OTHER_CLOUD (a page
    // there would know no such application, and send nothing back): nothing was started.
    Result<Done> askConsent(const QList<Finding> &findings);
    bool isAskingConsent() const { return m_consent != nullptr; }
    void cancelConsent();

    // What the portal's cloud found proves what the page of consent only says.
    void takeCloudResult(const CloudResult &result);

    // Whether the refresh token shall be in the keychain for later checks. stored() follows, also where one
    // that stood there is removed.
    void setKept(bool keep);
    void load(); // loaded() follows
    bool isStoring() const { return m_write != nullptr; }
    // Forgets who signed in, here and in the keychain; forgotten() follows.
    void forget();

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
    void store();
    void takeStored(const Result<Done> &result);
    void abandonLoading();
    void takeLoaded(const Result<Secret> &result);
    void takeConsent(const Result<ConsentAnswer> &result);

    CheckServices m_services;
    QString m_entry; // of the keychain
    BrowserAddress m_browserAddress;
    SignInDesk m_desk;
    OnlineInput m_input;
    std::optional<ExchangeApp> m_app;
    bool m_isKept = false;
    bool m_isStale = false; // came while another one was being written
    std::unique_ptr<AdminConsent> m_consent;
    std::unique_ptr<WriteSecret> m_write;
    std::unique_ptr<ReadSecret> m_read;
    std::unique_ptr<DeleteSecret> m_delete;
};

} // namespace Setup
