// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simdirectory.h"
#include "simulators/simdocument.h"
#include "simulators/simproduct.h"

namespace Setup {

// Autodiscover behind the logon: SOAP (MS-OXWSADISC) and POX (MS-OXDSCLI), and before it JSON v2.
class AutodiscoverEndpoint
{
public:
    AutodiscoverEndpoint(ScenarioAutodiscover settings, const SimDirectory &directory,
                         const SimProduct &product);

    SimReply soap(const SimRequest &request) const;
    SimReply pox(const SimRequest &request) const;
    SimReply json(const SimRequest &request) const; // asks for no logon

private:
    QByteArray soapSettings(const SimMailbox &mailbox, const SimElement &settings) const;
    QByteArray soapUser(const QString &address, const SimElement &settings) const;
    std::optional<QString> settingValue(const QString &name, const SimMailbox &mailbox) const;
    QByteArray poxAccount(const SimMailbox &mailbox) const;
    const ScenarioRedirect *redirect(const QString &address) const;

    ScenarioAutodiscover m_settings;
    const SimDirectory &m_directory;
    const SimProduct &m_product;
};

} // namespace Setup
