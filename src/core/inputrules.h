// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>
#include <QUrl>

// What an administrator may type, judged the same way in the window, in a file and on the command line.
// Each function trims, and answers with the cleaned value or with a Problem whose facts hold "field" and,
// where there is an obvious repair, "proposal".
namespace Setup::InputRules {

inline constexpr qsizetype MaximumLength = 320; // RFC 5321: 64 + @ + 255
inline constexpr qsizetype MaximumUrlLength = 2000;

// user@domain with a dot in the domain; the domain may be an IDN. Not an RFC 5322 validator: Exchange judges
// the rest.
Result<QString> email(const QString &typed, const QString &field);

// Whether both name one account: letter case and blanks around make no other.
bool isSameEmail(const QString &one, const QString &other);

// An EWS address: https only, no user info, a host. Adds scheme and /EWS/Exchange.asmx where they are
// missing, drops query and fragment. For http:// the Problem's proposal is the https address.
Result<QUrl> ewsUrl(const QString &typed, const QString &field);

// Empty or "auto" (both give an empty string), or a RequestServerVersion of EWS.
Result<QString> exchangeVersion(const QString &typed, const QString &field);
const QStringList &knownExchangeVersions();

// As the logon takes it: user@domain, DOMAIN\user or a bare name; no control characters. "auto" gives an
// empty string.
Result<QString> userName(const QString &typed, const QString &field);

// A host name without scheme, port or path, in ASCII (IDNA) and lower case.
Result<QString> hostName(const QString &typed, const QString &field);

// Anything else that is one line of text.
Result<QString> line(const QString &typed, const QString &field);

// The client id of an app registration: a GUID, in lower case.
Result<QString> clientId(const QString &typed, const QString &field);

// A tenant: its id, or one of its domains. In lower case.
Result<QString> tenant(const QString &typed, const QString &field);

// "worldwide", "gccHigh", "dod" or "china".
Result<QString> cloud(const QString &typed, const QString &field);

// An https address without user info.
Result<QUrl> httpsUrl(const QString &typed, const QString &field);

// The address of a portal, in the one spelling that it has in files, drafts and comparisons: scheme, host and
// a port other than 443. Letter case, a slash or a path after it, and the usual port name no other portal.
Result<QUrl> portal(const QString &typed, const QString &field);

} // namespace Setup::InputRules
