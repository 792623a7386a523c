// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUuid>
#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class WelcomePage;
}
class BundleOpening;
class CurrentSession;
class Workbench;

// Where a window begins: a new set-up, one that was begun, or the recording of a customer.
class WelcomePage : public QWizardPage
{
    Q_OBJECT

public:
    explicit WelcomePage(Workbench &workbench, CurrentSession &current, QWidget *parent = nullptr);
    ~WelcomePage() override;

    void initializePage() override;
    bool isComplete() const override;
    bool validatePage() override;

    // Opens the bundle as if it had been chosen here.
    void chooseBundle(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void listDrafts();
    void selectContinue();
    void offerDeleting();
    QUuid chosenDraft() const; // null: none
    bool beginNew();
    bool resume();
    bool openBundle();
    void stopReading();

    Workbench &m_workbench;
    CurrentSession &m_current;
    BundleOpening *m_opening;
    QUuid m_ownDraft; // begun as new in this window
    bool m_isListed = false; // for the show that comes next
    std::unique_ptr<Ui::WelcomePage> m_ui;
};

} // namespace Setup
