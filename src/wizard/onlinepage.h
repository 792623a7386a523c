// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class OnlinePage;
}
class CurrentMicrosoft;
class CurrentSession;
class PortalOffer;

// The portal has no interface for programs yet: all is prepared for Exchange Online, and the consent is given
// on the portal's own button. The clicks in order, and what is needed there.
class OnlinePage : public QWizardPage
{
    Q_OBJECT

public:
    OnlinePage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent = nullptr);
    ~OnlinePage() override;

    void initializePage() override;
    bool validatePage() override;

private:
    void showSteps();
    void showValues();

    CurrentSession &m_current;
    CurrentMicrosoft &m_microsoft;
    PortalOffer *m_portal;
    std::unique_ptr<Ui::OnlinePage> m_ui;
};

} // namespace Setup
