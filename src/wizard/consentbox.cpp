// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/consentbox.h"

#include "wizard/currentmicrosoft.h"
#include "wizard/microsoftwords.h"
#include "wizard/notice.h"
#include "wizard/sectionlabel.h"
#include "wizard/textlist.h"
#include "wizard/themeicon.h"
#include "wizard/valuelist.h"
#include "wizard/wrappedlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

ConsentBox::ConsentBox(QWidget *parent)
    : QWidget(parent)
    , m_text(new WrappedLabel(this))
    , m_application(new ValueList(this))
    , m_known(new QCheckBox(tr("&Yes, this is the application that AskCody has told us of"), this))
    , m_ask(new QPushButton(tr("&Ask for the consent in the browser"), this))
    , m_stop(new QPushButton(tr("Stop waiting"), this))
    , m_notice(new Notice(this))
    , m_advice(new TextList(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_known->setObjectName(u"applicationCheck"_s);
    m_ask->setObjectName(u"consentButton"_s);
    m_stop->setObjectName(u"consentStopButton"_s);
    m_notice->setObjectName(u"consentNotice"_s);
    m_notice->setFramed(true);
    m_advice->setObjectName(u"consentAdvice"_s);
    ThemeIcon::dress(m_ask, u"browser"_s);
    auto *title = new SectionLabel(this);
    title->setText(tr("The consent for AskCody"));
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_ask, m_stop}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QWidget *part : std::initializer_list<QWidget *>{title, m_text, m_application, m_known})
        layout->addWidget(part);
    layout->addLayout(buttons);
    layout->addWidget(m_notice);
    layout->addWidget(m_advice);
    connect(m_known, &QCheckBox::toggled, this, &ConsentBox::showState);
    connect(m_ask, &QPushButton::clicked, this, &ConsentBox::ask);
    connect(m_stop, &QPushButton::clicked, this, &ConsentBox::stop);
}

void ConsentBox::connectTo(CurrentMicrosoft &microsoft)
{
    m_microsoft = &microsoft;
    connect(&microsoft, &CurrentMicrosoft::consentAnswered, this, &ConsentBox::take);
    connect(&microsoft, &CurrentMicrosoft::changed, this, &ConsentBox::showState);
}

bool ConsentBox::isAsking() const
{
    return m_microsoft->isAskingConsent();
}

void ConsentBox::showState()
{
    const MicrosoftApplications applications = m_microsoft->applications();
    const bool isNamed = !applications.askcodyId.isEmpty();
    const auto account = m_microsoft->account();
    setVisible(account.has_value());
    if (!account)
        return;
    const QStringList asksFor{applications.portal.toString(), applications.askcodyId, account->tenantId};
    if (std::exchange(m_asksFor, asksFor) != asksFor)
        forget();
    if (m_saysToWait && !isAsking()) // the page was left, and the wait ended with that
        say({});
    m_application->setVisible(isNamed);
    m_known->setVisible(isNamed && !applications.isAskcodyKnown);
    m_ask->setVisible(isNamed && !isAsking());
    m_ask->setEnabled(applications.isAskcodyKnown || m_known->isChecked());
    m_stop->setVisible(isAsking());
    m_text->setText(
        isNamed ? tr("Microsoft asks you once more, now for the whole organisation.")
                : tr("The portal does not say which application AskCody uses. The consent is given in the "
                     "portal, with its own button Integrate; the page at the end shows the clicks."));
    m_application->clear();
    m_application->add(u"Application"_s, tr("Application"), applications.askcodyName);
    m_application->add(u"ApplicationId"_s, tr("Its ID"), applications.askcodyId);
    if (!applications.isAskcodyKnown)
        m_application->addHint(tr("This program does not know this application for this portal. Compare its "
                                  "ID with what AskCody has told your organisation."));
}

void ConsentBox::say(const QString &words)
{
    m_saysToWait = isAsking();
    m_notice->show(Theme::Tone::Neutral, words);
}

// What was confirmed and answered holds for this application, this portal and this organisation alone.
void ConsentBox::forget()
{
    m_known->setChecked(false);
    m_notice->clear();
    m_advice->show({});
}

void ConsentBox::ask()
{
    m_advice->show({});
    m_microsoft->askConsent();
    if (isAsking())
        say(tr("Waiting for your browser. Read there what is asked for, and accept it."));
    showState();
    emit changed();
}

void ConsentBox::stop()
{
    m_microsoft->cancel();
    say(tr("Stopped. If you had accepted already, the checks will find the consent."));
    showState();
    emit changed();
}

void ConsentBox::take(const Result<Done> &answer)
{
    showState();
    if (answer)
        m_notice->show(
            Theme::Tone::Caution,
            tr("Microsoft’s page said that the consent was given. That alone proves nothing: after "
               "the integration is made, AskCody’s cloud signs in with it and tells."));
    else
        m_notice->show(answer.problem());
    m_advice->show(answer ? QStringList() : adviceOf(m_microsoft->explain(answer.problem())));
    emit changed();
}

} // namespace Setup
