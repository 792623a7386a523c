// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"
#include "wizard/typedinput.h"

#include <QWizardPage>

#include <memory>
#include <optional>

namespace Setup {

namespace Ui {
class TopologyPage;
}
class CurrentSession;
class DomainWatch;
class JudgedField;

// Exchange Server, Exchange Online or both: this decides the way that the wizard takes. What the domain tells
// is proposed with its reasons; the administrator decides.
class TopologyPage : public QWizardPage, public TypedInput
{
    Q_OBJECT

public:
    explicit TopologyPage(CurrentSession &current, QWidget *parent = nullptr);
    ~TopologyPage() override;

    void initializePage() override;
    bool validatePage() override;
    void showKept() override;
    void keepTyped() override;

private:
    void connectWidgets();
    void locate(const QString &email);
    void showPlace();
    void propose(const QString &location);
    Integration chosen() const;
    void forget();

    CurrentSession &m_current;
    JudgedField *m_email;
    DomainWatch *m_watch;
    std::optional<decltype(Integration::exchange)> m_other; // what was entered for the other place
    bool m_isChosen = false; // by the administrator: no proposal moves it any more
    std::unique_ptr<Ui::TopologyPage> m_ui;
};

} // namespace Setup
