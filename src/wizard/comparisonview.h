// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/theme.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace Setup {

// Things seen from two sides, one a line. Where the two differ, a mark and a word say so.
class ComparisonView : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonView(QWidget *parent = nullptr);

    // Starts over, hidden until there is a row.
    void begin(const QString &what, const QString &left, const QString &right);

    struct Side
    {
        QString text;
        QString icon = {};
        Theme::Tone tone = Theme::Tone::Neutral;
    };
    void add(const QString &what, const Side &left, const Side &right, bool differs);
    int count() const { return m_row == 0 ? 0 : m_row - 1; }

private:
    QLabel *put(const QString &text, int column);
    QLabel *putSide(const Side &side, int column);

    QGridLayout *m_grid;
    int m_row = 0;
};

} // namespace Setup
