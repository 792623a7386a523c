// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/availabilitycheck.h"
#include "checks/candidatescheck.h"
#include "checks/check.h"
#include "checks/clockcheck.h"
#include "checks/cloudcheck.h"
#include "checks/consentcheck.h"
#include "checks/discoveryfacts.h"
#include "checks/dnscheck.h"
#include "checks/endpointcheck.h"
#include "checks/ewspolicycheck.h"
#include "checks/graphroomscheck.h"
#include "checks/impersonationcheck.h"
#include "checks/keychaincheck.h"
#include "checks/logincheck.h"
#include "checks/loginfacts.h"
#include "checks/mailboxcheck.h"
#include "checks/microsoftfacts.h"
#include "checks/microsoftmailboxcheck.h"
#include "checks/microsoftrolecheck.h"
#include "checks/microsoftsignincheck.h"
#include "checks/netfacts.h"
#include "checks/notificationscheck.h"
#include "checks/portaldiscoverycheck.h"
#include "checks/portalduplicatecheck.h"
#include "checks/portalfacts.h"
#include "checks/portalprobecheck.h"
#include "checks/portalrolecheck.h"
#include "checks/portalsignincheck.h"
#include "checks/roomscheck.h"
#include "checks/routecheck.h"
#include "checks/settingscheck.h"
#include "checks/target.h"
#include "checks/tcpcheck.h"
#include "checks/tenantcheck.h"
#include "checks/tlscheck.h"
#include "checks/versioncheck.h"

