// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/decisionbox.h"

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
    connect(m_box, &QCheckBox::toggled, this, &DecisionBox::changed);
}

void DecisionBox::offer(const QString &failed, bool isTaken)
{
    const QSignalBlocker quiet(m_box);
    m_box->setChecked(isTaken);
    m_failed->setText(failed);
    m_box->setAccessibleName(tr("Continue although this failed: %1").arg(failed));
    setVisible(!failed.isEmpty());
}

bool DecisionBox::isTaken() const
{
    return m_box->isChecked();
}

} // namespace Setup
