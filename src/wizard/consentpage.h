// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/typedinput.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class ConsentPage;
}
class CurrentMicrosoft;
class CurrentSession;

// Before the browser opens: what Microsoft will ask and why, who can answer, and how to limit or end it.
class ConsentPage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    ConsentPage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent = nullptr);
    ~ConsentPage() override;

    void initializePage() override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

private:
    void showOverview();

    CurrentSession &m_current;
    CurrentMicrosoft &m_microsoft;
    std::unique_ptr<Ui::ConsentPage> m_ui;
};

} // namespace Setup