namespace Setup {

namespace {

using Rule = std::function<bool(const RunInput &)>;
using NeedsOf = std::function<CheckNeeds(const RunInput &)>;

template<typename Kind>
CheckDefinition row(QLatin1StringView id, NeedsOf needs, std::vector<std::type_index> promised = {})
{
    CheckDefinition definition;
    definition.id = id;
    definition.applies = isExchangeServer;
    definition.needs = std::move(needs);
    definition.make = [] { return std::make_unique<Kind>(); };
    definition.promises = std::move(promised);
    return definition;
}

CheckDefinition online(CheckDefinition definition)
{
    definition.applies = isExchangeOnline;
    return definition;
}

CheckDefinition everywhere(CheckDefinition definition)
{
    definition.applies = [](const RunInput &) { return true; };
    return definition;
}

CheckDefinition patient(CheckDefinition definition, std::chrono::milliseconds deadline)
{
    definition.deadline = deadline;
    return definition;
}

CheckDefinition informational(
    CheckDefinition definition, Rule when = [](const RunInput &) { return true; })
{
    definition.informational = std::move(when);
    return definition;
}

CheckDefinition askedFor(CheckDefinition definition, Rule when)
{
    definition.askedFor = std::move(when);
    return definition;
}

bool namesTestMailboxes(const RunInput &input)
{
    const ExchangeServer *server = input.integration.server();
    return server && !server->testMailboxes.isEmpty();
}

bool namesMailboxes(const RunInput &input)
{
    const ExchangeServer *server = input.integration.server();
    return namesTestMailboxes(input) || (server && !server->forbiddenMailbox.isEmpty());
}

// What Graph would give some day; whoever wants the rooms themselves asks for them by name.
bool looksAhead(const RunInput &input)
{
    return !input.only.contains(CheckId::GraphRooms);
}

CheckDefinition ofPortal(
    CheckDefinition definition, Rule also = [](const RunInput &) { return true; })
{
    definition.applies = [also = std::move(also)](const RunInput &input) {
        return input.asksPortal && also(input);
    };
    return definition;
}

NeedsOf nothing()
{
    return [](const RunInput &) { return CheckNeeds{}; };
}

NeedsOf all(QStringList ids)
{
    return [ids = std::move(ids)](const RunInput &) { return CheckNeeds{ids, {}, {}}; };
}

NeedsOf signedIn()
{
    return all({CheckId::MicrosoftSignIn});
}

// The way to the EWS host, once its address is known. A check that was not tested (a proxy does its part)
// does not stand in the way of the next.
NeedsOf address(QStringList before = {})
{
    return [before = std::move(before)](const RunInput &input) {
        QStringList needs{CheckId::Route};
        if (!hasTypedAddress(input))
            needs.append(CheckId::Settings);
        return CheckNeeds{needs, {}, before};
    };
}

// Where the address is typed, Autodiscover is information: the login is presented there when EWS has proved
// it. A rejection there closes the login gate only to places like it, so the checks that count go on beside.
CheckNeeds needsOfSettings(const RunInput &input)
{
    QStringList needs{CheckId::Candidates};
    if (hasTypedAddress(input))
        needs.append(CheckId::Login);
    return {needs, {}, {}};
}

CheckNeeds needsOfClock(const RunInput &input)
{
    return {{isExchangeOnline(input) ? CheckId::Tenant : CheckId::Endpoint}, {}, {}};
}

// What is already there is compared by its tenant, too, once it is known; and without, where it cannot be.
CheckNeeds needsOfDuplicate(const RunInput &input)
{
    if (!isExchangeOnline(input))
        return {{CheckId::PortalRole}, {}, {}};
    return {{CheckId::PortalRole}, {CheckId::Tenant, CheckId::PortalRole}, {}};
}

} // namespace

QList<CheckDefinition> allChecks()
{
    return {
        informational(everywhere(row<KeychainCheck>(CheckId::Keychain, nothing()))),
        informational(row<RouteCheck>(CheckId::Route, nothing(), promises<RouteFacts>())),
        informational(everywhere(row<ClockCheck>(CheckId::Clock, needsOfClock))),
        informational(everywhere(row<TenantCheck>(CheckId::Tenant, nothing(), promises<TenantFacts>())),
                      isExchangeServer),
        informational(
            row<CandidatesCheck>(CheckId::Candidates, all({CheckId::Route}), promises<CandidateFacts>()),
            hasTypedAddress),
        informational(row<SettingsCheck>(CheckId::Settings, needsOfSettings, promises<SettingsFacts>()),
                      hasTypedAddress),
        row<DnsCheck>(CheckId::Dns, address(), promises<DnsFacts>()),
        row<TcpCheck>(CheckId::Tcp, address({CheckId::Dns})),
        row<TlsCheck>(CheckId::Tls, address({CheckId::Tcp}), promises<TlsFacts>()),
        row<CloudCheck>(CheckId::Cloud, all({CheckId::Dns, CheckId::Tls})),
        row<EndpointCheck>(CheckId::Endpoint, all({CheckId::Tls}), promises<EndpointFacts>()),
        row<LoginCheck>(CheckId::Login, all({CheckId::Endpoint}), promises<LoginFacts>()),
        row<VersionCheck>(CheckId::Version, all({CheckId::Login}), promises<VersionFacts>()),
        row<MailboxCheck>(CheckId::Mailbox, all({CheckId::Login})),
        askedFor(row<ImpersonationCheck>(CheckId::Impersonation, all({CheckId::Login})), namesMailboxes),
        row<RoomsCheck>(CheckId::Rooms, all({CheckId::Login}), promises<RoomFacts>()),
        row<AvailabilityCheck>(CheckId::Availability, all({CheckId::Login})),
        askedFor(row<NotificationsCheck>(CheckId::Notifications, all({CheckId::Impersonation})),
                 namesTestMailboxes),
        // Without it next to nothing of Exchange Online is tested: whoever names no mailbox asks for it, too.
        patient(askedFor(online(row<MicrosoftSignInCheck>(CheckId::MicrosoftSignIn, all({CheckId::Tenant}),
                                                          promises<MicrosoftLoginFacts>())),
                         isExchangeOnline),
                MicrosoftSignInCheck::Deadline),
        informational(online(row<MicrosoftRoleCheck>(CheckId::MicrosoftRole, signedIn()))),
        online(row<MicrosoftMailboxCheck>(CheckId::MicrosoftMailbox, signedIn())),
        online(row<EwsPolicyCheck>(CheckId::EwsPolicy, signedIn())),
        online(row<ConsentCheck>(CheckId::Consent, signedIn())),
        patient(informational(online(row<GraphRoomsCheck>(CheckId::GraphRooms, signedIn())), looksAhead),
                MicrosoftSignInCheck::Deadline),
        ofPortal(row<PortalDiscoveryCheck>(CheckId::PortalDiscovery, nothing(), promises<PortalFacts>())),
        ofPortal(row<PortalSignInCheck>(CheckId::PortalSignIn, all({CheckId::PortalDiscovery}),
                                        promises<PortalAccountFacts>())),
        ofPortal(row<PortalRoleCheck>(CheckId::PortalRole, all({CheckId::PortalSignIn}))),
        ofPortal(row<PortalDuplicateCheck>(CheckId::PortalDuplicate, needsOfDuplicate)),
        ofPortal(row<PortalProbeCheck>(CheckId::PortalProbe, all({CheckId::PortalSignIn, CheckId::Endpoint})),
                 isExchangeServer),
    };
}

} // namespace Setup
