// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/microsoftpage.h"

#include "core/inputrules.h"
#include "ui_microsoftpage.h"
#include "wizard/browserguide.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentsession.h"
#include "wizard/judgedfield.h"
#include "wizard/microsoftwords.h"
#include "wizard/themeicon.h"
#include "wizard/typedlist.h"

namespace Setup {

using namespace Qt::StringLiterals;

MicrosoftPage::MicrosoftPage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_microsoft(microsoft)
    , m_ui(std::make_unique<Ui::MicrosoftPage>())
{
    m_ui->setupUi(this);
    ThemeIcon::dress(m_ui->browserButton, u"browser"_s);
    m_rooms = new JudgedField(m_ui->roomEdit, m_ui->roomNotice,
                              JudgedField::listRule(&InputRules::email, tr("room mailbox")));
    m_guide = new BrowserGuide(m_microsoft, {m_ui->notice, m_ui->waiting, m_ui->pasted}, this);
    m_ui->consent->connectTo(microsoft);
    connect(m_ui->browserButton, &QPushButton::clicked, this, [this] { signIn(false); });
    connect(m_ui->deviceButton, &QPushButton::clicked, this, [this] { signIn(true); });
    connect(m_ui->stopButton, &QPushButton::clicked, this, &MicrosoftPage::cleanupPage);
    connect(m_ui->signOutButton, &QPushButton::clicked, this, &MicrosoftPage::signOut);
    connect(m_ui->skipCheck, &QCheckBox::toggled, this, &MicrosoftPage::completeChanged);
    connect(m_ui->consent, &ConsentBox::changed, this, &MicrosoftPage::showState);
    connectMicrosoft();
}

MicrosoftPage::~MicrosoftPage() = default;

void MicrosoftPage::connectMicrosoft()
{
    connect(&m_microsoft, &CurrentMicrosoft::browserNeeded, this, [this](const QUrl &url) {
        if (isAsking())
            m_guide->showLink(url);
    });
    connect(&m_microsoft, &CurrentMicrosoft::codeReady, this, [this](const DeviceCode &code) {
        if (isAsking())
            m_guide->showCode(code);
    });
    connect(&m_microsoft, &CurrentMicrosoft::nothingCameBack, this, [this] {
        if (isAsking())
            m_guide->offerHelp();
    });
    connect(&m_microsoft, &CurrentMicrosoft::signedIn, this, &MicrosoftPage::take);
    connect(&m_current, &CurrentSession::passwordKept, this, [this](const Result<Done> &result) {
        if (!result && m_current.isOnline())
            m_ui->keepNotice->show(result.problem());
    });
    connect(&m_microsoft, &CurrentMicrosoft::signedOut, this, &MicrosoftPage::take);
}

void MicrosoftPage::initializePage()
{
    m_ui->intro->setText(tr("You sign in as %1, in your browser. This program never sees that password.")
                             .arg(m_current.online().email));
    showKept();
    m_ui->roomEdit->setReadOnly(m_current->isReadOnly());
    m_ui->keepCheck->setChecked(m_current->keepsPassword());
    m_ui->keepCheck->setEnabled(!m_current->isReadOnly());
    m_ui->keepNotice->clear();
    m_ui->graphCheck->setChecked(m_microsoft.asksGraph());
    m_ui->skipCheck->setChecked(!m_microsoft.mayAsk());
    showState();
}

void MicrosoftPage::showKept()
{
    m_ui->roomEdit->setText(TypedList::joined(m_current.online().testMailboxes));
}

void MicrosoftPage::keepTyped()
{
    ExchangeOnline online = m_current.online();
    if (m_rooms->isFine())
        online.testMailboxes = TypedList::values(m_ui->roomEdit->text(), &InputRules::email);
    m_current.setOnline(online);
}

// Else checks ask, on a page after this one.
bool MicrosoftPage::isAsking() const
{
    return m_microsoft.isSigningIn() || m_microsoft.isAskingConsent();
}

bool MicrosoftPage::isComplete() const
{
    return !isAsking() && (m_microsoft.account() || m_ui->skipCheck->isChecked());
}

bool MicrosoftPage::validatePage()
{
    if (!m_rooms->judge())
        return false;
    keepTyped();
    m_microsoft.setMayAsk(m_microsoft.account() || !m_ui->skipCheck->isChecked());
    return true;
}

void MicrosoftPage::signIn(bool byDevice)
{
    m_microsoft.signIn(
        {byDevice, m_chooseAccount, m_ui->keepCheck->isChecked(), m_ui->graphCheck->isChecked()});
    showState();
}

void MicrosoftPage::signOut()
{
    m_chooseAccount = true;
    m_microsoft.signOut();
    m_ui->notice->show(Theme::Tone::Neutral, tr("Signing out…"));
}

void MicrosoftPage::take(const Result<Done> &result)
{
    m_chooseAccount = m_chooseAccount || !result; // the next one may be another one
    showState();
    if (result)
        return;
    m_ui->notice->show(result.problem());
    m_ui->adviceList->show(adviceOf(m_microsoft.explain(result.problem()), m_microsoft.clockTrouble()));
}

void MicrosoftPage::cleanupPage()
{
    m_microsoft.cancel();
    showState();
}

void MicrosoftPage::showState()
{
    const bool isWorking = m_microsoft.isSigningIn();
    const auto account = m_microsoft.account();
    const bool mayStart = !isWorking && !account;
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_ui->keepCheck, m_ui->keepHint, m_ui->graphCheck, m_ui->graphHint,
                                          m_ui->browserButton, m_ui->deviceButton, m_ui->skipCheck})
        widget->setVisible(mayStart);
    const bool hasKept = mayStart && m_microsoft.hasKept() && !m_current->isReadOnly();
    m_ui->stopButton->setVisible(isWorking);
    m_ui->signOutButton->setVisible((account && !isWorking) || hasKept);
    m_ui->signOutButton->setText(account ? tr("Sign out and &forget") : tr("&Forget the earlier sign-in"));
    m_guide->clear();
    m_ui->adviceList->show({});
    m_ui->consent->showState();
    if (account)
        showAccount(*account);
    else if (isWorking)
        m_ui->notice->show(Theme::Tone::Neutral, tr("Asking Microsoft how to sign in…"));
    else if (m_microsoft.hasKept())
        m_ui->notice->show(
            Theme::Tone::Neutral,
            tr("An earlier sign-in is in the keychain. As long as it is good, signing in needs "
               "no browser. To sign in with another account, forget it first."));
    emit completeChanged();
}

void MicrosoftPage::showAccount(const MicrosoftAccount &account)
{
    QStringList advice;
    for (const auto &trouble : {m_microsoft.guestTrouble(), m_microsoft.clockTrouble()})
        if (trouble)
            advice += QStringList{trouble->what} + trouble->steps;
    const bool isDoubtful = !advice.isEmpty() || (account.rolesAreTold && !account.mayConsent);
    m_ui->notice->show(isDoubtful ? Theme::Tone::Caution : Theme::Tone::Good, sentenceOf(account));
    m_ui->adviceList->show(advice);
}

} // namespace Setup
