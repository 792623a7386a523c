// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/judgedfield.h"

#include "diagnosis/explainer.h"
#include "wizard/notice.h"
#include "wizard/typedlist.h"

namespace Setup {

using namespace Qt::StringLiterals;

JudgedField::JudgedField(QLineEdit *edit, Notice *notice, Rule rule)
    : QObject(edit)
    , m_edit(edit)
    , m_notice(notice)
    , m_rule(std::move(rule))
{
    m_notice->setField(edit);
    connect(edit, &QLineEdit::textEdited, this, [this] {
        m_found.clear();
        settle();
    });
    connect(edit, &QLineEdit::editingFinished, this, [this] {
        if (!m_edit->text().isEmpty())
            judge();
    });
    connect(notice, &Notice::actionTriggered, this, &JudgedField::takeProposal);
}

bool JudgedField::judge()
{
    const auto problem = m_rule(m_edit->text());
    if (problem)
        complain(*problem);
    else
        settle();
    return !problem;
}

JudgedField::Rule JudgedField::listRule(Result<QString> (*judge)(const QString &, const QString &),
                                        const QString &field)
{
    return [judge, field](const QString &typed) { return TypedList::problem(typed, judge, field); };
}

bool JudgedField::isFine() const
{
    return !m_rule(m_edit->text());
}

void JudgedField::show(const QString &typed)
{
    m_found.clear();
    m_edit->setText(typed);
}

// An empty field that somebody is in is one that somebody has emptied, or is about to type in.
void JudgedField::propose(const QString &value)
{
    const bool isFree = isProposed() || (m_edit->text().isEmpty() && !m_edit->hasFocus());
    if (!isFree || m_rule(value))
        return;
    m_found = value;
    m_edit->setText(value);
    m_edit->setCursorPosition(0); // a host that is cut off at its end can be told
}

void JudgedField::suggest(const QString &text, const QString &action, const QString &value)
{
    m_suggestion = text;
    m_suggestionAction = action;
    m_suggestedValue = value;
    if (m_proposal.isEmpty() && !m_rule(m_edit->text()))
        settle();
}

void JudgedField::complain(const Problem &problem)
{
    m_proposal = problem.facts.value("proposal"_L1).toString();
    const QString shown = m_proposal.left(60).replace(u'&', "&&"_L1); // else it would be a mnemonic
    m_notice->show(Theme::Tone::Bad, Explainer().explain(problem, {}).what,
                   m_proposal.isEmpty() ? QString() : tr("Use %1").arg(shown));
}

void JudgedField::settle()
{
    m_proposal.clear();
    if (m_suggestion.isEmpty())
        m_notice->clear();
    else
        m_notice->show(Theme::Tone::Neutral, m_suggestion, m_suggestionAction);
}

void JudgedField::takeProposal()
{
    m_edit->setText(m_proposal.isEmpty() ? m_suggestedValue : m_proposal);
    m_edit->setFocus();
    judge();
    emit m_edit->textEdited(m_edit->text());
}

} // namespace Setup
