// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/serviceaccountpreparation.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace Setup {

class CommandBox;

// One step of the preparation.
class PreparationItem : public QWidget
{
    Q_OBJECT

public:
    explicit PreparationItem(QWidget *parent = nullptr);

    void show(const PreparationStep &step, int number);

private:
    QLabel *m_title;
    QLabel *m_why;
    CommandBox *m_command;
    QToolButton *m_undoToggle;
    CommandBox *m_undo;
};

} // namespace Setup
