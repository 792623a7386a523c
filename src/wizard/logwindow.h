// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QTimer>

class QComboBox;
class QPlainTextEdit;

namespace Setup {

class SearchBar;

// What the program has said of itself, as it comes, by level and category; to be searched and copied.
class LogWindow : public QDialog
{
    Q_OBJECT

public:
    explicit LogWindow(QWidget *parent = nullptr);

private:
    void startOver();
    void append();
    void copy() const;

    QComboBox *m_level;
    QComboBox *m_category;
    QPlainTextEdit *m_text;
    SearchBar *m_search;
    QTimer m_later; // many lines come at once
    qint64 m_shown = 0; // number of the last line that was looked at
};

} // namespace Setup
