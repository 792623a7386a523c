// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/fixscript.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace Setup {

// What is to be done as scripts, to be read and saved, and the button that looks whether it has helped.
class RepairBox : public QWidget
{
    Q_OBJECT

public:
    explicit RepairBox(QWidget *parent = nullptr);

    void addScript(const FixScript &script);
    void addDoneButton();

signals:
    void done();

private:
    void preview(const FixScript &script, QLabel *saved);

    QVBoxLayout *m_layout;
};

} // namespace Setup
