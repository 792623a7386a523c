// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/serverform.h"

#include "core/inputrules.h"
#include "setup/trustedca.h"
#include "ui_accountpage.h"
#include "wizard/accountpage.h"
#include "wizard/typedlist.h"
#include "wizard/versionnames.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

ServerForm::ServerForm(const Ui::AccountPage &ui)
    : m_ui(ui)
{
    using InputRules::email;
    for (const VersionName &name : versionNames())
        ui.versionCombo->addItem(name.friendly, name.version);
    m_email = add(ui.emailEdit, ui.emailNotice,
                  JudgedField::rule(&email, AccountPage::tr("e-mail address"), false));
    m_user = add(ui.userEdit, ui.userNotice,
                 JudgedField::rule(&InputRules::userName, AccountPage::tr("user name"), true));
    m_ews = add(ui.ewsEdit, ui.ewsNotice,
                JudgedField::rule(&InputRules::ewsUrl, AccountPage::tr("EWS address"), true));
    m_rooms = add(ui.roomEdit, ui.roomNotice, JudgedField::listRule(&email, AccountPage::tr("room mailbox")));
    m_forbidden = add(ui.forbiddenEdit, ui.forbiddenNotice,
                      JudgedField::rule(&email, AccountPage::tr("mailbox out of reach"), true));
    m_ca = add(ui.caEdit, ui.caNotice, [](const QString &path) -> std::optional<Problem> {
        const auto file = readCaFile(path.trimmed());
        return file ? std::nullopt : std::optional(file.problem());
    });
    m_hosts = add(ui.hostsEdit, ui.hostsNotice,
                  JudgedField::listRule(&InputRules::hostName, AccountPage::tr("hosts")));
}

JudgedField *ServerForm::add(QLineEdit *edit, Notice *notice, const JudgedField::Rule &rule)
{
    m_fields.append(new JudgedField(edit, notice, rule));
    return m_fields.last();
}

void ServerForm::show(const ExchangeServer &server) const
{
    m_ui.emailEdit->setText(server.email);
    m_ui.userEdit->setText(server.username);
    m_ews->show(server.ewsUrl.toString());
    if (m_ui.versionCombo->findData(server.exchangeVersion) < 0) // one of those that only files name
        m_ui.versionCombo->addItem(friendlyVersionName(server.exchangeVersion), server.exchangeVersion);
    m_ui.versionCombo->setCurrentIndex(m_ui.versionCombo->findData(server.exchangeVersion));
    m_ui.roomEdit->setText(TypedList::joined(server.testMailboxes));
    m_ui.forbiddenEdit->setText(server.forbiddenMailbox);
    m_ui.caEdit->setText(server.trustedCaFile);
    m_ui.hostsEdit->setText(TypedList::joined(server.acceptHosts));
}

void ServerForm::offer(const Found &found) const
{
    const QString address = found.ewsUrl.toString();
    const QString use = AccountPage::tr("Use this");
    const QString inside = found.internalEwsUrl.isEmpty() ? QString()
                                                          : u'\n'
            + AccountPage::tr("For the inside of the network only: %1").arg(found.internalEwsUrl.toString());
    m_ews->propose(address);
    if (m_ews->isProposed())
        m_ews->suggest(AccountPage::tr("Found by Autodiscover. You can change it.") + inside, {}, {});
    else if (address.isEmpty() || address == m_ews->typed())
        m_ews->suggest({}, {}, {});
    else
        m_ews->suggest(AccountPage::tr("Found by Autodiscover: %1").arg(address) + inside, use, address);
    const bool otherName = !found.username.isEmpty() && found.username != m_ui.emailEdit->text().trimmed()
        && found.username != m_ui.userEdit->text().trimmed();
    m_user->suggest(otherName ? AccountPage::tr("This spelling worked: %1").arg(found.username) : QString(),
                    use, found.username);
    const bool isChosen = m_ui.versionCombo->currentIndex() > 0;
    const QString version = isChosen ? AccountPage::tr("The server says: %1")
                                     : AccountPage::tr("Found: %1. Choose a version only if that is wrong.");
    m_ui.versionNotice->show(Theme::Tone::Neutral,
                             found.product.isEmpty() ? QString() : version.arg(found.product));
}

QLineEdit *ServerForm::judge() const
{
    QLineEdit *first = nullptr;
    for (JudgedField *field : m_fields)
        if (!field->judge() && !first)
            first = field->edit();
    return first;
}

ExchangeServer ServerForm::applied(ExchangeServer server) const
{
    const auto text = [](const JudgedField *field) { return field->edit()->text().trimmed(); };
    if (m_email->isFine())
        server.email = text(m_email);
    if (m_user->isFine())
        server.username = *InputRules::userName(text(m_user), {});
    if (m_ews->isFine())
        server.ewsUrl = m_ews->typed().isEmpty() ? QUrl() : *InputRules::ewsUrl(m_ews->typed(), {});
    server.exchangeVersion = m_ui.versionCombo->currentData().toString();
    if (m_rooms->isFine())
        server.testMailboxes = TypedList::values(text(m_rooms), &InputRules::email);
    if (m_forbidden->isFine())
        server.forbiddenMailbox = text(m_forbidden);
    if (m_ca->isFine())
        server.trustedCaFile = text(m_ca);
    if (m_hosts->isFine())
        server.acceptHosts = TypedList::values(text(m_hosts), &InputRules::hostName);
    return server;
}

} // namespace Setup
