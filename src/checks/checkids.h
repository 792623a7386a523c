// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

// The stable names of the checks: they stand in reports, recordings and scripts and do not change.
namespace Setup::CheckId {

inline constexpr QLatin1StringView Keychain("workstation.keychain");
inline constexpr QLatin1StringView Route("workstation.route");
inline constexpr QLatin1StringView Clock("workstation.clock");
inline constexpr QLatin1StringView Tenant("discover.tenant");
inline constexpr QLatin1StringView Candidates("discover.candidates");
inline constexpr QLatin1StringView Settings("discover.settings");
inline constexpr QLatin1StringView Dns("net.dns");
inline constexpr QLatin1StringView Tcp("net.tcp");
inline constexpr QLatin1StringView Tls("net.tls");
inline constexpr QLatin1StringView Cloud("cloud.reachability");
inline constexpr QLatin1StringView Endpoint("http.endpoint");
inline constexpr QLatin1StringView Login("auth.login");
inline constexpr QLatin1StringView Version("ews.version");
inline constexpr QLatin1StringView Mailbox("ews.mailbox");
inline constexpr QLatin1StringView Impersonation("ews.impersonation");
inline constexpr QLatin1StringView Rooms("ews.rooms");
inline constexpr QLatin1StringView Availability("ews.availability");
inline constexpr QLatin1StringView Notifications("ews.notifications");
inline constexpr QLatin1StringView MicrosoftSignIn("microsoft.signin");
inline constexpr QLatin1StringView MicrosoftRole("microsoft.role");
inline constexpr QLatin1StringView MicrosoftMailbox("microsoft.mailbox");
inline constexpr QLatin1StringView EwsPolicy("microsoft.ewspolicy");
inline constexpr QLatin1StringView Consent("microsoft.consent");
inline constexpr QLatin1StringView GraphRooms("graph.rooms");
inline constexpr QLatin1StringView PortalDiscovery("portal.discovery");
inline constexpr QLatin1StringView PortalSignIn("portal.signin");
inline constexpr QLatin1StringView PortalRole("portal.role");
inline constexpr QLatin1StringView PortalDuplicate("portal.duplicate");
inline constexpr QLatin1StringView PortalProbe("portal.probe");

} // namespace Setup::CheckId
