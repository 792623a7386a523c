// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;

namespace Setup {

class CopyButton;

// Names and values, one pair a line, where wanted with a button that copies the value. Where a line is too
// short for that, the value stands below its name.
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

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        QLabel *name; // null: it is a hint
        QLabel *value;
        CopyButton *button; // null: none
    };
    QLabel *addRow(const QString &id, const QString &name, const QString &value);
    CopyButton *addButton(const QString &id, const QString &name);
    void place(qsizetype index);
    int needed(bool isStacked) const; // width

    QGridLayout *m_grid;
    QList<Row> m_rows;
    bool m_isStacked = false;
};

} // namespace Setup
