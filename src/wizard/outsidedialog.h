// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QDialog>

class QAbstractButton;

namespace Setup {

struct AnalyzerResult;
class ComparisonView;
class CurrentSession;
class Notice;

// Opens a result of Microsoft's Remote Connectivity Analyzer, the same way seen from the Internet, and shows
// it beside what this computer found.
class OutsideDialog : public QDialog
{
    Q_OBJECT

public:
    OutsideDialog(const CurrentSession &current, QWidget *parent);

    // A click on the button opens it.
    static void offer(QAbstractButton *button, const CurrentSession &current);

    // Shows what the file says, or why it says nothing.
    void open(const QString &path);
    using QDialog::open;

private:
    void askWhich();
    void compare(const AnalyzerResult &outside);

    const CurrentSession &m_current;
    Notice *m_notice;
    ComparisonView *m_comparison;
};

} // namespace Setup
