// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/autodiscoverendpoint.h"
#include "simulators/ewsendpoint.h"
#include "simulators/scenario.h"

namespace Setup {

// An Exchange Server of a domain behind its web server: virtual directories, their logons, and the
// headers that tell which server answered.
class ExchangeSimulator
{
public:
    explicit ExchangeSimulator(const Scenario &scenario, const QString &domain = usualDomain());
    Q_DISABLE_COPY_MOVE(ExchangeSimulator)

    static QString usualDomain() { return QStringLiteral("contoso.test"); }

    SimReply answer(const SimRequest &request); // that came with TLS
    SimReply answerPlain(const SimRequest &request) const; // on port 80
    bool knows(const SimRequest &request) const { return m_logon.knows(request); }

    const SimDirectory &directory() const { return m_directory; }
    const SimProduct &product() const { return m_product; }
    int acceptedLogins() const { return m_logon.acceptedCount(); }
    int refusedLogins() const { return m_logon.refusedCount(); }
    int openSubscriptions() const { return m_ews.subscriptionCount(); }
    QDateTime now() const; // by this server's clock

private:
    SimReply route(const SimRequest &request);
    SimReply autodiscover(const SimRequest &request, const QByteArray &path);
    SimReply ews(const SimRequest &request);
    void sign(const SimRequest &request, SimReply &reply) const;

    const QString m_domain;
    const ScenarioExchange m_settings;
    const SimProduct m_product;
    const SimDirectory m_directory;
    SimLogon m_logon;
    AutodiscoverEndpoint m_autodiscover;
    EwsEndpoint m_ews;
};

// The web server's own page for what it does not have.
SimReply iisPage(int status, const QByteArray &title);

} // namespace Setup
