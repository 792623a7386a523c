// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/connectpage.h"

#include "setup/inportal.h"
#include "ui_connectpage.h"
#include "wizard/cloudview.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/membernames.h"
#include "wizard/pushwords.h"
#include "wizard/themeicon.h"

namespace Setup {

using namespace Qt::StringLiterals;

ConnectPage::ConnectPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_portal(portal)
    , m_cloud(new CloudView(current, portal, this))
    , m_ui(std::make_unique<Ui::ConnectPage>())
{
    m_ui->setupUi(this);
    m_ui->cloudLayout->addWidget(m_cloud);
    ThemeIcon::dress(m_ui->connectButton, u"lock"_s);
    connect(m_ui->connectButton, &QPushButton::clicked, this, &ConnectPage::push);
    connect(m_ui->stopButton, &QPushButton::clicked, this, &ConnectPage::stop);
    connect(m_ui->byHandButton, &QPushButton::clicked, this, &ConnectPage::goByHand);
    connect(&m_current, &CurrentSession::reached, this, &ConnectPage::follow);
    connect(&m_current, &CurrentSession::pushFinished, this, &ConnectPage::conclude);
    connect(&m_current, &CurrentSession::keychainWaits, this, [this] {
        m_ui->notice->show(Theme::Tone::Caution,
                           tr("The keychain may be waiting for you in a window of its own."));
    });
    connect(m_cloud, &CloudView::started, m_ui->arrows, &PushArrows::followCloud);
    connect(m_cloud, &CloudView::finished, m_ui->arrows, &PushArrows::markCloud);
}

ConnectPage::~ConnectPage() = default;

void ConnectPage::initializePage()
{
    m_ui->purpose->setText(
        tr("“%1” is made in the portal %2. If anything is cut off, the next try goes on where this one "
           "stopped; nothing is ever made twice.")
            .arg(m_current->integration().name, QUrl(m_portal->site().origin).host()));
    m_ui->sealHint->setText(whoVouchesForTheSeal(m_portal->site()));
    m_ui->sealHint->setVisible(!m_current.isOnline()); // nothing is sealed
    m_ui->arrows->begin(m_current.isOnline());
    m_ui->notice->clear();
    m_ui->explanation->hide();
    m_ui->arrows->markNext(*m_current, ArrowList::State::Ahead);
    m_cloud->setVisible(isComplete());
    if (isComplete()) // made before: nothing is left to press but this
        m_cloud->showLast();
    if (m_current->isOutcomeOpen())
        m_ui->notice->show(Theme::Tone::Caution,
                           tr("An earlier try was cut off, and it may have arrived. Connect finds out, and "
                              "finishes it."));
    showButtons();
}

void ConnectPage::cleanupPage()
{
    stop();
}

bool ConnectPage::isComplete() const
{
    return m_current.exists() && !m_current->isPushing() && m_current->state() == Session::State::Confirmed;
}

void ConnectPage::push()
{
    m_ui->notice->clear();
    m_ui->explanation->hide();
    m_portal.setByHand(false); // whoever came back from there goes this way now
    const auto started = m_current->push(m_portal.access());
    if (!started)
        return showFailure(started.problem());
    m_ui->arrows->follow(Session::State::Checked);
    showButtons();
}

void ConnectPage::stop()
{
    m_cloud->cancel();
    if (!m_current->isPushing())
        return;
    m_current->cancel();
    m_ui->arrows->markNext(*m_current, ArrowList::State::Ahead);
    m_ui->notice->show(Theme::Tone::Neutral, whatStandsAfterStop(inPortal(*m_current)));
    showButtons();
}

void ConnectPage::goByHand()
{
    m_portal.setByHand(true);
    wizard()->next();
}

void ConnectPage::follow(Session::State state)
{
    if (m_current->isPushing())
        m_ui->arrows->follow(state);
}

void ConnectPage::conclude(const Result<PushOutcome> &result)
{
    if (result)
        showOutcome(*result);
    else
        showFailure(result.problem());
    showButtons();
    if (!result)
        return;
    m_cloud->show();
    m_cloud->start();
}

void ConnectPage::showOutcome(const PushOutcome &outcome)
{
    if (outcome.leftBehind)
        return m_ui->notice->show(*outcome.leftBehind);
    const PushWords words = PushWords::of(outcome);
    m_ui->notice->show(words.tone, words.text);
}

void ConnectPage::showFailure(const Problem &problem)
{
    if (!problem.code.startsWith("INPUT_"_L1)) // refused before the first act
        m_ui->arrows->markNext(*m_current, ArrowList::State::Failed);
    Finding finding;
    finding.checkId = u"portal.push"_s;
    finding.status = FindingStatus::Fail;
    finding.problem = withLabel(problem);
    m_ui->explanation->show(tr("Connect"), finding, m_current->explain(finding));
    m_ui->explanation->setVisible(true);
}

void ConnectPage::showButtons()
{
    const bool isPushing = m_current->isPushing();
    const bool isMade = isComplete();
    m_ui->connectButton->setVisible(!isPushing && !isMade);
    m_ui->connectButton->setEnabled(!m_current->isReadOnly());
    m_ui->stopButton->setVisible(isPushing);
    // By hand there might be a second one of what is there, or may have arrived.
    m_ui->byHandButton->setVisible(!isPushing && inPortal(*m_current) == InPortal::Nothing);
    emit completeChanged();
}

} // namespace Setup
