// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

namespace Setup {

// The content of a page: scrolls up and down when the window is small or the type is large, never sideways.
class PageScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageScroll(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

    // Keeps this far away from the content, in pixels.
    void setEdge(int edge);
    // Nothing in it can be changed; it scrolls, and takes the focus for that.
    void setReadOnly(bool readOnly);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    int gap() const; // between words and the scroll bar

    int m_edge = 0;
};

} // namespace Setup
