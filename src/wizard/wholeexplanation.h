// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/explanationview.h"

namespace Setup {

// An explanation as high as its words. On a page that scrolls, a second bar inside it would be one too many.
class WholeExplanation : public ExplanationView
{
    Q_OBJECT

public:
    explicit WholeExplanation(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace Setup
