// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/microsoftaccess.h"
#include "wizard/typedinput.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class MicrosoftPage;
}
class BrowserGuide;
class CurrentMicrosoft;
class CurrentSession;
class JudgedField;
struct MicrosoftAccount;

// Signing in to Microsoft, in the system's browser or on another device, and the consent for AskCody where
// the portal says for which application.
class MicrosoftPage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    MicrosoftPage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent = nullptr);
    ~MicrosoftPage() override;

    void initializePage() override;
    void cleanupPage() override; // stops waiting
    bool isComplete() const override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

private:
    void connectMicrosoft();
    bool isAsking() const;
    void signIn(bool byDevice);
    void signOut();
    void take(const Result<Done> &result);
    void showState();
    void showAccount(const MicrosoftAccount &account);

    CurrentSession &m_current;
    CurrentMicrosoft &m_microsoft;
    JudgedField *m_rooms;
    BrowserGuide *m_guide;
    bool m_chooseAccount = false;
    std::unique_ptr<Ui::MicrosoftPage> m_ui;
};

} // namespace Setup
