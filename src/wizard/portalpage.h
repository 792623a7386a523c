// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/typedinput.h"

#include <QUrl>
#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class PortalPage;
}
class CurrentPortal;
class CurrentSession;
class JudgedField;

// Which AskCody portal, and with it in which region the data lives; and what that portal offers. May be left
// open.
class PortalPage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    PortalPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent = nullptr);
    ~PortalPage() override;

    void initializePage() override;
    void cleanupPage() override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

private:
    QUrl chosen() const; // only where it is one
    bool isUsable() const;
    void follow(bool isChosen);
    void ask();
    void showOffer();

    CurrentSession &m_current;
    CurrentPortal &m_portal;
    JudgedField *m_other;
    QUrl m_offered; // before anybody chose: nothing that was entered
    bool m_goesOn = false; // as soon as the portal has answered
    bool m_hasToldFailure = false;
    std::unique_ptr<Ui::PortalPage> m_ui;
};

} // namespace Setup
