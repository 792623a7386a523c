// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace Setup {

// Acts one after the other, and how far they are. An icon, the words and what a screen reader is told carry
// the state; what is not known the words say, too.
class ArrowList : public QWidget
{
    Q_OBJECT

public:
    enum class State { Ahead, Active, Done, Failed, Unknown };
    Q_ENUM(State)

    explicit ArrowList(QWidget *parent = nullptr);

    void clear();
    void add(const QString &text);
    int count() const { return static_cast<int>(m_rows.size()); }
    void setState(int row, State state);
    State state(int row) const { return m_rows.at(row).state; }
    // Those before it are done, those after it lie ahead; count() and more: all are done.
    void setAt(int row, State state);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *icon;
        QLabel *text;
        QString words;
        State state;
    };

    void dress(const Row &row);

    QGridLayout *m_grid;
    QList<Row> m_rows;
    bool m_busy = false;
};

} // namespace Setup
