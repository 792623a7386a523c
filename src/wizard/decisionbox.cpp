// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/decisionbox.h"

#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/wrappedlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace Setup {

using namespace Qt::StringLiterals;

DecisionBox::DecisionBox(QWidget *parent)
    : QWidget(parent)
    , m_box(new QCheckBox(tr("C&ontinue although this failed:"), this))
    , m_failed(new WrappedLabel(this))
{
    m_box->setObjectName(u"continueCheck"_s);
    m_failed->setObjectName(u"decisionLabel"_s);
    m_failed->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_box);
    layout->addWidget(m_failed);
    QSizePolicy wide = m_failed->sizePolicy();
    wide.setHorizontalStretch(1); // the box may become a column
    m_failed->setSizePolicy(wide);
    QSizePolicy kept = sizePolicy();
    kept.setRetainSizeWhenHidden(true); // nothing jumps at the end of a run
    setSizePolicy(kept);
    connect(m_box, &QCheckBox::toggled, this, &DecisionBox::decide);
}

void DecisionBox::connectTo(CurrentSession &current, const CurrentPortal &portal)
{
    m_current = &current;
    m_portal = &portal;
}

CheckOutcomes DecisionBox::outcomes() const
{
    using Way = CheckOutcomes::Way;
    return CheckOutcomes::of((*m_current)->findings(),
                             m_portal->connects() ? Way::ThroughPortal : Way::ByHand);
}

bool DecisionBox::mayGoOn() const
{
    const Session &session = **m_current;
    return session.isReplay() // where nothing is left to decide
        || outcomes().mayGoOn(session.plannedChecks(), m_box->isChecked());
}

void DecisionBox::decide()
{
    (*m_current)->setAccepted(m_box->isChecked() ? outcomes().failed : QStringList());
    emit changed();
}

void DecisionBox::showState()
{
    const Session &session = **m_current;
    const CheckOutcomes all = outcomes();
    const bool isOffered = !session.isRunning() && !session.isReplay() && all.blocking.isEmpty();
    const QString failed = isOffered ? all.failedTitles() : QString();
    const QSignalBlocker quiet(m_box);
    m_box->setChecked(isOffered && all.isAccepted(session.accepted()));
    m_failed->setText(failed);
    m_box->setAccessibleName(tr("Continue although this failed: %1").arg(failed));
    setVisible(!failed.isEmpty());
}

} // namespace Setup
