// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIconEngine>
#include <QString>

class QAbstractButton;

namespace Setup {

// Draws one of our icons in the palette's own colour, whenever and in whatever size it is asked for: the icon
// follows the theme and the type.
class ThemeIcon : public QIconEngine
{
public:
    explicit ThemeIcon(QString name);

    // Gives a button the icon, as large as its words.
    static void dress(QAbstractButton *button, const QString &name);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;

private:
    QString m_name;
};

} // namespace Setup
