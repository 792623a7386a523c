// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QGridLayout;

namespace Setup {

// Sentences one below the other, each behind its bullet or number. Shown as they are, never as markup.
class TextList : public QWidget
{
    Q_OBJECT

public:
    enum Marker { Bullets, Numbers };

    explicit TextList(QWidget *parent = nullptr);

    // Below the last sentence, beginning where its words do.
    void append(QWidget *widget);
    void show(const QStringList &sentences, Marker marker = Bullets);

private:
    QGridLayout *m_grid;
};

} // namespace Setup
