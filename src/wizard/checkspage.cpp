// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/checkspage.h"

#include "core/bearing.h"
#include "diagnosis/catalogue.h"
#include "ui_checkspage.h"
#include "wizard/announce.h"
#include "wizard/checkdelegate.h"
#include "wizard/checklistmodel.h"
#include "wizard/checkoutcome.h"
#include "wizard/checkselection.h"
#include "wizard/currentsession.h"
#include "wizard/details.h"
#include "wizard/hostconfirmation.h"
#include "wizard/outsidedialog.h"
#include "wizard/themeicon.h"

namespace Setup {

using namespace Qt::StringLiterals;

ChecksPage::ChecksPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::ChecksPage>())
{
    m_ui->setupUi(this);
    m_model = new CheckListModel(
        [this](const Finding &finding) {
            return finding.status == FindingStatus::Pass ? shortResult(finding)
                                                         : m_current->explain(finding).title;
        },
        this);
    m_ui->checkList->setModel(m_model);
    m_selection = new CheckSelection(m_ui->checkList, m_model, this);
    new CheckDelegate(m_ui->checkList);
    m_ui->splitter->setSizes({400, 500}); // shares of what there is
    m_hosts = new HostConfirmation(m_ui->question, current);
    ThemeIcon::dress(m_ui->repeatButton, u"repeat"_s);
    OutsideDialog::offer(m_ui->outsideButton, current);
    connect(m_ui->repeatAllButton, &QPushButton::clicked, this, &ChecksPage::run);
    connect(m_ui->stopButton, &QPushButton::clicked, this, [this] { m_current.stop(); });
    connect(m_hosts, &HostConfirmation::accepted, this, &ChecksPage::run);
    connect(m_ui->decision, &DecisionBox::changed, this, &ChecksPage::decide);
    connectSession();
    connectPanes();
}

ChecksPage::~ChecksPage() = default;

void ChecksPage::connectSession()
{
    connect(&m_current, &CurrentSession::checkStarted, this, &ChecksPage::follow);
    connect(&m_current, &CurrentSession::checkFinished, this, &ChecksPage::take);
    connect(&m_current, &CurrentSession::runFinished, this, &ChecksPage::conclude);
    connect(m_ui->repeatButton, &QPushButton::clicked, this,
            [this] { begin(m_current->repeat(m_selection->id())); });
}

void ChecksPage::connectPanes()
{
    connect(m_ui->explanation, &ExplanationView::checkWanted, this, [this](const QString &id) {
        begin(m_current->repeat(id));
        m_selection->choose(id);
    });
    connect(m_ui->explanation, &ExplanationView::repaired, this,
            [this](const QStringList &touched) { begin(m_current->repeat(touched)); });
    connect(m_ui->notTestedButton, &QPushButton::clicked, this, [this] {
        m_ui->explanation->showNotTested(m_current->notTested());
        m_ui->tabs->setCurrentIndex(1);
    });
    // Where there is little room, it belongs to the list and the explanation.
    connect(m_ui->tabs, &PaneTabs::tightChanged, m_ui->header, &PageHeader::setBrief);
    connect(m_ui->tabs, &PaneTabs::tightChanged, m_ui->path, &PathView::setCompact);
    m_ui->tabs->share(this, m_ui->splitter, {tr("&List"), tr("E&xplanation")});
    m_ui->tabs->stack({m_ui->runLayout, m_ui->decision->layout()});
    connect(m_selection, &CheckSelection::changed, this, &ChecksPage::showSelected);
    connect(m_selection, &CheckSelection::chosen, this, [this] { m_ui->tabs->setCurrentIndex(1); });
    connect(m_ui->path, &PathView::checkChosen, m_selection, &CheckSelection::choose);
}

void ChecksPage::initializePage()
{
    m_ui->checkList->setFocus();
    if (!m_current->isRunning()
        && (m_current->state() == Session::State::Draft || m_current->findings().isEmpty()))
        return run();
    m_model->reset(m_current->plannedChecks(), m_current->findings());
    conclude(m_current->verdict());
}

