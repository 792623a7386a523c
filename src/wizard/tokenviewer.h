// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace Setup {

class Notice;

// Shows what a pasted token says. The token itself is gone at once: it opens doors.
class TokenViewer : public QDialog
{
    Q_OBJECT

public:
    explicit TokenViewer(QWidget *parent = nullptr);

private:
    void read();

    QPlainTextEdit *m_text;
    Notice *m_notice;
};

} // namespace Setup
