// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Setup {

class CommandBox;
class Notice;

// A command that only an Exchange administrator can run, and a field for what it printed.
class PastedSettings : public QWidget
{
    Q_OBJECT

public:
    using Reader = std::function<Result<Done>(const QString &pasted)>;

    explicit PastedSettings(QWidget *parent = nullptr);

    // The button has its own letter on the page.
    void setUp(const QString &label, const QString &button, Reader reader);
    void setCommand(const QString &command, const QString &name);
    void clear();
    // While what was read is taken into account, and where nothing can be.
    void setBusy(bool busy);
    void setUsable(bool usable);
    Notice *notice() const { return m_notice; }

signals:
    void taken();

private:
    void read();

    QLabel *m_label;
    CommandBox *m_command;
    QPlainTextEdit *m_edit;
    QPushButton *m_button;
    Notice *m_notice;
    Reader m_reader;
};

} // namespace Setup
