// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/portalpage.h"

#include "core/inputrules.h"
#include "ui_portalpage.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/judgedfield.h"
#include "wizard/portals.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

PortalPage::PortalPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_portal(portal)
    , m_ui(std::make_unique<Ui::PortalPage>())
{
    m_ui->setupUi(this);
    for (QLayout *layout : {m_ui->otherLayout, m_ui->otherNoticeLayout})
        layout->setContentsMargins(Theme::choiceIndent(this), 0, 0, 0);
    m_other = new JudgedField(m_ui->otherEdit, m_ui->otherNotice,
                              JudgedField::rule(&InputRules::portal, tr("address of the portal"), false));
    connect(m_ui->otherEdit, &QLineEdit::textEdited, this, [this] {
        m_goesOn = false;
        m_ui->otherRadio->setChecked(true);
    });
    connect(m_ui->otherRadio, &QRadioButton::toggled, m_ui->otherNotice, &Notice::clear);
    m_ui->simulatedRadio->setVisible(!m_portal.simulated().isEmpty());
    for (QRadioButton *radio :
         {m_ui->euRadio, m_ui->usRadio, m_ui->simulatedRadio, m_ui->otherRadio, m_ui->laterRadio})
        connect(radio, &QRadioButton::toggled, this, &PortalPage::follow); // also when no mouse clicks it
    connect(m_ui->otherEdit, &QLineEdit::editingFinished, this, &PortalPage::ask);
    connect(m_ui->offerNotice, &Notice::actionTriggered, this, &PortalPage::ask);
    connect(&m_portal, &CurrentPortal::changed, this, &PortalPage::showOffer);
}

PortalPage::~PortalPage() = default;

void PortalPage::showKept()
{
    const QUrl portal = m_current->integration().portal;
    if (Portals::isEurope(portal))
        m_ui->euRadio->setChecked(true);
    else if (Portals::isUnitedStates(portal))
        m_ui->usRadio->setChecked(true);
    else if (!portal.isEmpty() && portal == m_portal.simulated())
        m_ui->simulatedRadio->setChecked(true);
    else if (portal.isEmpty())
        m_ui->laterRadio->setChecked(m_current->state() != Session::State::Draft);
    else {
        m_ui->otherEdit->setText(portal.toString());
        m_ui->otherRadio->setChecked(true);
    }
    m_offered = isUsable() ? chosen() : QUrl();
}

void PortalPage::keepTyped()
{
    if (!isUsable() || chosen() == m_offered)
        return;
    Integration integration = m_current->integration();
    integration.portal = chosen();
    m_current.set(integration);
}

void PortalPage::initializePage()
{
    showKept();
    m_ui->scroll->setReadOnly(m_current->isReadOnly());
    m_goesOn = false;
    ask();
}

void PortalPage::cleanupPage()
{
    m_goesOn = false;
}

void PortalPage::follow(bool isChosen)
{
    m_goesOn = false; // Next was pressed for another one
    if (isChosen)
        ask();
}

// While the admin reads on: what a portal offers decides which page is next.
void PortalPage::ask()
{
    m_hasToldFailure = false;
    m_portal.choose(isUsable() && !m_current->isReadOnly() ? chosen() : QUrl());
}

void PortalPage::showOffer()
{
    using Offer = CurrentPortal::Offer;
    Notice *notice = m_ui->offerNotice;
    switch (m_portal.offer()) {
    case Offer::None:
        notice->clear();
        break;
    case Offer::Asking:
        notice->show(Theme::Tone::Neutral, tr("Asking the portal what it offers…"));
        return;
    case Offer::Interface:
        notice->show(
            Theme::Tone::Good,
            tr("This program can make the integration in this portal. You sign in on the next page."));
        break;
    case Offer::HandOff:
        notice->show(
            Theme::Tone::Neutral,
            tr("This portal lets no program make integrations yet. Everything is checked here; at "
               "the end you enter the values in the portal, and each one stands ready to be copied."));
        break;
    case Offer::Failed:
        notice->show(m_portal.problem());
        break;
    }
    m_ui->goOnHint->setVisible(m_portal.offer() == Offer::Failed && m_hasToldFailure);
    const bool goesOn = std::exchange(m_goesOn, false) && wizard()->currentPage() == this;
    if (goesOn && m_portal.offer() != Offer::Failed)
        wizard()->next();
}

bool PortalPage::validatePage()
{
    if (m_current->isReadOnly())
        return true;
    if (m_ui->otherRadio->isChecked() && !m_other->judge()) {
        m_ui->otherEdit->setFocus();
        return false;
    }
    Integration integration = m_current->integration();
    integration.portal = chosen();
    m_current.set(integration);
    m_portal.choose(chosen());
    if (m_portal.offer() == CurrentPortal::Offer::Asking) {
        m_goesOn = true;
        return false;
    }
    // Once: then it goes on, and ends with the values to be entered by hand.
    if (m_portal.offer() == CurrentPortal::Offer::Failed && !std::exchange(m_hasToldFailure, true)) {
        m_ui->goOnHint->show();
        return false;
    }
    return true;
}

bool PortalPage::isUsable() const
{
    return !m_ui->otherRadio->isChecked() || m_other->isFine();
}

QUrl PortalPage::chosen() const
{
    if (m_ui->euRadio->isChecked())
        return Portals::europe();
    if (m_ui->usRadio->isChecked())
        return Portals::unitedStates();
    if (m_ui->simulatedRadio->isChecked())
        return m_portal.simulated();
    if (m_ui->otherRadio->isChecked())
        return *InputRules::portal(m_ui->otherEdit->text(), u"portal"_s);
    return {};
}

} // namespace Setup
