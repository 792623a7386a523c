// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/discoverytrigger.h"

#include "core/inputrules.h"

#include <QLineEdit>

namespace Setup {

using namespace Qt::StringLiterals;

DiscoveryTrigger::DiscoveryTrigger(QLineEdit *email, CurrentSession &current)
    : QObject(email)
    , m_email(email)
    , m_current(current)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(email, &QLineEdit::textEdited, this, &DiscoveryTrigger::consider);
    connect(&m_pause, &QTimer::timeout, this, &DiscoveryTrigger::discover);
    connect(&current, &CurrentSession::replaced, this, [this] { m_domain.clear(); });
}

void DiscoveryTrigger::consider()
{
    if (InputRules::email(m_email->text(), u"email"_s))
        m_pause.start();
    else
        m_pause.stop();
}

void DiscoveryTrigger::discover()
{
    const auto email = InputRules::email(m_email->text(), u"email"_s);
    if (!email || !m_current.exists() || m_current->isReadOnly() || mailDomain(*email) == m_domain)
        return;
    m_domain = mailDomain(*email);
    ExchangeServer server = m_current.server();
    server.email = *email;
    m_current.setServer(server);
    m_current->discover();
}

} // namespace Setup
