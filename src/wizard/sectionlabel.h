// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/wrappedlabel.h"

namespace Setup {

// The title of a part of a page: heavier type, and room above it.
class SectionLabel : public WrappedLabel
{
    Q_OBJECT

public:
    explicit SectionLabel(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    bool m_busy = false;
};

} // namespace Setup
