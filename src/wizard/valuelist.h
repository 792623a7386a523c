// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;

namespace Setup {

class CopyButton;

// Names and values, one pair a line, where wanted with a button that copies the value.
class ValueList : public QWidget
{
    Q_OBJECT

public:
    enum Copying { NotCopied, Copied };

    explicit ValueList(QWidget *parent = nullptr);

    void clear();
    // The value is shown as it is, never as markup. The id names the widgets for tests: valueID, copyID.
    void add(const QString &id, const QString &name, const QString &value, Copying copying = NotCopied);
    // A value that is not shown; the button does what it is told. Gives the button.
    CopyButton *addHidden(const QString &id, const QString &name, const QString &shown);
    // A line below the last value.
    void addHint(const QString &text);

private:
    QLabel *addRow(const QString &id, const QString &name, const QString &value);
    void addToRow(CopyButton *button);

    QGridLayout *m_grid;
    int m_row = 0;
};

} // namespace Setup
