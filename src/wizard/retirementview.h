// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/retirementtext.h"
#include "wizard/theme.h"

#include <QWidget>

class QLabel;

namespace Setup {

class Notice;
class TextList;

// The verdict on EWS: what holds and until when, why we think so, and what Microsoft Graph would give
// instead.
class RetirementView : public QWidget
{
    Q_OBJECT

public:
    explicit RetirementView(QWidget *parent = nullptr);

    void show(const RetirementText &text, Theme::Tone tone);

private:
    Notice *m_verdict;
    TextList *m_reasons;
    QLabel *m_graph;
};

} // namespace Setup
