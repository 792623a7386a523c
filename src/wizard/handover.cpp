// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/handover.h"

#include "checks/checkids.h"
#include "core/problemcodes.h"
#include "setup/inportal.h"
#include "setup/session.h"
#include "wizard/checkoutcome.h"
#include "wizard/versionnames.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HandOver)
};

QString tenantOf(const Session &session)
{
    for (const Finding &finding : session.findings())
        if (finding.checkId == "discover.tenant"_L1 && finding.facts.contains("tenantId"_L1))
            return finding.facts["tenantId"_L1].toString();
    const QString &named = std::get<ExchangeOnline>(session.integration().exchange).tenant;
    return named.isEmpty() ? mailDomain(session.integration().account()) : named;
}

// The one that was chosen, unless the server has refused it.
QString versionOf(const Session &session, const ExchangeServer &server)
{
    const QList<Finding> &findings = session.findings();
    const Finding *judged = findingIn(findings, CheckId::Version);
    const bool isRefused =
        judged && judged->problem && judged->problem->code == Code::ExchangeVersionMismatch;
    return server.exchangeVersion.isEmpty() || isRefused ? session.found().exchangeVersion
                                                         : server.exchangeVersion;
}

} // namespace

HandOver HandOver::of(const Session &session)
{
    HandOver values;
    values.identificationCode = session.integration().identificationCode;
    const ExchangeServer *server = session.integration().server();
    if (!server) {
        values.email = session.integration().account();
        values.tenant = tenantOf(session);
        return values;
    }
    const Found found = session.found();
    values.email = server->email;
    // What the checks proved comes before what was typed.
    const QString username = found.username.isEmpty() ? server->username : found.username;
    if (username != server->email)
        values.username = username;
    const QString version = versionOf(session, *server);
    values.version = portalVersionName(version);
    if (!values.version.isEmpty())
        values.versionReason = portalVersionReason(version, found, version == server->exchangeVersion);
    values.product = found.product;
    values.ewsUrl = (server->ewsUrl.isEmpty() ? found.ewsUrl : server->ewsUrl).toString();
    return values;
}

QString whatToHeed(const Session &session)
{
    QStringList sentences;
    if (inPortal(session) == InPortal::Made)
        sentences.append(Words::tr("This integration is in the portal already; it is not to be made a second "
                                   "time. Compare it there with what stands here, and change what differs."));
    else if (inPortal(session) == InPortal::Unknown)
        sentences.append(
            Words::tr("An earlier try of this program may have arrived in the portal. Look at its list of "
                      "integrations first; what stands there is not to be made a second time."));
    if (const QString inMind = whatToKeepInMind(session); !inMind.isEmpty())
        sentences.append(inMind);
    return sentences.join(u'\n');
}

} // namespace Setup
