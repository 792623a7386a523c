// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/hostconfirmation.h"

#include "wizard/checkoutcome.h"
#include "wizard/currentsession.h"
#include "wizard/notice.h"

namespace Setup {

HostConfirmation::HostConfirmation(Notice *notice, CurrentSession &current)
    : QObject(notice)
    , m_notice(notice)
    , m_current(current)
{
    connect(notice, &Notice::actionTriggered, this, &HostConfirmation::accept);
}

void HostConfirmation::ask()
{
    const HostQuestion question = HostQuestion::of(m_current->findings());
    m_host = m_current->isReadOnly() ? QString() : question.host;
    if (!m_host.isEmpty())
        m_notice->show(Theme::Tone::Caution, question.text(), tr("&Accept this host"));
}

void HostConfirmation::accept()
{
    ExchangeServer server = m_current.server();
    server.acceptHosts.append(m_host);
    m_current.setServer(server);
    emit accepted();
}

} // namespace Setup
