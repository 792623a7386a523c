// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/discoverytrigger.h"

#include "wizard/currentsession.h"

#include <QLineEdit>

namespace Setup {

DiscoveryTrigger::DiscoveryTrigger(QLineEdit *email, CurrentSession &current)
    : QObject(email)
    , m_current(current)
    , m_watch(email, this)
{
    connect(&m_watch, &DomainWatch::completed, this, &DiscoveryTrigger::discover);
    connect(&current, &CurrentSession::replaced, &m_watch, &DomainWatch::forget);
}

void DiscoveryTrigger::discover(const QString &email)
{
    if (!m_current.exists() || m_current->isReadOnly())
        return;
    ExchangeServer server = m_current.server();
    server.email = email;
    m_current.setServer(server);
    m_current->discover();
}

} // namespace Setup
