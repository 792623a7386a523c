// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/serviceaccountpreparation.h"

#include <QWidget>

class QVBoxLayout;

namespace Setup {

class PreparationItem;

// The steps of preparing the service account: what, why, the command, and how to take it back.
class PreparationView : public QWidget
{
    Q_OBJECT

public:
    explicit PreparationView(QWidget *parent = nullptr);

    // Keeps the widgets of the steps that stay, so that typing a name neither flickers nor takes the focus.
    void show(const QList<PreparationStep> &steps);

private:
    QVBoxLayout *m_layout;
    QList<PreparationItem *> m_items;
};

} // namespace Setup
