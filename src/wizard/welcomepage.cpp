// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/welcomepage.h"

#include "setup/workbench.h"
#include "ui_welcomepage.h"
#include "wizard/bundleopening.h"
#include "wizard/currentsession.h"
#include "wizard/draftremoval.h"

#include <QShowEvent>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

WelcomePage::WelcomePage(Workbench &workbench, CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_workbench(workbench)
    , m_current(current)
    , m_opening(new BundleOpening(workbench, current, this))
    , m_ui(std::make_unique<Ui::WelcomePage>())
{
    m_ui->setupUi(this);
    for (QLayout *layout : std::initializer_list<QLayout *>{m_ui->draftLayout, m_ui->bundleLayout})
        layout->setContentsMargins(Theme::choiceIndent(this), 0, 0, 0);
    connect(m_ui->draftList, &QListWidget::currentItemChanged, this, &WelcomePage::selectContinue);
    connect(m_ui->draftList, &QListWidget::itemClicked, this,
            [this] { m_ui->continueRadio->setChecked(true); });
    connect(m_ui->browseButton, &QPushButton::clicked, m_opening, &BundleOpening::browse);
    connect(m_opening, &BundleOpening::chosen, this, &WelcomePage::chooseBundle);
    connect(m_ui->bundleEdit, &QLineEdit::textEdited, this, [this] { m_ui->bundleRadio->setChecked(true); });
    for (QRadioButton *radio : {m_ui->newRadio, m_ui->continueRadio, m_ui->bundleRadio})
        connect(radio, &QRadioButton::toggled, this, &WelcomePage::stopReading);
    connect(m_ui->bundleEdit, &QLineEdit::textChanged, this, &WelcomePage::stopReading);
    connect(m_opening, &BundleOpening::failed, this,
            [this](const Problem &problem) { m_ui->notice->show(problem); });
    connect(m_opening, &BundleOpening::finished, this, [this](bool isOpen) {
        emit completeChanged();
        if (isOpen && isVisible())
            wizard()->next();
    });
    offerDeleting();
    connect(m_ui->networkButton, &NetworkButton::failed, this,
            [this](const Problem &problem) { m_ui->notice->show(problem); });
    m_ui->networkButton->setProxy(m_workbench.proxy());
}

WelcomePage::~WelcomePage() = default;

// Before the page is laid out: a list that comes or goes afterwards has everything laid out twice.
void WelcomePage::initializePage()
{
    listDrafts();
    m_isListed = true;
}

// Coming back here is no initializing, and the list may be another by then.
void WelcomePage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    if (!event->spontaneous() && !std::exchange(m_isListed, false))
        listDrafts();
}

void WelcomePage::chooseBundle(const QString &path)
{
    m_ui->bundleEdit->setText(path);
    m_ui->bundleRadio->setChecked(true);
}

// Something else was chosen.
void WelcomePage::stopReading()
{
    m_ui->notice->clear();
    if (!m_opening->isReading())
        return; // completeChanged() has the page shown anew
    m_opening->abandon();
    emit completeChanged();
}

bool WelcomePage::isComplete() const
{
    return !m_opening->isReading();
}

bool WelcomePage::validatePage()
{
    m_ui->notice->clear();
    if (m_ui->newRadio->isChecked())
        return beginNew();
    return m_ui->continueRadio->isChecked() ? resume() : openBundle();
}

void WelcomePage::listDrafts()
{
    const QUuid chosen = chosenDraft();
    m_ui->draftList->clear();
    for (const DraftInfo &draft : m_workbench.drafts()) {
        QListWidgetItem *item = m_ui->draftList->add(draft, m_current.holds(draft.id));
        if (draft.id == chosen)
            m_ui->draftList->setCurrentItem(item);
    }
    const bool any = m_ui->draftList->count() > 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->draftList, m_ui->deleteButton})
        widget->setVisible(any);
    m_ui->continueRadio->setEnabled(any);
    if (!any && m_ui->continueRadio->isChecked())
        m_ui->newRadio->setChecked(true);
    m_ui->draftList->fit();
    selectContinue();
}

void WelcomePage::selectContinue()
{
    m_ui->deleteButton->setEnabled(m_ui->draftList->currentItem() != nullptr);
    if (m_ui->draftList->currentItem() && m_ui->draftList->hasFocus())
        m_ui->continueRadio->setChecked(true);
}

void WelcomePage::offerDeleting()
{
    auto *removal = new DraftRemoval(m_workbench, m_current, this);
    connect(m_ui->deleteButton, &QPushButton::clicked, removal, [this, removal] {
        stopReading(); // or the question would be about a set-up that is no longer in front
        removal->ask(chosenDraft());
    });
    connect(removal, &DraftRemoval::removed, this, &WelcomePage::listDrafts);
    connect(removal, &DraftRemoval::refused, this,
            [this](const Problem &problem) { m_ui->notice->show(problem); });
}

QUuid WelcomePage::chosenDraft() const
{
    const QListWidgetItem *item = m_ui->draftList->currentItem();
    return item ? item->data(Qt::UserRole).toUuid() : QUuid();
}

bool WelcomePage::beginNew()
{
    // Back and Next again is still the same new set-up, until something of it is kept elsewhere.
    const bool isNew = m_current.holds(m_ownDraft)
        && (m_current->state() == Session::State::Draft || m_current->state() == Session::State::Checked);
    if (!isNew) {
        m_current.replace(m_workbench.newSession());
        m_ownDraft = m_current->integration().id;
    }
    return true;
}

bool WelcomePage::resume()
{
    const QListWidgetItem *item = m_ui->draftList->currentItem();
    if (!item && m_ui->draftList->count() == 1)
        item = m_ui->draftList->item(0);
    if (!item) {
        m_ui->notice->show(Theme::Tone::Bad, tr("Choose in the list which set-up you want to continue."));
        return false;
    }
    const QUuid id = item->data(Qt::UserRole).toUuid();
    if (m_current.holds(id)) // and it is no replay of it
        return true;
    m_current.replace({}); // lets go of its lock first
    const auto session = m_workbench.resume(id);
    if (session)
        m_current.replace(*session);
    else
        m_ui->notice->show(session.problem());
    return session.hasValue();
}

bool WelcomePage::openBundle()
{
    const QString path = m_ui->bundleEdit->text().trimmed();
    if (path.isEmpty()) {
        m_ui->notice->show(Theme::Tone::Bad, tr("Choose the file of the support bundle."));
        return false;
    }
    const auto state = m_opening->open(path);
    if (state == BundleOpening::State::Reading) {
        m_ui->notice->show(Theme::Tone::Active, tr("The bundle is large and is being read…"));
        emit completeChanged();
    }
    return state == BundleOpening::State::Open;
}

} // namespace Setup
