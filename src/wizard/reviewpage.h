// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/typedinput.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class ReviewPage;
}
class CurrentPortal;
class CurrentSession;
class JudgedField;

// The name of the integration, and everything that will be handed over, once more.
class ReviewPage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    ReviewPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent = nullptr);
    ~ReviewPage() override;

    void initializePage() override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void take(const QString &name);
    void showSummary();
    void keepPassword(bool keep);

    CurrentSession &m_current;
    CurrentPortal &m_portal;
    JudgedField *m_name;
    std::unique_ptr<Ui::ReviewPage> m_ui;
};

} // namespace Setup
