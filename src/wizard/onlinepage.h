// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class OnlinePage;
}
class CurrentSession;
class PortalOffer;

// Exchange Online only: what to do in the portal today.
class OnlinePage : public QWizardPage
{
    Q_OBJECT

public:
    explicit OnlinePage(CurrentSession &current, QWidget *parent = nullptr);
    ~OnlinePage() override;

    void initializePage() override;

private:
    PortalOffer *m_portal;
    std::unique_ptr<Ui::OnlinePage> m_ui;
};

} // namespace Setup
