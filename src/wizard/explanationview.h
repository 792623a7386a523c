// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "diagnosis/explanation.h"
#include "wizard/pagescroll.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Setup {

struct CommandGroup;

// What the buttons of an explanation may ask for.
struct ExplanationOffers
{
    QStringList checks; // without a result: those that would tell one cause from another can be run
    bool isRepeatable = false; // whether a repair has helped can be looked at
};

// Everything about one finding, in the order in which it is needed: what happened, why we think so, who must
// act, what to do, and the details for those who want to look it up.
class ExplanationView : public PageScroll
{
    Q_OBJECT

public:
    explicit ExplanationView(QWidget *parent = nullptr);

    void show(const QString &title, const Finding &finding, const Explanation &explanation,
              const ExplanationOffers &offers = {});
    // Before there is a finding: what the check wants to know.
    void show(const QString &title, const QString &asks);
    // What a run does not prove.
    void showNotTested(const QStringList &sentences);

signals:
    void checkWanted(const QString &id);
    void repaired(const QStringList &touched); // checks that may answer otherwise now

protected:
    bool event(QEvent *event) override;

private:
    void startOver();
    void finish();
    void followByTab();
    QLabel *paragraph(const QString &text, const QString &name = {});
    void heading(const QString &text);
    void addState(const QString &title, const Finding &finding);
    void addCauses(const QList<Cause> &causes, const ExplanationOffers &offers);
    void addCause(const Cause &cause, const ExplanationOffers &offers);
    QPushButton *checkButton(const QString &id);
    void addWhatToDo(const Explanation &explanation);
    void addCommands(const CommandGroup &group);
    void addLinks(const QStringList &links);
    void addRepairs(const Explanation &explanation, bool isRepeatable);
    void addDetails(const Finding &finding);

    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

} // namespace Setup
