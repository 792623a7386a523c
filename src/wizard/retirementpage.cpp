// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/retirementpage.h"

#include "diagnosis/ewsallowance.h"
#include "diagnosis/retirementtext.h"
#include "setup/microsoftaccess.h"
#include "ui_retirementpage.h"
#include "wizard/checkoutcome.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentsession.h"
#include "wizard/notice.h"
#include "wizard/pastedsettings.h"

#include <QDate>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Theme::Tone toneOf(const RetirementVerdict &verdict)
{
    if (verdict.isContradicted())
        return Theme::Tone::Caution;
    switch (verdict.state) {
    case RetirementState::NotAffected:
        return Theme::Tone::Good;
    case RetirementState::Allowed:
    case RetirementState::SoonSwitchedOff:
        return Theme::Tone::Caution;
    case RetirementState::NotOnList:
    case RetirementState::SwitchedOff:
    case RetirementState::Ended:
        return Theme::Tone::Bad;
    case RetirementState::Unknown:
        break;
    }
    return Theme::Tone::Neutral;
}

} // namespace

RetirementPage::RetirementPage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_microsoft(microsoft)
    , m_ui(std::make_unique<Ui::RetirementPage>())
{
    m_ui->setupUi(this);
    m_ui->organization->setUp(
        tr("Only an Exchange administrator can see it. Run this, and paste here what it prints:"),
        tr("R&ead the settings"),
        [this](const QString &pasted) { return read(pasted, &MicrosoftAccess::setOrganizationSettings); });
    m_ui->mailbox->setUp(tr("A mailbox can have EWS switched off although the organisation allows it. This "
                            "shows it for yours, which the checks have opened:"),
                         tr("Rea&d the mailbox’s settings"), [this](const QString &pasted) {
                             return read(pasted, &MicrosoftAccess::setMailboxSettings);
                         });
    for (PastedSettings *pasted : {m_ui->organization, m_ui->mailbox})
        connect(pasted, &PastedSettings::taken, this, [this, pasted] { checkAgain(*pasted); });
    connect(&m_current, &CurrentSession::runFinished, this, &RetirementPage::conclude);
    // Whoever comes back here after Connect finds what the portal's cloud was told.
    connect(&m_microsoft, &CurrentMicrosoft::changed, this, [this] {
        if (m_current.isOnline() && m_current->state() == Session::State::Confirmed)
            showVerdict();
    });
}

RetirementPage::~RetirementPage() = default;

void RetirementPage::initializePage()
{
    OnlineNames own = m_microsoft.names();
    own.mailbox = own.admin;
    m_ui->organization->setCommand(EwsAllowance::organizationCommand(),
                                   tr("Command that shows what the organisation has set"));
    m_ui->mailbox->setCommand(EwsAllowance::mailboxCommand(own),
                              tr("Command that shows what the mailbox has set"));
    for (PastedSettings *pasted : {m_ui->organization, m_ui->mailbox}) {
        pasted->clear();
        pasted->setUsable(!m_current->isReplay());
    }
    showVerdict();
}

void RetirementPage::cleanupPage()
{
    m_current.stop();
    m_read = nullptr;
}

bool RetirementPage::isComplete() const
{
    if (!m_current.exists() || m_current->isRunning())
        return false;
    const CheckOutcomes outcomes = CheckOutcomes::of(m_current->findings());
    return m_current->isReadOnly() || outcomes.failed.isEmpty() || outcomes.isAccepted(m_current->accepted());
}

// With what is read, what was found without it holds no more, and what was decided about that is gone.
Result<Done> RetirementPage::read(const QString &pasted, Setter set)
{
    QHash<QString, QString> decided;
    for (const Finding &finding : m_current->findings())
        if (finding.problem && m_current->accepted().contains(finding.checkId))
            decided.insert(finding.checkId, finding.problem->code);
    const auto taken = (m_current->microsoft().*set)(pasted);
    if (taken)
        m_decided = decided;
    return taken;
}

// All is looked at again, with the sign-in that is there.
void RetirementPage::checkAgain(PastedSettings &pasted)
{
    m_read = &pasted;
    const auto started = m_current->run();
    if (!started)
        return pasted.notice()->show(started.problem());
    showBusy(true);
    pasted.notice()->show(Theme::Tone::Neutral, tr("Checking again with it…"));
    emit completeChanged();
}

void RetirementPage::showBusy(bool busy)
{
    for (PastedSettings *pasted : {m_ui->organization, m_ui->mailbox})
        pasted->setBusy(busy);
}

void RetirementPage::conclude()
{
    if (!isVisible() || !m_read)
        return;
    showBusy(false);
    decideAgain();
    if (isComplete())
        m_read->notice()->show(Theme::Tone::Good, tr("Read. The verdict above takes it into account."));
    else
        m_read->notice()->show(Theme::Tone::Caution,
                               tr("Read. A check has failed now that you have not decided about: go back to "
                                  "the checks."));
    showVerdict();
    m_ui->scroll->ensureVisible(0, 0);
    emit completeChanged();
}

// What was decided about a failure holds for the same failure.
void RetirementPage::decideAgain()
{
    QStringList again;
    for (const Finding &finding : m_current->findings())
        if (finding.problem && m_decided.value(finding.checkId) == finding.problem->code)
            again.append(finding.checkId);
    m_current->setAccepted(again);
}

void RetirementPage::showVerdict()
{
    const RetirementVerdict verdict = m_microsoft.retirement();
    const RetirementText text = RetirementWords::of(verdict, DatedNotices(), QDate::currentDate());
    m_ui->verdict->show(text, toneOf(verdict));
    m_ui->days->begin(tr("When"), tr("What"), {});
    for (const NoticeText &notice : text.notices)
        m_ui->days->add(notice.date.isEmpty() ? tr("Not published") : notice.date, {notice.title},
                        {notice.what}, false);
    m_ui->changeTitle->setVisible(verdict.canBeChanged);
    m_ui->changes->setVisible(verdict.canBeChanged);
    m_ui->changes->show(text.waits, EwsAllowance::allow(m_microsoft.names()));
}

} // namespace Setup
