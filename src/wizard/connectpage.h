// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/pushoperation.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class ConnectPage;
}
class CloudView;
class CurrentPortal;
class CurrentSession;

// Brings the integration into the portal, each arrow shown, and lets the portal's cloud try it.
class ConnectPage : public QWizardPage
{
    Q_OBJECT

public:
    ConnectPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent = nullptr);
    ~ConnectPage() override;

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override;

private:
    void push();
    void stop();
    void goByHand();
    void follow(Session::State state);
    void conclude(const Result<PushOutcome> &result);
    void showOutcome(const PushOutcome &outcome);
    void showFailure(const Problem &problem);
    void showButtons();

    CurrentSession &m_current;
    CurrentPortal &m_portal;
    CloudView *m_cloud;
    std::unique_ptr<Ui::ConnectPage> m_ui;
};

} // namespace Setup
