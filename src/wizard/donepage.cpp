// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/donepage.h"

#include "diagnosis/catalogue.h"
#include "support/reportformat.h"
#include "ui_donepage.h"
#include "wizard/checkoutcome.h"
#include "wizard/currentsession.h"
#include "wizard/handover.h"
#include "wizard/portals.h"
#include "wizard/pushwords.h"
#include "wizard/savepreview.h"

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

DonePage::DonePage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::DonePage>())
{
    m_ui->setupUi(this);
    m_ui->nextList->show(
        {tr("Add the calendars: Admin Center › Integrations › MS Exchange Calendars › Add."),
         tr("Every room is a room mailbox whose AutomateProcessing is AutoAccept, so that it answers by "
            "itself "
            "and is never booked twice. Set the booking rules in Exchange before you connect the rooms."),
         tr("If a firewall filters who may reach Exchange, ask AskCody support for the addresses that their "
            "cloud comes from, and let them through to the EWS address."),
         tr("When the password of the service account changes, change it in the portal, too: Admin Center › "
            "Integrations › Edit › Update. Put it into your calendar.")});
    connect(m_ui->saveReportButton, &QPushButton::clicked, this, &DonePage::saveReport);
    connect(m_ui->saveRecordingButton, &QPushButton::clicked, this, &DonePage::saveRecording);
}

DonePage::~DonePage() = default;

void DonePage::initializePage()
{
    const HandOver values = HandOver::of(*m_current);
    const bool isMade = m_current->state() == Session::State::Confirmed;
    m_ui->handedTitle->setText(isMade ? tr("Connected") : tr("Handed over"));
    m_ui->header->setPurpose(isMade ? tr("What was made, what nobody has tested yet, and what comes next.")
                                    : tr("What was handed over, what nobody has tested yet, and what comes "
                                         "next."));
    const auto &outcome = m_current.outcome();
    m_ui->handedList->show(
        {tr("“%1” in the portal %2")
             .arg(isMade && outcome ? outcome->integration.name : m_current->integration().name,
                  Portals::name(m_current->integration().portal)),
         tr("Service account: %1").arg(values.email),
         tr("EWS address: %1").arg(values.ewsUrl.isEmpty() ? tr("not found") : values.ewsUrl),
         tr("Exchange version: %1").arg(values.version.isEmpty() ? tr("not found") : values.version)});
    QStringList open;
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
    m_ui->saveRecordingButton->setEnabled(m_current->recording().hasValue());
    m_ui->notice->clear();
}

void DonePage::saveReport()
{
    preview(tr("Report"), u"askcody-exchange-report.txt"_s, renderText(m_current->report(u"check"_s)));
}

void DonePage::saveRecording()
{
    if (const auto recording = m_current->recording())
        preview(tr("Recording"), u"askcody-exchange-recording.har"_s, *recording);
    else
        m_ui->notice->show(recording.problem());
}

void DonePage::preview(const QString &title, const QString &fileName, const QByteArray &content)
{
    auto *dialog = new SavePreview(title, fileName, content, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SavePreview::saved, this, [this](const QString &path) {
        m_ui->notice->show(Theme::Tone::Good, tr("Saved as %1").arg(path));
    });
    dialog->open();
}

} // namespace Setup
