// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pageheader.h"

#include "wizard/theme.h"
#include "wizard/wrappedlabel.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(new WrappedLabel(this))
    , m_purpose(new WrappedLabel(this))
{
    m_title->setObjectName(u"pageTitle"_s);
    m_purpose->setObjectName(u"pagePurpose"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, fontMetrics().height() / 2);
    layout->setSpacing(fontMetrics().height() / 4);
    for (QLabel *label : {m_title, m_purpose}) {
        label->setTextFormat(Qt::PlainText);
        layout->addWidget(label);
    }
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    applyFonts();
}

QString PageHeader::title() const
{
    return m_title->text();
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

QString PageHeader::purpose() const
{
    return m_purpose->text();
}

void PageHeader::setPurpose(const QString &purpose)
{
    m_purpose->setText(purpose);
}

void PageHeader::setBrief(bool brief)
{
    m_purpose->setVisible(!brief);
}

void PageHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        applyFonts();
}

void PageHeader::applyFonts()
{
    m_title->setFont(Theme::heading(font()));
    Theme::makeQuiet(m_purpose);
}

} // namespace Setup
