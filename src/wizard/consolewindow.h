// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace Setup {

namespace Ui {
class ConsoleWindow;
}
class CurrentSession;
class EwsConsole;
struct ConsoleAnswer;

// For support, with an administrator beside: EWS asked by hand, what came back, and what it means.
class ConsoleWindow : public QDialog
{
    Q_OBJECT

public:
    ConsoleWindow(const CurrentSession &current, QWidget *parent = nullptr);
    ~ConsoleWindow() override;

private:
    void setUpButtons();
    void follow();
    void fillSamples();
    void showSample();
    void takeMailbox();
    void send();
    void stop();
    void conclude(const Result<ConsoleAnswer> &result);
    bool showAnswer(const ConsoleAnswer &answer);
    void explain(const Problem &problem);
    void showState();
    QString wayOf(const EwsConsole &console) const;

    const CurrentSession &m_current; // not for the destructor: the wizard has ended it by then
    std::shared_ptr<EwsConsole> m_console;
    std::unique_ptr<Ui::ConsoleWindow> m_ui;
    QPushButton *m_send = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace Setup
