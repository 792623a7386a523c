// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"

#include <QList>
#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class AccountPage;
}
class CurrentSession;
class DiscoveryTrigger;
class JudgedField;

// What AskCody will sign in with, and where. Everything but the account may be left to be found out.
class AccountPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit AccountPage(CurrentSession &current, QWidget *parent = nullptr);
    ~AccountPage() override;

    void initializePage() override;
    bool validatePage() override;

private:
    void connectWidgets();
    void makeFields();
    void showFound();
    void showPasswordState();
    void forgetTyped();
    void chooseCaFile();
    bool judgeAll();
    ExchangeServer typed() const;

    CurrentSession &m_current;
    QList<JudgedField *> m_fields;
    DiscoveryTrigger *m_discovery;
    JudgedField *m_ews = nullptr;
    JudgedField *m_user = nullptr;
    std::unique_ptr<Ui::AccountPage> m_ui;
};

} // namespace Setup
