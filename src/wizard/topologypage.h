// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class TopologyPage;
}
class CurrentSession;

// Exchange Server, Exchange Online or both: this decides the way that the wizard takes.
class TopologyPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit TopologyPage(CurrentSession &current, QWidget *parent = nullptr);
    ~TopologyPage() override;

    void initializePage() override;
    bool validatePage() override;

private:
    CurrentSession &m_current;
    std::unique_ptr<Ui::TopologyPage> m_ui;
};

} // namespace Setup
