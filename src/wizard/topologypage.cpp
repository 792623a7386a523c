// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/topologypage.h"

#include "ui_topologypage.h"
#include "wizard/currentsession.h"

namespace Setup {

using namespace Qt::StringLiterals;

TopologyPage::TopologyPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::TopologyPage>())
{
    m_ui->setupUi(this);
}

TopologyPage::~TopologyPage() = default;

void TopologyPage::initializePage()
{
    const Integration &integration = m_current->integration();
    if (!integration.server())
        m_ui->onlineRadio->setChecked(true);
    else if (integration.identificationCode == "default"_L1)
        m_ui->bothRadio->setChecked(true);
    else
        m_ui->serverRadio->setChecked(true);
    m_ui->scroll->setEnabled(!m_current->isReadOnly());
}

bool TopologyPage::validatePage()
{
    if (m_current->isReadOnly())
        return true;
    Integration integration = m_current->integration();
    if (m_ui->onlineRadio->isChecked() && integration.server()) {
        ExchangeOnline online;
        online.email = integration.server()->email;
        integration.exchange = online;
    } else if (!m_ui->onlineRadio->isChecked() && !integration.server()) {
        ExchangeServer server;
        server.email = integration.account();
        integration.exchange = server;
    }
    if (m_ui->bothRadio->isChecked())
        integration.identificationCode = u"default"_s;
    else if (integration.identificationCode == "default"_L1)
        integration.identificationCode.clear();
    if (integration != m_current->integration())
        m_current->setIntegration(integration);
    return true;
}

} // namespace Setup
