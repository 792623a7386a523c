// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/explanation.h"
#include "wizard/pagescroll.h"

class QLabel;
class QVBoxLayout;

namespace Setup {

// Everything about one finding, in the order in which it is needed: what happened, why we think so, who must
// act, what to do, and the details for those who want to look it up.
class ExplanationView : public PageScroll
{
    Q_OBJECT

public:
    explicit ExplanationView(QWidget *parent = nullptr);

    void show(const QString &title, const Finding &finding, const Explanation &explanation);
    // Before there is a finding: what the check wants to know.
    void show(const QString &title, const QString &asks);

protected:
    bool event(QEvent *event) override;

private:
    void startOver();
    void finish();
    QLabel *paragraph(const QString &text, const QString &name = {});
    void heading(const QString &text);
    void addState(const QString &title, const Finding &finding);
    void addCauses(const QList<Cause> &causes);
    void addCause(const Cause &cause);
    void addWhatToDo(const Explanation &explanation);
    void addDetails(const Finding &finding);

    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

} // namespace Setup
