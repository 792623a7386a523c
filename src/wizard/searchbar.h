// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace Setup {

// Finds words in a text and marks all of them; Enter goes to the next one, Shift+Enter back.
class SearchBar : public QWidget
{
    Q_OBJECT

public:
    explicit SearchBar(QPlainTextEdit *text, QWidget *parent = nullptr);

    // The text is another one.
    void refresh();
    // It has grown at its end: what was found stays where it is.
    void searchFurther() { search(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void go(bool backwards);
    QToolButton *addButton(const QString &name, Qt::ArrowType arrow, const QString &tip, bool backwards);

    QPlainTextEdit *m_text;
    QLineEdit *m_edit;
    QLabel *m_count;
    int m_found = 0;
};

} // namespace Setup
