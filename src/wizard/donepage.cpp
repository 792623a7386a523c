// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/donepage.h"

#include "diagnosis/catalogue.h"
#include "setup/session.h"
#include "ui_donepage.h"
#include "wizard/bundlepreview.h"
#include "wizard/checkoutcome.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentsession.h"
#include "wizard/donewords.h"
#include "wizard/pageflow.h"
#include "wizard/pushwords.h"
#include "wizard/reportdialog.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Also what was edited after it was made.
QStringList whatDiffers(PushOutcome outcome, const CurrentSession &current)
{
    if (const auto wanted = current->wanted())
        for (const QString &member : differences(*wanted, outcome.integration))
            if (!outcome.differences.contains(member))
                outcome.differences.append(member);
    return outcome.differences.isEmpty() ? QStringList() : QStringList{PushWords::of(outcome).text};
}

} // namespace

DonePage::DonePage(CurrentSession &current, const CurrentMicrosoft &microsoft, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_microsoft(microsoft)
    , m_ui(std::make_unique<Ui::DonePage>())
{
    m_ui->setupUi(this);
    connect(&m_current, &CurrentSession::changed, this, [this] {
        if (isVisible()) // the cloud may take longer than its reader
            showWhatStands();
    });
    connect(m_ui->saveReportButton, &QPushButton::clicked, this, &DonePage::saveReport);
    connect(m_ui->saveRecordingButton, &QPushButton::clicked, this, &DonePage::saveRecording);
    connect(m_ui->otherHalfButton, &QPushButton::clicked, this, [this] {
        m_begunFrom = m_current->integration().id;
        emit anotherWanted(otherHalf(m_current->integration()), TopologyPageId);
    });
    connect(m_ui->anotherButton, &QPushButton::clicked, this, [this] {
        m_begunFrom = {};
        emit anotherWanted(anotherOf(m_current->integration()), PortalPageId);
    });
}

DonePage::~DonePage() = default;

void DonePage::initializePage()
{
    showWhatStands();
    m_ui->nextList->show(whatComesNext(*m_current));
    offerAnother();
    m_ui->saveRecordingButton->setEnabled(m_current->outgoing().size > 0);
    m_ui->notice->clear();
}

void DonePage::showWhatStands()
{
    const bool isMade = m_current->state() == Session::State::Confirmed;
    const auto cloud = m_current->cloudResult();
    const bool isStopped = isMade && cloud && cloud->verdict() == Verdict::Fail;
    m_ui->handedTitle->setText(isStopped    ? tr("In the portal, but AskCody’s cloud does not get in yet")
                                   : isMade ? tr("Connected")
                                            : tr("Handed over"));
    m_ui->header->setPurpose(isMade ? tr("What was made, what nobody has tested yet, and what comes next.")
                                    : tr("What was handed over, what nobody has tested yet, and what comes "
                                         "next."));
    const auto &outcome = m_current.outcome();
    QStringList made = whatWasMade(
        *m_current, isMade && outcome ? outcome->integration.name : m_current->integration().name);
    if (m_current.isOnline())
        made.append(howLongItWorks(m_microsoft.retirement()));
    m_ui->handedList->show(made);
    QStringList open = whatTheCloudFound(*m_current);
    if (isMade && outcome)
        open += whatDiffers(*outcome, m_current);
    for (const QString &id : m_current->accepted())
        open.append(tr("You went on although this failed: %1").arg(Catalogue::standard().checkTitle(id)));
    const QStringList warned = CheckOutcomes::of(m_current->findings()).warned;
    for (const QString &id : warned)
        open.append(
            tr("Works, and there is something to look at: %1").arg(Catalogue::standard().checkTitle(id)));
    open += m_current->notTested();
    m_ui->untestedTitle->setVisible(!open.isEmpty());
    m_ui->untestedList->show(open);
    const Finding *failed = isStopped ? cloud->firstFailure() : nullptr;
    if (failed)
        m_ui->cloudExplanation->show(Catalogue::standard().checkTitle(failed->checkId), *failed,
                                     m_current->explain(*failed));
    m_ui->cloudExplanation->setVisible(failed != nullptr);
}

// The second half of a hybrid organisation, until it has been begun from here.
void DonePage::offerAnother()
{
    const Integration &made = m_current->integration();
    const bool isHalf =
        made.identificationCode == (made.server() ? "default"_L1 : "remote"_L1) && m_begunFrom.isNull();
    m_ui->otherHalfButton->setVisible(isHalf && !m_current->isReadOnly());
    m_ui->otherHalfButton->setText(made.server() ? tr("Now E&xchange Online, with the code “remote”")
                                                 : tr("Now E&xchange Server, with the code “default”"));
    m_ui->anotherButton->setVisible(!m_current->isReadOnly());
}

void DonePage::saveReport()
{
    follow(ReportDialog::open(*m_current, this));
}

void DonePage::saveRecording()
{
    if (const auto dialog = BundlePreview::open(*m_current, this))
        follow(*dialog);
    else
        m_ui->notice->show(dialog.problem());
}

void DonePage::follow(SavePreview *dialog)
{
    connect(dialog, &SavePreview::saved, this, [this](const QString &path) {
        m_ui->notice->show(Theme::Tone::Good, tr("Saved as %1").arg(path));
    });
}

} // namespace Setup
