// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"
#include "setup/vantagepoints.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace Setup {

class ComparisonView;
class CurrentPortal;
class CurrentSession;
class Notice;
class WholeExplanation;

// Has the portal's cloud try its own way to Exchange, and shows what it found beside what this computer
// found.
class CloudView : public QWidget
{
    Q_OBJECT

public:
    CloudView(CurrentSession &current, CurrentPortal &portal, QWidget *parent = nullptr);
    ~CloudView() override;

    void showLast(); // what the session knows of earlier tries; finished() comes from inside
    void start(); // of the integration that the session has made; finished() follows
    void cancel();
    bool isRunning() const { return m_check != nullptr; }

signals:
    void started();
    void finished(Setup::Verdict verdict); // Fail also where the cloud could not be asked

private:
    void take(const Result<CloudResult> &result);
    void compare(const CloudResult &result);
    void say(Verdict verdict, Views views);
    void explain(const CloudResult &result);

    CurrentSession &m_current;
    CurrentPortal &m_portal;
    Notice *m_notice;
    ComparisonView *m_comparison;
    WholeExplanation *m_explanation; // of where the cloud stops
    QPushButton *m_again;
    std::unique_ptr<CloudOperation> m_check;
};

} // namespace Setup
