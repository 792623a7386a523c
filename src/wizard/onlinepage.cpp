// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/onlinepage.h"

#include "ui_onlinepage.h"
#include "wizard/currentsession.h"
#include "wizard/portaloffer.h"

namespace Setup {

OnlinePage::OnlinePage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_ui(std::make_unique<Ui::OnlinePage>())
{
    m_ui->setupUi(this);
    m_ui->stepsList->show({tr("Sign in to the AskCody portal and open the Admin Center."),
                           tr("Click Integrations, then MS Exchange Integrations."),
                           tr("Click Add and choose Microsoft Exchange Online (Office 365)."),
                           tr("Click Integrate. Microsoft asks a Global Administrator to sign in."),
                           tr("Click Accept. When no error appears, the integration is made.")},
                          TextList::Numbers);
    m_portal = new PortalOffer(m_ui->openButton, m_ui->portalNotice, current);
}

OnlinePage::~OnlinePage() = default;

void OnlinePage::initializePage()
{
    m_portal->refresh();
}

} // namespace Setup