void ChecksPage::cleanupPage()
{
    m_current.stop();
}

bool ChecksPage::isComplete() const
{
    if (!m_current.exists() || m_current->isRunning() || m_model->rowCount() == 0)
        return false;
    const auto outcomes = CheckOutcomes::of(m_current->findings()); // in a replay nothing is left to decide
    return m_current->isReplay() || outcomes.mayGoOn(m_current->plannedChecks(), m_ui->decision->isTaken());
}

void ChecksPage::decide()
{
    m_current->setAccepted(m_ui->decision->isTaken() ? CheckOutcomes::of(m_current->findings()).failed
                                                     : QStringList());
    emit completeChanged();
}

void ChecksPage::run()
{
    m_selection->startOver();
    const auto started = m_current->run();
    m_model->reset(m_current->plannedChecks());
    m_selection->lead(0);
    m_ui->tabs->setCurrentIndex(0);
    begin(started);
}

void ChecksPage::begin(const Result<Done> &started)
{
    m_ui->question->clear();
    if (!started)
        m_ui->question->show(started.problem());
    showProgress();
    // What it offers has to wait now. Later: the button that was pressed is one of them.
    QMetaObject::invokeMethod(this, &ChecksPage::showSelected, Qt::QueuedConnection);
}

void ChecksPage::follow(const QString &id)
{
    m_model->setRunning(id);
    if (m_model->firstFailure() < 0)
        m_selection->lead(m_model->rowOf(id));
    showProgress();
}

void ChecksPage::take(const Finding &finding)
{
    m_model->setFinding(finding);
    announce(m_ui->checkList, m_model->rowOf(finding.checkId));
    if (bearingOf(finding) == FindingStatus::Fail)
        m_selection->lead(m_model->firstFailure());
    if (m_selection->id() == finding.checkId)
        showSelected();
    showProgress();
}

void ChecksPage::conclude(Verdict verdict)
{
    m_model->settle(m_current->plannedChecks(), m_current->findings());
    m_selection->lead(std::max(0, m_model->firstToLookAt()));
    showSelected();
    if (!m_selection->isByHand() && m_model->firstToLookAt() >= 0)
        m_ui->tabs->setCurrentIndex(1);
    showProgress();
    m_ui->statusLabel->setText(describe(verdict, CheckOutcomes::of(m_current->findings())));
    m_ui->notTestedButton->setText(tr("Not tes&ted: %1").arg(m_current->notTested().size()));
    announce(m_ui->statusLabel);
    m_hosts->ask();
}

void ChecksPage::showProgress()
{
    const bool running = m_current->isRunning();
    m_ui->stopButton->setVisible(running);
    m_ui->repeatAllButton->setVisible(!running);
    m_ui->notTestedButton->setVisible(!running);
    m_ui->repeatButton->setEnabled(!running && !m_selection->id().isEmpty());
    if (running)
        m_ui->statusLabel->setText(
            tr("%1 of %2 checks done").arg(m_current->findings().size()).arg(m_model->rowCount()));
    m_ui->path->setPath(PathState::of(m_current->plannedChecks(), m_model->running(), m_current->findings()));
    const auto outcomes = CheckOutcomes::of(m_current->findings());
    const bool offered = !running && !m_current->isReplay() && outcomes.blocking.isEmpty();
    m_ui->decision->offer(offered ? outcomes.failedTitles() : QString(),
                          offered && outcomes.isAccepted(m_current->accepted()));
    emit completeChanged();
}

void ChecksPage::showSelected()
{
    if (!m_current.exists()) // another one is begun by now
        return;
    const QString title = Catalogue::standard().checkTitle(m_selection->id());
    // While checks are running it would come too early.
    const auto offered =
        m_current->isRunning() ? ExplanationOffers{} : ExplanationOffers{m_model->withoutResult(), true};
    if (const Finding *finding = m_selection->finding())
        m_ui->explanation->show(title, *finding, m_current->explain(*finding), offered);
    else
        m_ui->explanation->show(title, Catalogue::standard().checkAsks(m_selection->id()));
}

} // namespace Setup
