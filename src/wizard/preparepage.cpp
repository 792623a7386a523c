// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/preparepage.h"

#include "core/inputrules.h"
#include "diagnosis/serviceaccountpreparation.h"
#include "ui_preparepage.h"
#include "wizard/currentsession.h"
#include "wizard/discoverytrigger.h"
#include "wizard/judgedfield.h"
#include "wizard/preparationview.h"

namespace Setup {

using namespace Qt::StringLiterals;

PreparePage::PreparePage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::PreparePage>())
{
    m_ui->setupUi(this);
    m_email = new JudgedField(m_ui->emailEdit, m_ui->emailNotice,
                              JudgedField::rule(&InputRules::email, tr("e-mail address"), true));
    new DiscoveryTrigger(m_ui->emailEdit, current);
    connect(m_ui->emailEdit, &QLineEdit::textChanged, this, &PreparePage::showSteps);
    connect(m_ui->onlyRoomsCheck, &QCheckBox::toggled, this, &PreparePage::showSteps);
}

PreparePage::~PreparePage() = default;

void PreparePage::showKept()
{
    m_ui->emailEdit->setText(m_current.server().email);
}

void PreparePage::keepTyped()
{
    if (!m_email->isFine())
        return;
    ExchangeServer server = m_current.server();
    server.email = m_ui->emailEdit->text().trimmed();
    m_current.setServer(server);
}

void PreparePage::initializePage()
{
    showKept();
    m_ui->emailEdit->setReadOnly(m_current->isReadOnly());
    showSteps();
}

bool PreparePage::validatePage()
{
    if (!m_email->judge()) {
        m_ui->emailEdit->setFocus();
        return false;
    }
    keepTyped();
    m_current->discoverByAddress();
    return true;
}

void PreparePage::showSteps()
{
    ServiceAccountPreparation::Names names;
    if (const auto email = InputRules::email(m_ui->emailEdit->text(), {}))
        names.account = *email;
    names.room = m_current.exists() ? m_current.server().testMailboxes.value(0) : QString();
    names.onlyRooms = m_ui->onlyRoomsCheck->isChecked();
    m_ui->steps->show(ServiceAccountPreparation::steps(names));
}

} // namespace Setup
