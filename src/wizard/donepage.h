// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/pageflow.h"

#include <QUuid>
#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class DonePage;
}
class CurrentMicrosoft;
class CurrentSession;
class SavePreview;

// What was handed over, what nobody has tested, and what comes next.
class DonePage : public QWizardPage
{
    Q_OBJECT

public:
    DonePage(CurrentSession &current, const CurrentMicrosoft &microsoft, QWidget *parent = nullptr);
    ~DonePage() override;

    void initializePage() override;

signals:
    // With what is known filled in; to begin on this page.
    void anotherWanted(const Setup::Integration &begun, Setup::PageId page);

private:
    void showWhatStands();
    void offerAnother();
    void saveReport();
    void saveRecording();
    void follow(SavePreview *dialog);

    CurrentSession &m_current;
    const CurrentMicrosoft &m_microsoft;
    QUuid m_begunFrom; // whose other half was begun here
    std::unique_ptr<Ui::DonePage> m_ui;
};

} // namespace Setup
