// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/topologypage.h"

#include "core/inputrules.h"
#include "ui_topologypage.h"
#include "wizard/authenticationways.h"
#include "wizard/currentsession.h"
#include "wizard/domainwatch.h"
#include "wizard/judgedfield.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString sentence(const QString &location, const QString &domain)
{
    if (location == "online"_L1)
        return TopologyPage::tr("The mailboxes of %1 look as if they live in Exchange Online.").arg(domain);
    if (location == "server"_L1)
        return TopologyPage::tr("The mailboxes of %1 look as if they live on an Exchange Server of your own.")
            .arg(domain);
    if (location == "both"_L1)
        return TopologyPage::tr("The mailboxes of %1 look as if they live in both places.").arg(domain);
    return TopologyPage::tr("From outside it cannot be told where the mailboxes of %1 live. Choose what you "
                            "know.")
        .arg(domain);
}

} // namespace

TopologyPage::TopologyPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::TopologyPage>())
{
    m_ui->setupUi(this);
    AuthenticationWays::show(m_ui->ways);
    // No later page of the way to Exchange Online asks for it.
    m_email = new JudgedField(m_ui->emailEdit, m_ui->emailNotice, [this](const QString &typed) {
        return JudgedField::rule(&InputRules::email, tr("e-mail address"),
                                 !m_ui->onlineRadio->isChecked())(typed);
    });
    m_watch = new DomainWatch(m_ui->emailEdit, this);
    connectWidgets();
}

TopologyPage::~TopologyPage() = default;

void TopologyPage::connectWidgets()
{
    for (QRadioButton *radio : {m_ui->serverRadio, m_ui->onlineRadio, m_ui->bothRadio}) {
        connect(radio, &QRadioButton::clicked, this, [this] { m_isChosen = true; });
        connect(radio, &QRadioButton::toggled, m_ui->emailNotice, &Notice::clear);
    }
    connect(m_watch, &DomainWatch::completed, this, &TopologyPage::locate);
    connect(&m_current, &CurrentSession::replaced, this, &TopologyPage::forget);
    connect(&m_current, &CurrentSession::discovered, this, &TopologyPage::showPlace);
}

void TopologyPage::forget()
{
    m_watch->forget();
    m_other.reset();
}

void TopologyPage::showKept()
{
    const Integration &integration = m_current->integration();
    m_ui->emailEdit->setText(integration.account());
    m_isChosen = !integration.account().isEmpty() || !integration.identificationCode.isEmpty();
    if (!integration.server())
        m_ui->onlineRadio->setChecked(true);
    else if (integration.identificationCode == "default"_L1)
        m_ui->bothRadio->setChecked(true);
    else
        m_ui->serverRadio->setChecked(true);
}

void TopologyPage::initializePage()
{
    showKept();
    m_ui->scroll->setReadOnly(m_current->isReadOnly());
    m_ui->placeNotice->clear();
    m_ui->reasons->show({});
    if (m_current->found().locationReasons.isEmpty())
        m_watch->consider();
    else
        showPlace();
}

// By the domain alone, and only what everybody may ask.
void TopologyPage::locate(const QString &email)
{
    if (!m_current.exists() || m_current->isReadOnly())
        return;
    m_ui->placeNotice->show(Theme::Tone::Neutral, tr("Looking up %1…").arg(mailDomain(email)));
    m_ui->reasons->show({});
    Integration integration = m_current->integration();
    integration.setAccount(email);
    m_current.set(integration);
    m_current->discover();
}

// That it cannot be found out stands in nobody's way.
void TopologyPage::showPlace()
{
    const Found found = m_current->found();
    const QString domain = mailDomain(m_current->integration().account());
    if (domain.isEmpty())
        return;
    m_ui->placeNotice->show(Theme::Tone::Neutral, sentence(found.location, domain));
    m_ui->reasons->show(found.locationReasons);
    if (!m_isChosen)
        propose(found.location);
}

void TopologyPage::propose(const QString &location)
{
    if (location == "online"_L1)
        m_ui->onlineRadio->setChecked(true);
    else if (location == "server"_L1)
        m_ui->serverRadio->setChecked(true);
    else if (location == "both"_L1)
        m_ui->bothRadio->setChecked(true);
}

bool TopologyPage::validatePage()
{
    if (m_current->isReadOnly())
        return true;
    if (!m_email->judge()) {
        m_ui->emailEdit->setFocus();
        return false;
    }
    keepTyped();
    m_current->discoverByAddress();
    return true;
}

// Whoever tries the other place and comes back finds everything as it was.
void TopologyPage::keepTyped()
{
    const Integration before = m_current->integration();
    const Integration integration = chosen();
    if (integration.exchange.index() != before.exchange.index())
        m_other = before.exchange;
    m_current.set(integration);
}

Integration TopologyPage::chosen() const
{
    Integration integration = m_current->integration();
    const bool isOnline = m_ui->onlineRadio->isChecked();
    const QString account = integration.account();
    if (isOnline && integration.server())
        integration.exchange = m_other.value_or(ExchangeOnline{});
    else if (!isOnline && !integration.server())
        integration.exchange = m_other.value_or(ExchangeServer{});
    integration.setAccount(m_email->isFine() ? m_ui->emailEdit->text().trimmed() : account);
    if (m_ui->bothRadio->isChecked())
        integration.identificationCode = u"default"_s;
    else if (integration.identificationCode == "default"_L1
             || (integration.identificationCode == "remote"_L1 && !isOnline))
        integration.identificationCode.clear();
    return integration;
}

} // namespace Setup
