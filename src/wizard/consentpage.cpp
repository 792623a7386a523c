// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/consentpage.h"

#include "ui_consentpage.h"
#include "wizard/authenticationways.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentsession.h"
#include "wizard/portals.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

ConsentPage::ConsentPage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_microsoft(microsoft)
    , m_ui(std::make_unique<Ui::ConsentPage>())
{
    m_ui->setupUi(this);
    AuthenticationWays::showWidth(m_ui->width);
}

ConsentPage::~ConsentPage() = default;

void ConsentPage::initializePage()
{
    showOverview();
    showKept();
}

void ConsentPage::showKept()
{
    m_ui->client->show(m_microsoft.applications(), m_microsoft.names(), m_current->isReadOnly());
}

void ConsentPage::keepTyped()
{
    if (!m_ui->client->isFine())
        return;
    ExchangeOnline online = m_current.online();
    online.clientId = m_ui->client->ownId();
    m_current.setOnline(online);
}

void ConsentPage::showOverview()
{
    const ConsentText text =
        ConsentOverview::of(m_microsoft.names(), Portals::region(m_current->integration().portal));
    const auto part = [&text](QLatin1StringView id) {
        const auto found = std::find_if(text.parts.begin(), text.parts.end(),
                                        [id](const ConsentText::Part &one) { return one.id == id; });
        return found == text.parts.end() ? QStringList() : found->lines;
    };
    m_ui->askedList->show(part("asked"_L1), TextList::Numbers);
    m_ui->applicationLabel->setText(
        tr("The page of Microsoft calls the application: %1").arg(text.application));
    m_ui->whoList->show(part("who"_L1) + part("mailbox"_L1));
    m_ui->usedList->show(part("used"_L1).mid(1)); // the table says the first one
    m_ui->limitList->show(part("limit"_L1));
    m_ui->limitFold->show({}, text.limit);
    m_ui->backList->show(part("takeBack"_L1));
    m_ui->backFold->show({}, text.takeBack);
}

bool ConsentPage::validatePage()
{
    if (m_current->isReadOnly())
        return true;
    if (!m_ui->client->judge())
        return false;
    keepTyped();
    return true;
}

} // namespace Setup
