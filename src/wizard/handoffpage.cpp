// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/handoffpage.h"

#include "setup/inportal.h"
#include "setup/session.h"
#include "ui_handoffpage.h"
#include "wizard/copybutton.h"
#include "wizard/currentsession.h"
#include "wizard/handover.h"
#include "wizard/portaloffer.h"
#include "wizard/sensitiveclipboard.h"

namespace Setup {

using namespace Qt::StringLiterals;

HandOffPage::HandOffPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_clipboard(new SensitiveClipboard(this))
    , m_ui(std::make_unique<Ui::HandOffPage>())
{
    m_ui->setupUi(this);
    m_portal = new PortalOffer(m_ui->openButton, m_ui->portalNotice, current);
    connect(m_clipboard, &SensitiveClipboard::takenBack, m_ui->passwordNotice, &Notice::clear);
}

HandOffPage::~HandOffPage() = default;

void HandOffPage::initializePage()
{
    m_portal->refresh();
    m_ui->openNotice->show(Theme::Tone::Caution, whatToHeed(*m_current));
    const bool isMade = inPortal(*m_current) == InPortal::Made;
    m_ui->header->setPurpose(
        isMade ? tr("It is there already: open the Admin Center, and compare each value.")
               : tr("Open the Admin Center, follow the clicks, and copy each value into its field."));
    m_ui->valuesTitle->setText(isMade ? tr("3. Compare the values") : tr("3. Copy the values"));
    m_ui->clicksLabel->setText(
        isMade
            ? tr("Admin Center › Integrations › MS Exchange Integrations › Edit")
            : tr("Admin Center › Integrations › MS Exchange Integrations › Add › Microsoft Exchange Server"));
    for (QLabel *ending :
         std::initializer_list<QLabel *>{m_ui->integrateTitle, m_ui->integrateHint, m_ui->errorHint})
        ending->setVisible(!isMade);
    m_ui->passwordNotice->clear();
    showValues();
}

bool HandOffPage::validatePage()
{
    m_clipboard->takeBack();
    if (!m_current->isReadOnly())
        m_current->markHandedOff();
    return true;
}

void HandOffPage::cleanupPage()
{
    m_clipboard->takeBack();
}

void HandOffPage::showValues()
{
    const HandOver values = HandOver::of(*m_current);
    ValueList *list = m_ui->values;
    list->clear();
    list->add(u"Email"_s, tr("E-mail address"), values.email, ValueList::Copied);
    if (!values.username.isEmpty()) {
        list->add(u"User"_s, tr("User name that works"), values.username, ValueList::Copied);
        list->addHint(tr("If the portal refuses the e-mail address, enter this in its place."));
    }
    const bool hasPassword = !m_current->password().isEmpty();
    CopyButton *password = list->addHidden(
        u"Password"_s, tr("Password"), hasPassword ? tr("••••••••") : tr("Not kept. Type it in the portal."));
    password->setEnabled(hasPassword);
    connect(password, &CopyButton::clicked, this, [this, password] { copyPassword(password); });
    if (values.version.isEmpty())
        list->add(u"Version"_s, tr("Exchange version"), tr("Not found. Ask whoever runs the server."));
    else
        list->add(u"Version"_s, tr("Exchange version"), values.version, ValueList::Copied);
    if (!values.versionReason.isEmpty())
        list->addHint(values.versionReason);
    if (values.ewsUrl.isEmpty())
        list->add(u"Ews"_s, tr("EWS address"), tr("Not found. Ask whoever runs the server."));
    else
        list->add(u"Ews"_s, tr("EWS address"), values.ewsUrl, ValueList::Copied);
    list->add(u"Impersonation"_s, tr("ApplicationImpersonation"), tr("Tick the box."));
    if (!values.identificationCode.isEmpty())
        list->add(u"Code"_s, tr("Identification code"), values.identificationCode, ValueList::Copied);
    else
        list->add(u"Code"_s, tr("Identification code"), tr("Leave it as it is."));
}

void HandOffPage::copyPassword(CopyButton *button)
{
    m_clipboard->lend(m_current->password());
    button->confirm();
    m_ui->passwordNotice->show(Theme::Tone::Neutral,
                               tr("The password is on the clipboard. It is removed from there after one "
                                  "minute, or when you leave this page."));
}

} // namespace Setup
