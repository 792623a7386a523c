// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/wrappedlabel.h"

namespace Setup {

// Words that are there to be read second: in a quieter colour that still has the contrast to be read.
class QuietLabel : public WrappedLabel
{
    Q_OBJECT

public:
    explicit QuietLabel(QWidget *parent = nullptr);

    // Explains the choice above it: begins where that choice's text does, and keeps away from the next one.
    bool isUnderChoice() const { return m_underChoice; }
    void setUnderChoice(bool under);

protected:
    void changeEvent(QEvent *event) override;

private:
    void quieten();

    bool m_underChoice = false;
    bool m_busy = false;
};

} // namespace Setup
