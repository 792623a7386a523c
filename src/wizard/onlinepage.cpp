// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/onlinepage.h"

#include "ui_onlinepage.h"
#include "wizard/currentsession.h"
#include "wizard/portals.h"
#include "wizard/themeicon.h"

#include <QDesktopServices>

namespace Setup {

using namespace Qt::StringLiterals;

OnlinePage::OnlinePage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::OnlinePage>())
{
    m_ui->setupUi(this);
    m_ui->stepsList->show({tr("Sign in to the AskCody portal and open the Admin Center."),
                           tr("Click Integrations, then MS Exchange Integrations."),
                           tr("Click Add and choose Microsoft Exchange Online (Office 365)."),
                           tr("Click Integrate. Microsoft asks a Global Administrator to sign in."),
                           tr("Click Accept. When no error appears, the integration is made.")},
                          TextList::Numbers);
    ThemeIcon::dress(m_ui->openButton, u"browser"_s);
    connect(m_ui->openButton, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(Portals::adminCenter(m_current->integration().portal)); });
}

OnlinePage::~OnlinePage() = default;

void OnlinePage::initializePage()
{
    const bool known = !m_current->integration().portal.isEmpty();
    m_ui->openButton->setEnabled(known);
    m_ui->portalNotice->show(Theme::Tone::Neutral,
                             known ? QString()
                                   : tr("No portal is chosen yet. Go back to “Portal and region” to choose "
                                        "it, or open yours in the browser."));
}

} // namespace Setup
