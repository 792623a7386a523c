// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/searchbar.h"

#include <QList>

class QToolButton;

namespace Setup {

// A text of any length, of which the edit shows a part: laid out at once, ten megabytes would stop the
// window. A text that is short is all there, and nothing is said of parts.
class PartedText : public QWidget, public SearchBar::Whole
{
    Q_OBJECT

public:
    static constexpr qsizetype LongestPart = 400'000; // characters

    explicit PartedText(QPlainTextEdit *edit, QWidget *parent = nullptr);

    void setText(const QString &text);
    qsizetype count(const QString &words) const override;
    bool turn(const QString &words, bool backwards) override;

signals:
    void turned(); // by hand: another part is shown

private:
    void show(qsizetype part);
    QStringView part(qsizetype number) const;
    QToolButton *addButton(const QString &name, Qt::ArrowType arrow, const QString &tip, qsizetype step);

    QPlainTextEdit *m_edit;
    QWidget *m_bar;
    QLabel *m_label;
    QToolButton *m_back;
    QToolButton *m_on;
    QString m_all;
    QList<qsizetype> m_starts; // of the parts, each on a line of its own
    qsizetype m_shown = 0;
};

} // namespace Setup
