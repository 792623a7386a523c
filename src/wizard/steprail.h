// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/pageflow.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace Setup {

// The steps on the left, each with its state: an icon, a weight of type and, for screen readers, words.
class StepRail : public QWidget
{
    Q_OBJECT

public:
    enum class State { Ahead, Current, Done, Warned, Failed };

    explicit StepRail(QWidget *parent = nullptr);

    void setSteps(const QList<PageId> &steps);
    // A word at the foot; empty takes it away.
    void setFootnote(const QString &text);
    void setState(PageId step, State state);
    // Icons alone, where the window is narrow for its type.
    void setCompact(bool compact);
    State state(PageId step) const { return m_rows.value(step).state; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *icon = nullptr;
        QLabel *text = nullptr;
        State state = State::Ahead;
    };
    void dress(PageId step);
    void dressAll();

    QVBoxLayout *m_layout;
    QLabel *m_product;
    QLabel *m_footnote;
    QHash<PageId, Row> m_rows;
    QList<PageId> m_steps;
    bool m_compact = false;
    bool m_dressing = false;
};

} // namespace Setup
