// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/pathstate.h"
#include "wizard/theme.h"

#include <QAbstractButton>

namespace Setup {

// One station of the path: a disc with its icon, a badge with its state, its name and the state in a word.
class PathHop : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PathHop(Hop hop, QWidget *parent = nullptr);

    void setState(const HopState &state);
    // Only the disc with its badge; the words are in the tool tip.
    void setCompact(bool compact);
    static Theme::Tone toneOf(const HopState &state);
    const HopState &state() const { return m_state; }

    // As wide as the longest word, so that no name is ever cut.
    int narrowest() const;
    int narrowestWithWords() const; // also while it shows none
    int heightFor(int width) const;
    // Where the line of the path meets the disc, in own coordinates.
    QPoint centre() const;
    int radius() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintDisc(QPainter &painter) const;
    void paintWords(QPainter &painter) const;
    QFont heavyFont() const; // for what is broken
    QRect titleRect(int width, const QFont &font) const;

    HopState m_state;
    bool m_isCompact = false;
};

} // namespace Setup
