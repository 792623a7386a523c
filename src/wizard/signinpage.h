// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class SignInPage;
}
class CurrentPortal;
class CurrentSession;

// Signing in to the portal, in the system's browser or on another device; for a portal that is not known,
// whose it is comes first.
class SignInPage : public QWizardPage
{
    Q_OBJECT

public:
    SignInPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent = nullptr);
    ~SignInPage() override;

    void initializePage() override;
    void cleanupPage() override; // stops waiting
    bool isComplete() const override;

private:
    void connectPortal();
    void signIn(SignInWay::Kind kind);
    void signOut();
    void showState();
    void showAccount();
    void showLink(const QUrl &url);
    void showCode(const DeviceCode &code);
    void take(const Result<PortalAccount> &account);

    CurrentSession &m_current;
    CurrentPortal &m_portal;
    bool m_looksForKept = false;
    bool m_chooseAccount = false;
    std::unique_ptr<Ui::SignInPage> m_ui;
};

} // namespace Setup
