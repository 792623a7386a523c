// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/preparationfold.h"

#include "wizard/preparationview.h"
#include "wizard/textlist.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

PreparationFold::PreparationFold(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_clicks(new TextList(m_body))
    , m_steps(new PreparationView(m_body))
{
    m_toggle->setObjectName(u"foldButton"_s);
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins({});
    body->addWidget(m_clicks);
    body->addWidget(m_steps);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    layout->addWidget(m_body);
    m_body->hide();
    setFocusProxy(m_toggle);
    connect(m_toggle, &QToolButton::toggled, this, [this](bool open) {
        m_body->setVisible(open);
        m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
}

QString PreparationFold::title() const
{
    return m_toggle->text();
}

void PreparationFold::setTitle(const QString &title)
{
    m_toggle->setText(title);
}

void PreparationFold::show(const QStringList &clicks, const QList<PreparationStep> &steps)
{
    m_clicks->show(clicks, TextList::Numbers);
    m_steps->show(steps);
}

} // namespace Setup
