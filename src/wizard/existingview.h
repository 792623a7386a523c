// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"

#include <QWidget>

#include <memory>

namespace Setup {

class ComparisonView;
class CurrentPortal;
class CurrentSession;
class Notice;
class SectionLabel;

// What the portal has already: this integration, wanted beside actual, and those that look like it. Nothing
// there is ever changed by looking.
class ExistingView : public QWidget
{
    Q_OBJECT

public:
    explicit ExistingView(QWidget *parent = nullptr);
    ~ExistingView() override;

    // Asks the portal; hidden without a sign-in.
    void ask(const CurrentSession &current, const CurrentPortal &portal);

private:
    void take(const Result<QList<PortalIntegration>> &listed);
    void showTwins(const QList<PortalIntegration> &listed);
    void compare(const PortalIntegration &actual);

    SectionLabel *m_title;
    Notice *m_notice;
    ComparisonView *m_comparison;
    WantedIntegration m_wanted;
    std::unique_ptr<IntegrationListOperation> m_list;
};

} // namespace Setup
