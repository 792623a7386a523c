// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/retirementview.h"

#include "wizard/notice.h"
#include "wizard/sectionlabel.h"
#include "wizard/textlist.h"
#include "wizard/wrappedlabel.h"

#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

RetirementView::RetirementView(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new Notice(this))
    , m_reasons(new TextList(this))
    , m_graph(new WrappedLabel(this))
{
    m_verdict->setObjectName(u"verdictNotice"_s);
    m_verdict->setFramed(true);
    m_reasons->setObjectName(u"reasonsList"_s);
    m_graph->setObjectName(u"graphLabel"_s);
    m_graph->setTextFormat(Qt::PlainText);
    const auto title = [this](const QString &text) {
        auto *label = new SectionLabel(this);
        label->setText(text);
        return label;
    };
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_verdict, title(tr("Why we say so")), m_reasons,
                                          title(tr("Microsoft Graph, when EWS has ended")), m_graph})
        layout->addWidget(part);
}

void RetirementView::show(const RetirementText &text, Theme::Tone tone)
{
    m_verdict->show(tone, tr("%1. %2").arg(text.title, text.what));
    m_reasons->show(text.reasons);
    m_graph->setText(text.graph);
}

} // namespace Setup
