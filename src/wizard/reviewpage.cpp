// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/reviewpage.h"

#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "ui_reviewpage.h"
#include "wizard/checkoutcome.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/handover.h"
#include "wizard/judgedfield.h"
#include "wizard/portals.h"

#include <QShowEvent>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

std::optional<Problem> judgeName(const QString &typed)
{
    const auto name = InputRules::line(typed, ReviewPage::tr("name"));
    if (name && name->isEmpty())
        return Problem{QString(Code::InputMissing), {}, {{u"field"_s, ReviewPage::tr("name")}}};
    return name ? std::nullopt : std::optional(name.problem());
}

} // namespace

ReviewPage::ReviewPage(CurrentSession &current, CurrentPortal &portal, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_portal(portal)
    , m_ui(std::make_unique<Ui::ReviewPage>())
{
    m_ui->setupUi(this);
    m_name = new JudgedField(m_ui->nameEdit, m_ui->nameNotice, &judgeName);
    m_ui->codeCombo->addItem(tr("None"), QString());
    m_ui->codeCombo->addItem(tr("default (Exchange Server beside Exchange Online)"), u"default"_s);
    m_ui->codeCombo->addItem(tr("remote (Exchange Online beside Exchange Server)"), u"remote"_s);
    connect(m_ui->keepCheck, &QCheckBox::clicked, this, &ReviewPage::keepPassword);
    connect(&m_current, &CurrentSession::passwordKept, this, [this](const Result<Done> &result) {
        m_ui->keepCheck->setChecked(m_current->keepsPassword());
        if (!result)
            m_ui->keepNotice->show(result.problem());
    });
}

ReviewPage::~ReviewPage() = default;

void ReviewPage::showKept()
{
    const Integration &integration = m_current->integration();
    const bool unnamed = integration.name.isEmpty();
    m_ui->nameEdit->setText(unnamed ? mailDomain(integration.account()) : integration.name);
    m_ui->codeCombo->setCurrentIndex(std::max(0, m_ui->codeCombo->findData(integration.identificationCode)));
}

void ReviewPage::keepTyped()
{
    const Integration &integration = m_current->integration();
    const QString name = m_ui->nameEdit->text().trimmed();
    const bool isOnlyProposed = integration.name.isEmpty() && name == mailDomain(integration.account());
    take(m_name->isFine() && !isOnlyProposed ? name : integration.name);
}

void ReviewPage::take(const QString &name)
{
    Integration integration = m_current->integration();
    integration.name = name;
    integration.identificationCode = m_ui->codeCombo->currentData().toString();
    m_current.set(integration);
}

void ReviewPage::initializePage()
{
    showKept();
    m_ui->nameEdit->setReadOnly(m_current->isReadOnly());
    m_ui->codeCombo->setEnabled(!m_current->isReadOnly());
    m_ui->keepCheck->setChecked(m_current->keepsPassword());
    m_ui->keepCheck->setEnabled(!m_current->isReadOnly());
    for (QWidget *about : std::initializer_list<QWidget *>{m_ui->keepCheck, m_ui->keepHint})
        about->setVisible(!m_current.isOnline()); // there is no password
    showSummary();
}

// Also on the way back: what was made in the meantime is there now.
void ReviewPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    if (!event->spontaneous())
        m_ui->existing->ask(m_current, m_portal);
}

bool ReviewPage::validatePage()
{
    if (!m_name->judge()) {
        m_ui->nameEdit->setFocus();
        return false;
    }
    take(m_ui->nameEdit->text().trimmed());
    return true;
}

void ReviewPage::showSummary()
{
    const HandOver values = HandOver::of(*m_current);
    m_ui->summary->clear();
    m_ui->summary->add(u"Portal"_s, tr("Portal"), Portals::name(m_current->integration().portal));
    m_ui->summary->add(u"Email"_s, tr("E-mail address"), values.email);
    m_ui->decisions->show(Theme::Tone::Caution, whatToKeepInMind(*m_current));
    if (m_current.isOnline()) {
        m_ui->summary->add(u"Tenant"_s, tr("Organisation"), values.tenant);
        m_ui->summary->add(u"Authentication"_s, tr("Authentication"), tr("Modern; no password is shared"));
        return;
    }
    if (!values.username.isEmpty())
        m_ui->summary->add(u"User"_s, tr("User name that works"), values.username);
    m_ui->summary->add(u"Version"_s, tr("Exchange version"),
                       values.version.isEmpty()       ? tr("Not found yet")
                           : values.product.isEmpty() ? values.version
                                                      : tr("%1 (%2)").arg(values.version, values.product));
    m_ui->summary->add(u"Ews"_s, tr("EWS address"),
                       values.ewsUrl.isEmpty() ? tr("Not found yet") : values.ewsUrl);
}

void ReviewPage::keepPassword(bool keep)
{
    m_ui->keepNotice->clear();
    m_current->setKeepPassword(keep);
}

} // namespace Setup
