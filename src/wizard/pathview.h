// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/pathstate.h"

#include <QWidget>

namespace Setup {

class PathHop;

// The way a request takes, drawn: stations in a row (in several when the type is large), joined by a line
// that is whole as far as the run got through, dashed where it did not get, and cut at the broken station.
class PathView : public QWidget
{
    Q_OBJECT

public:
    explicit PathView(QWidget *parent = nullptr);

    void setPath(const PathState &path);
    const PathState &path() const { return m_path; }
    // One row without words, and beside or below it what has to be known: the station that is broken, being
    // tried or warned of. By itself, too, where one row with words is too long and the window too low for
    // two.
    void setCompact(bool compact);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void checkChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    int columnsFor(int width) const;
    int rowHeight(int width) const;
    int compactColumn(int width) const;
    int captionWidth() const;
    QRect captionRect(int width) const;
    void paintCaption(QPainter &painter) const;
    const HopState *telling() const;
    void arrange();
    void paintLink(QPainter &painter, qsizetype to) const;

    QList<PathHop *> m_hops;
    PathState m_path;
    bool m_isAskedToBeCompact = false;
    bool m_isCompact = false;
};

} // namespace Setup
