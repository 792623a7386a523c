// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/onlinepage.h"

#include "diagnosis/consentoverview.h"
#include "setup/inportal.h"
#include "ui_onlinepage.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentsession.h"
#include "wizard/handover.h"
#include "wizard/portaloffer.h"
#include "wizard/portals.h"

namespace Setup {

using namespace Qt::StringLiterals;

OnlinePage::OnlinePage(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_microsoft(microsoft)
    , m_ui(std::make_unique<Ui::OnlinePage>())
{
    m_ui->setupUi(this);
    m_portal = new PortalOffer(m_ui->openButton, m_ui->portalNotice, current);
}

OnlinePage::~OnlinePage() = default;

void OnlinePage::initializePage()
{
    m_portal->refresh();
    m_ui->openNotice->show(Theme::Tone::Caution, whatToHeed(*m_current));
    showSteps();
    showValues();
}

bool OnlinePage::validatePage()
{
    if (!m_current->isReadOnly())
        m_current->markHandedOff();
    return true;
}

void OnlinePage::showSteps()
{
    QStringList steps{tr("Open the Admin Center of the AskCody portal and sign in."),
                      tr("Click Integrations, then MS Exchange Integrations.")};
    if (inPortal(*m_current) == InPortal::Made)
        steps.append(tr("Click the integration that is there. Then press Next here."));
    else
        steps += {tr("Click Add and choose Microsoft Exchange Online (Office 365)."),
                  tr("Click Integrate. Microsoft asks who you are; take the account below."),
                  tr("Read what is asked for, and click Accept. When no error appears, the integration is "
                     "made. Then press Next here.")};
    m_ui->stepsList->show(steps, TextList::Numbers);
}

void OnlinePage::showValues()
{
    const HandOver values = HandOver::of(*m_current);
    ValueList *list = m_ui->values;
    list->clear();
    list->add(u"Email"_s, tr("Sign in as"), values.email, ValueList::Copied);
    // By its name, as the page of Microsoft says it; the ID is in the report.
    list->add(u"Tenant"_s, tr("Organisation"), mailDomain(values.email));
    list->add(u"Application"_s, tr("Application that asks"),
              ConsentOverview::applicationName(Portals::region(m_current->integration().portal),
                                               m_microsoft.applications().askcodyName));
    if (values.identificationCode.isEmpty())
        list->add(u"Code"_s, tr("Identification code"), tr("Leave it as it is."));
    else
        list->add(u"Code"_s, tr("Identification code"), values.identificationCode, ValueList::Copied);
}

} // namespace Setup
