// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/microsoftdialog.h"

#include "wizard/browserguide.h"
#include "wizard/browserwait.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentsession.h"
#include "wizard/notice.h"
#include "wizard/pagescroll.h"
#include "wizard/pastederror.h"
#include "wizard/wrappedlabel.h"

#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

MicrosoftDialog::MicrosoftDialog(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *window)
    : QDialog(window)
    , m_current(current)
    , m_microsoft(microsoft)
{
    setObjectName(u"microsoftDialog"_s);
    connect(&microsoft, &CurrentMicrosoft::browserNeeded, this, [this](const QUrl &url) {
        if (attend())
            m_guide->showLink(url);
    });
    connect(&microsoft, &CurrentMicrosoft::codeReady, this, [this](const DeviceCode &code) {
        if (attend())
            m_guide->showCode(code);
    });
    connect(&microsoft, &CurrentMicrosoft::nothingCameBack, this, [this] {
        if (attend())
            m_guide->offerHelp();
    });
    connect(&microsoft, &CurrentMicrosoft::answered, this, &MicrosoftDialog::leave);
    connect(&current, &CurrentSession::runFinished, this, &MicrosoftDialog::leave);
    connect(&current, &CurrentSession::replaced, this, &MicrosoftDialog::leave);
    connect(this, &QDialog::rejected, this, [this] { m_current.stop(); });
}

// Where somebody has pressed a button of the page for it, that page attends to it.
bool MicrosoftDialog::attend()
{
    if (m_microsoft.isSigningIn() || m_microsoft.isAskingConsent())
        return false;
    if (!m_guide)
        furnish();
    if (!isVisible()) {
        m_guide->clear();
        open();
    }
    return true;
}

void MicrosoftDialog::furnish()
{
    setWindowTitle(tr("Microsoft asks for you"));
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    auto *why = new WrappedLabel(
        tr("The checks need you: the earlier sign-in does not suffice, so Microsoft asks again in your "
           "browser. They go on by themselves as soon as you have answered there."),
        content);
    auto *notice = new Notice(content);
    notice->setObjectName(u"notice"_s);
    notice->setFramed(true);
    auto *waiting = new BrowserWait(content);
    waiting->setObjectName(u"waiting"_s);
    auto *pasted = new PastedError(content);
    pasted->setObjectName(u"pasted"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{why, notice, waiting, pasted})
        layout->addWidget(part);
    layout->addStretch();
    auto *scroll = new PageScroll(this);
    scroll->setWidget(content);
    auto *stop = new QPushButton(tr("&Stop the checks"), this);
    stop->setObjectName(u"stopButton"_s);
    stop->setAutoDefault(false);
    connect(stop, &QPushButton::clicked, this, &QDialog::reject);
    auto *outer = new QVBoxLayout(this);
    outer->addWidget(scroll);
    outer->addWidget(stop, 0, Qt::AlignRight);
    m_guide = new BrowserGuide(m_microsoft, {notice, waiting, pasted}, this);
    resize(QSize(40 * fontMetrics().height(), 26 * fontMetrics().height())
               .boundedTo(screen()->availableSize() * 9 / 10));
}

void MicrosoftDialog::leave()
{
    if (isVisible())
        accept();
}

} // namespace Setup
