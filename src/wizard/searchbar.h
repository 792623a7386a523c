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
    // The text that the edit shows a part of.
    class Whole
    {
    public:
        static constexpr qsizetype MostCounted = 10'000;

        virtual ~Whole() = default;
        virtual qsizetype count(const QString &words) const = 0; // MostCounted: that many, or more
        // Shows the next part with these words in it; false where no other part has them.
        virtual bool turn(const QString &words, bool backwards) = 0;
    };

    explicit SearchBar(QPlainTextEdit *text, QWidget *parent = nullptr);

    void setWhole(Whole *whole) { m_whole = whole; }
    // The text is another one.
    void refresh();
    // It has grown at its end: what was found stays where it is.
    void searchFurther() { search(); }
    // Another part of it is shown.
    void markAgain();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString wanted() const;
    void search();
    qsizetype mark(const QString &words);
    void go(bool backwards);
    QToolButton *addButton(const QString &name, Qt::ArrowType arrow, const QString &tip, bool backwards);

    QPlainTextEdit *m_text;
    QLineEdit *m_edit;
    QLabel *m_count;
    Whole *m_whole = nullptr; // null: all is shown
    qsizetype m_found = 0;
};

} // namespace Setup
