// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class DonePage;
}
class CurrentSession;

// What was handed over, what nobody has tested, and what comes next.
class DonePage : public QWizardPage
{
    Q_OBJECT

public:
    explicit DonePage(CurrentSession &current, QWidget *parent = nullptr);
    ~DonePage() override;

    void initializePage() override;

private:
    void saveReport();
    void saveRecording();
    void preview(const QString &title, const QString &fileName, const QByteArray &content);

    CurrentSession &m_current;
    std::unique_ptr<Ui::DonePage> m_ui;
};

} // namespace Setup
