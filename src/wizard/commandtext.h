// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace Setup {

// A read-only text in fixed-width type, as high as it needs to be at its width: nothing in it ever scrolls.
class CommandText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CommandText(QWidget *parent = nullptr);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    bool m_busy = false;
};

} // namespace Setup
