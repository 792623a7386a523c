// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWizardPage>

#include <memory>

namespace Setup {

namespace Ui {
class HandOffPage;
}
class CurrentSession;
class CopyButton;
class PortalOffer;
class SensitiveClipboard;

// The portal has no interface for programs yet: every value of its form to copy, and the clicks in order.
class HandOffPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit HandOffPage(CurrentSession &current, QWidget *parent = nullptr);
    ~HandOffPage() override;

    void initializePage() override;
    bool validatePage() override;
    void cleanupPage() override;

private:
    void showValues();
    void copyPassword(CopyButton *button);

    CurrentSession &m_current;
    SensitiveClipboard *m_clipboard;
    PortalOffer *m_portal;
    std::unique_ptr<Ui::HandOffPage> m_ui;
};

} // namespace Setup
