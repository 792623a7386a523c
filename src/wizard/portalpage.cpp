// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/portalpage.h"

#include "core/inputrules.h"
#include "ui_portalpage.h"
#include "wizard/currentsession.h"
#include "wizard/judgedfield.h"
#include "wizard/portals.h"

namespace Setup {

using namespace Qt::StringLiterals;

PortalPage::PortalPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::PortalPage>())
{
    m_ui->setupUi(this);
    for (QLayout *layout : {m_ui->otherLayout, m_ui->otherNoticeLayout})
        layout->setContentsMargins(Theme::choiceIndent(this), 0, 0, 0);
    m_other = new JudgedField(m_ui->otherEdit, m_ui->otherNotice,
                              JudgedField::rule(&InputRules::httpsUrl, tr("address of the portal"), false));
    connect(m_ui->otherEdit, &QLineEdit::textEdited, this, [this] { m_ui->otherRadio->setChecked(true); });
    connect(m_ui->otherRadio, &QRadioButton::toggled, m_ui->otherNotice, &Notice::clear);
}

PortalPage::~PortalPage() = default;

void PortalPage::initializePage()
{
    const QUrl portal = m_current->integration().portal;
    if (Portals::isEurope(portal))
        m_ui->euRadio->setChecked(true);
    else if (Portals::isUnitedStates(portal))
        m_ui->usRadio->setChecked(true);
    else if (portal.isEmpty())
        m_ui->laterRadio->setChecked(m_current->state() != Session::State::Draft);
    else {
        m_ui->otherRadio->setChecked(true);
        m_ui->otherEdit->setText(portal.toString());
    }
    m_ui->scroll->setEnabled(!m_current->isReadOnly());
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
    if (integration != m_current->integration())
        m_current->setIntegration(integration);
    return true;
}

QUrl PortalPage::chosen() const
{
    if (m_ui->euRadio->isChecked())
        return Portals::europe();
    if (m_ui->usRadio->isChecked())
        return Portals::unitedStates();
    if (m_ui->otherRadio->isChecked())
        return *InputRules::httpsUrl(m_ui->otherEdit->text(), u"portal"_s);
    return {};
}

} // namespace Setup
