// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/typedinput.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class PreparePage;
}
class CurrentSession;
class JudgedField;

// The commands that make a service account ready, with the names of this customer.
class PreparePage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    explicit PreparePage(CurrentSession &current, QWidget *parent = nullptr);
    ~PreparePage() override;

    void initializePage() override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

private:
    void showSteps();

    CurrentSession &m_current;
    JudgedField *m_email;
    std::unique_ptr<Ui::PreparePage> m_ui;
};

} // namespace Setup
