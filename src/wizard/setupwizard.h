// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/currentmicrosoft.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/pageflow.h"
#include "wizard/steprail.h"

#include <QWizard>

namespace Setup {

class Notice;
class TypingPause;
class Workbench;

// The window.
class SetupWizard : public QWizard
{
    Q_OBJECT

public:
    // The workbench outlives the window.
    explicit SetupWizard(Workbench &workbench, QWidget *parent = nullptr);
    ~SetupWizard() override;

    // Starts with this support bundle chosen on the first page.
    void openBundle(const QString &path);

    CurrentSession &current() { return m_current; }
    CurrentPortal &portal() { return m_portal; }
    CurrentMicrosoft &microsoft() { return m_microsoft; }
    int nextId() const override;
    bool validateCurrentPage() override;
    void done(int result) override;

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void cleanupPage(int id) override;

private:
    // Pages are made when they are first entered: the first one stands sooner.
    void ensurePage(PageId id);
    QWizardPage *makePage(PageId id);
    QWizardPage *makeDonePage();
    void beginAnother(const Integration &begun, PageId first);
    void setUpButtons();
    void showBanner();
    void placeBanner();
    void setUpSize();
    void fitRail();
    void sayUnsaved(const Problem &problem);
    void connectPortal();
    void lendPortal();
    FlowState flow() const;
    void showSteps();
    StepRail::State stateOf(PageId step) const;
    void enterPage();
    void settlePage();
    void keepTyped();
    void keepMeanwhile();

    Workbench &m_workbench;
    CurrentPortal m_portal;
    CurrentSession m_current; // goes first: it may be pushing into the portal
    CurrentMicrosoft m_microsoft;
    StepRail *m_rail;
    Notice *m_banner;
    TypingPause *m_typing;
    bool m_wasShown = false;
    bool m_goesBack = false;
};

} // namespace Setup
