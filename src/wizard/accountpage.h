// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/typedinput.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class AccountPage;
}
class CurrentSession;
class DiscoveryTrigger;
class ServerForm;

// What AskCody will sign in with, and where. Everything but the account may be left to be found out.
class AccountPage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    explicit AccountPage(CurrentSession &current, QWidget *parent = nullptr);
    ~AccountPage() override;

    void initializePage() override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

private:
    void connectWidgets();
    void showFound();
    void showPasswordState();
    void forgetTyped();
    void chooseCaFile();
    bool judgeAll();
    bool knowsPassword() const;

    CurrentSession &m_current;
    DiscoveryTrigger *m_discovery;
    std::unique_ptr<Ui::AccountPage> m_ui;
    std::unique_ptr<ServerForm> m_form;
};

} // namespace Setup
