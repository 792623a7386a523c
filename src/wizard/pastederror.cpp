// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pastederror.h"

#include "diagnosis/explanation.h"
#include "wizard/microsoftwords.h"
#include "wizard/notice.h"
#include "wizard/sectionlabel.h"
#include "wizard/textlist.h"
#include "wizard/wrappedlabel.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

PastedError::PastedError(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_notice(new Notice(this))
    , m_steps(new TextList(this))
{
    auto *title = new SectionLabel(this);
    title->setText(tr("Does the browser show an error?"));
    auto *label = new WrappedLabel(
        tr("&Paste its text here; the number in it (AADSTS…) tells what it is about:"), this);
    label->setBuddy(m_text);
    m_text->setObjectName(u"errorEdit"_s);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(5 * fontMetrics().height());
    m_notice->setObjectName(u"errorNotice"_s);
    m_notice->setFramed(true);
    m_steps->setObjectName(u"errorSteps"_s);
    auto *explain = new QPushButton(tr("E&xplain it"), this);
    explain->setObjectName(u"explainButton"_s);
    explain->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QWidget *part : std::initializer_list<QWidget *>{title, label, m_text})
        layout->addWidget(part);
    layout->addWidget(explain, 0, Qt::AlignLeft);
    layout->addWidget(m_notice);
    layout->addWidget(m_steps);
    connect(explain, &QPushButton::clicked, this, &PastedError::explain);
    hide();
}

void PastedError::offer()
{
    m_text->clear();
    m_notice->clear();
    m_steps->show({});
    show();
}

void PastedError::explain()
{
    if (m_text->toPlainText().trimmed().isEmpty() || !m_explainer)
        return;
    const Explanation explanation = m_explainer(m_text->toPlainText());
    m_notice->show(Theme::Tone::Bad, tr("%1. %2").arg(explanation.title, explanation.what));
    m_steps->show(adviceOf(explanation));
}

} // namespace Setup
