// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "wizard/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Setup {

// One message in its place: beside a field, or framed above a page. An icon and words carry the tone. Hidden
// while it has nothing to say.
class Notice : public QFrame
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    bool isFramed() const { return m_framed; }
    void setFramed(bool framed);

    // The text is shown as it is, never as markup.
    void show(Theme::Tone tone, const QString &text, const QString &action = {});
    // What went wrong, in the catalogue's words.
    void show(const Problem &problem);
    static QString wordsOf(const Problem &problem);
    void clear();
    QString text() const;

    // The field that the message is about: screen readers read it with the field.
    void setField(QWidget *field) { m_field = field; }

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLooks();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QWidget *m_field = nullptr;
    Theme::Tone m_tone = Theme::Tone::Neutral;
    bool m_framed = false;
};

} // namespace Setup
