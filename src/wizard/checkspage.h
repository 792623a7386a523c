// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/result.h"

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class ChecksPage;
}
class CurrentPortal;
class CurrentSession;
class CheckListModel;
class CheckSelection;
struct ExplanationOffers;
class HostConfirmation;

// The ladder from this computer to AskCody: drawn, listed and, for the check that is selected, explained.
class ChecksPage : public QWizardPage
{
    Q_OBJECT

public:
    ChecksPage(CurrentSession &current, const CurrentPortal &portal, QWidget *parent = nullptr);
    ~ChecksPage() override;

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override;

private:
    void connectSession();
    void connectPanes();
    void run();
    void begin(const Result<Done> &started);
    void follow(const QString &id);
    void take(const Finding &finding);
    void conclude(Verdict verdict);
    void showProgress();
    void showSelected();

    CurrentSession &m_current;
    CheckListModel *m_model;
    CheckSelection *m_selection;
    HostConfirmation *m_hosts;
    std::unique_ptr<Ui::ChecksPage> m_ui;
};

} // namespace Setup
