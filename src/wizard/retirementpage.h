// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QHash>
#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class RetirementPage;
}
class CurrentMicrosoft;
class CurrentSession;
class MicrosoftAccess;
class PastedSettings;

// How long EWS in Exchange Online works for AskCody here: the verdict with its reasons and days, made surer
// by what an Exchange administrator pastes, and the commands that change it.
class RetirementPage : public QWizardPage
{
    Q_OBJECT

public:
    RetirementPage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent = nullptr);
    ~RetirementPage() override;

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override;

private:
    using Setter = Result<Done> (MicrosoftAccess::*)(const QString &pasted);

    Result<Done> read(const QString &pasted, Setter set);
    void checkAgain(PastedSettings &pasted);
    void showBusy(bool busy);
    void conclude();
    void decideAgain();
    void showVerdict();

    CurrentSession &m_current;
    CurrentMicrosoft &m_microsoft;
    QHash<QString, QString> m_decided; // check and code, before what was pasted had everything checked anew
    PastedSettings *m_read = nullptr; // the one whose text is looked at
    std::unique_ptr<Ui::RetirementPage> m_ui;
};

} // namespace Setup
