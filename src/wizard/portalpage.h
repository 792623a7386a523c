// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUrl>
#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class PortalPage;
}
class CurrentSession;
class JudgedField;

// Which AskCody portal, and with it in which region the data lives. May be left open.
class PortalPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit PortalPage(CurrentSession &current, QWidget *parent = nullptr);
    ~PortalPage() override;

    void initializePage() override;
    bool validatePage() override;

private:
    QUrl chosen() const;

    CurrentSession &m_current;
    JudgedField *m_other;
    std::unique_ptr<Ui::PortalPage> m_ui;
};

} // namespace Setup
