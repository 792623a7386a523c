// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/exchangebuild.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace Setup {

// What Autodiscover says in any of its dialects. Exactly one of the three: an answer with addresses, a
// redirect to another mail address, a redirect to another server.
struct AutodiscoverReply
{
    QUrl externalEwsUrl; // https only; anything else is dropped
    QUrl internalEwsUrl;
    bool microsoftOnline = false;
    std::optional<ExchangeBuild> build; // of the server that answered
    QString redirectAddress;
    QUrl redirectUrl;

    bool isRedirect() const { return !redirectAddress.isEmpty() || !redirectUrl.isEmpty(); }
    friend bool operator==(const AutodiscoverReply &, const AutodiscoverReply &) = default;
};

// GetUserSettings (MS-OXWSADISC), asking for the two addresses of EWS and the version only.
QByteArray soapSettingsRequest(const QString &email, const QUrl &url);
// Errors stand at three places (answer, user, setting) and in faults. Problems: ANSWER_*, POX_NO_EWSURL when
// settings came without an address, and the AD_SOAP codes of core/problemcodes.h.
Result<AutodiscoverReply> parseSoapSettings(const QByteArray &xml);

// The older dialect (MS-OXDSCLI).
QByteArray poxRequest(const QString &email);
Result<AutodiscoverReply> parsePox(const QByteArray &xml);

// Autodiscover v2: https://host/autodiscover/autodiscover.json/v1.0/{email}?Protocol=EWS
QUrl jsonUrl(const QString &host, const QString &email, int port = 443);
Result<QUrl> parseJson(const QByteArray &json);

} // namespace Setup
