// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/browserwait.h"

#include "wizard/copybutton.h"
#include "wizard/wrappedlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace Setup {

using namespace Qt::StringLiterals;

BrowserWait::BrowserWait(QWidget *parent)
    : QWidget(parent)
    , m_label(new WrappedLabel(this))
    , m_link(new QLineEdit(this))
{
    m_label->setTextFormat(Qt::PlainText); // a server chooses the code
    m_label->setObjectName(u"linkLabel"_s);
    m_link->setObjectName(u"linkEdit"_s);
    m_link->setReadOnly(true);
    m_link->setAccessibleName(tr("Address of the sign-in"));
    auto *copy = new CopyButton(this);
    copy->setObjectName(u"copyLink"_s);
    copy->setAutoDefault(false);
    copy->setSource([this] { return m_link->text(); }, tr("address of the sign-in"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_link);
    line->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_label);
    layout->addLayout(line);
    hide();
}

void BrowserWait::show(const QUrl &url)
{
    put(tr("If no browser has opened, open this address yourself, in a browser on this computer:"), url);
}

void BrowserWait::show(const DeviceCode &code)
{
    put(tr("On the other device, open this address and enter the code %1:").arg(code.userCode),
        code.verificationUri);
}

void BrowserWait::put(const QString &text, const QUrl &url)
{
    m_label->setText(text);
    m_link->setText(url.toString(QUrl::FullyEncoded));
    m_link->setCursorPosition(0);
    setVisible(true);
}

} // namespace Setup
