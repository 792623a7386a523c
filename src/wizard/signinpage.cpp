// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/signinpage.h"

#include "core/problemcodes.h"
#include "diagnosis/rolenames.h"
#include "ui_signinpage.h"
#include "wizard/copybutton.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/themeicon.h"

#include <QDesktopServices>

namespace Setup {

using namespace Qt::StringLiterals;

SignInPage::SignInPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_portal(portal)
    , m_ui(std::make_unique<Ui::SignInPage>())
{
    m_ui->setupUi(this);
    ThemeIcon::dress(m_ui->browserButton, u"browser"_s);
    m_ui->copyLink->setSource([this] { return m_ui->linkEdit->text(); }, tr("address of the sign-in"));
    connect(m_ui->browserButton, &QPushButton::clicked, this, [this] { signIn(SignInWay::Kind::Browser); });
    connect(m_ui->deviceButton, &QPushButton::clicked, this, [this] { signIn(SignInWay::Kind::Device); });
    connect(m_ui->stopButton, &QPushButton::clicked, this, &SignInPage::cleanupPage);
    connect(m_ui->signOutButton, &QPushButton::clicked, this, &SignInPage::signOut);
    connect(m_ui->trust, &TrustBox::changed, this, &SignInPage::showState);
    connect(m_ui->byHandCheck, &QCheckBox::toggled, this, [this](bool byHand) {
        m_portal.setByHand(byHand);
        emit completeChanged();
    });
    connectPortal();
}

SignInPage::~SignInPage() = default;

void SignInPage::connectPortal()
{
    connect(&m_portal, &CurrentPortal::browserNeeded, this, &SignInPage::showLink);
    connect(&m_portal, &CurrentPortal::codeReady, this, &SignInPage::showCode);
    connect(&m_portal, &CurrentPortal::signedIn, this, &SignInPage::take);
    connect(&m_portal, &CurrentPortal::nothingCameBack, this, [this] {
        m_ui->notice->show(Theme::Tone::Caution,
                           tr("Nothing has come back from the browser yet. Look for its window, or open the "
                              "address below in a browser on this computer."));
    });
    connect(&m_portal, &CurrentPortal::waitingForUser, this, [this] {
        m_ui->notice->show(Theme::Tone::Caution,
                           tr("The keychain may be waiting for you in a window of its own."));
    });
    connect(&m_portal, &CurrentPortal::signedOut, this, [this](const Result<Done> &result) {
        showState();
        if (!result)
            m_ui->notice->show(result.problem());
    });
}

void SignInPage::initializePage()
{
    m_ui->byHandCheck->setChecked(m_portal.isByHand());
    m_ui->intro->setText(
        tr("You sign in to %1 with your own account, in your browser. This program never sees that password.")
            .arg(QUrl(m_portal->site().origin).host()));
    if (m_portal->site().isConfirmed())
        m_ui->trust->settle();
    else
        m_ui->trust->ask(QUrl(m_portal->site().origin).host(), m_portal->certificate(),
                         m_portal->hasChanged());
    if (!m_portal.isSignedIn() && m_portal->site().isConfirmed()) {
        m_looksForKept = true;
        m_portal->signIn({SignInWay::Kind::Kept});
    }
    showState();
}

bool SignInPage::isComplete() const
{
    return m_portal.isByHand() || (m_portal.isSignedIn() && m_portal->mayIntegrate());
}

void SignInPage::signIn(SignInWay::Kind kind)
{
    if (!m_portal->site().isConfirmed() && m_ui->trust->isTrusted())
        m_portal.confirm();
    m_looksForKept = false;
    SignInWay way;
    way.kind = kind;
    way.chooseAccount = m_chooseAccount;
    way.keep = m_ui->keepCheck->isChecked();
    m_portal->signIn(way);
    showState();
}

void SignInPage::signOut()
{
    m_chooseAccount = true;
    m_portal->signOut();
    m_ui->notice->show(Theme::Tone::Neutral, tr("Signing out…"));
}

void SignInPage::take(const Result<PortalAccount> &account)
{
    const bool nothingKept = m_looksForKept && !account && account.problem().code == Code::SignInRequired;
    m_looksForKept = false;
    showState();
    if (!account && !nothingKept)
        m_ui->notice->show(account.problem());
}

void SignInPage::cleanupPage()
{
    m_portal.cancel();
    m_looksForKept = false;
    showState();
}

void SignInPage::showState()
{
    const bool isWorking = m_portal->isSigningIn();
    const bool isSignedIn = m_portal.isSignedIn();
    const bool mayStart = !isWorking && !isSignedIn;
    m_ui->trust->setChangeable(mayStart);
    m_ui->browserButton->setVisible(mayStart);
    m_ui->browserButton->setEnabled(m_ui->trust->isTrusted());
    m_ui->deviceButton->setVisible(mayStart && m_portal->offer()->description->offersDeviceCode);
    m_ui->deviceButton->setEnabled(m_ui->trust->isTrusted());
    m_ui->keepCheck->setVisible(mayStart);
    m_ui->keepHint->setVisible(mayStart);
    m_ui->stopButton->setVisible(isWorking);
    m_ui->signOutButton->setVisible(isSignedIn && !isWorking);
    m_ui->waiting->setVisible(false);
    m_ui->notice->clear();
    if (isSignedIn)
        showAccount();
    else if (m_looksForKept)
        m_ui->notice->show(Theme::Tone::Neutral, tr("Looking for an earlier sign-in…"));
    else if (isWorking)
        m_ui->notice->show(Theme::Tone::Neutral, tr("Asking the portal how to sign in…"));
    emit completeChanged();
}

void SignInPage::showAccount()
{
    const PortalAccount &account = m_portal->account();
    const auto may = m_portal->mayIntegrate();
    if (!may)
        return m_ui->notice->show(may.problem());
    m_ui->notice->show(Theme::Tone::Good,
                       tr("Signed in as %1 (%2) of %3.")
                           .arg(account.account, roleNames(account.roles), account.organisation));
}

void SignInPage::showLink(const QUrl &url)
{
    m_ui->linkLabel->setText(tr("If no browser has opened, open this address yourself:"));
    m_ui->codeLabel->hide();
    m_ui->linkEdit->setText(url.toString(QUrl::FullyEncoded));
    m_ui->linkEdit->setCursorPosition(0);
    m_ui->waiting->setVisible(true);
    m_ui->notice->show(Theme::Tone::Neutral,
                       tr("Waiting for your browser. Sign in there, then come back here."));
    QDesktopServices::openUrl(url);
}

void SignInPage::showCode(const DeviceCode &code)
{
    m_ui->linkLabel->setText(tr("On the other device, open the address below and enter this code:"));
    m_ui->codeLabel->setText(code.userCode);
    m_ui->codeLabel->setAccessibleName(tr("Code for the other device: %1").arg(code.userCode));
    m_ui->codeLabel->setFont(Theme::heading(Theme::monospace(font()), 1.6));
    m_ui->codeLabel->show();
    m_ui->linkEdit->setText(code.verificationUri.toString(QUrl::FullyEncoded));
    m_ui->waiting->setVisible(true);
    m_ui->notice->show(
        Theme::Tone::Neutral,
        tr("Waiting for the other device, until %1.")
            .arg(QLocale().toString(code.expiresAt.toLocalTime().time(), QLocale::ShortFormat)));
}

} // namespace Setup
