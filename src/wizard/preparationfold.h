// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/preparationstep.h"

#include <QStringList>
#include <QWidget>

class QToolButton;

namespace Setup {

class PreparationView;
class TextList;

// Steps for later, or for few: folded away behind a button until somebody wants them.
class PreparationFold : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString title READ title WRITE setTitle)

public:
    explicit PreparationFold(QWidget *parent = nullptr);

    QString title() const;
    void setTitle(const QString &title);
    // By hand and as commands; either may be empty.
    void show(const QStringList &clicks, const QList<PreparationStep> &steps);

private:
    QToolButton *m_toggle;
    QWidget *m_body;
    TextList *m_clicks;
    PreparationView *m_steps;
};

} // namespace Setup
