// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>
#include <QUuid>

#include <variant>

namespace Setup {

// An Exchange that the customer runs, reached with a service account. Empty strings mean "find it out".
struct ExchangeServer
{
    QString email; // of the service account
    QString username; // as typed; empty: start with the e-mail address ("auto")
    QString exchangeVersion; // an EWS RequestServerVersion; empty: found ("auto")
    QUrl ewsUrl; // https; empty: found by Autodiscover ("auto")
    QStringList testMailboxes; // whose calendars the impersonation is tried on
    QString forbiddenMailbox; // one that the account must not reach
    QStringList acceptHosts; // hosts outside the mail domain that may get the credentials
    QString trustedCaFile; // PEM, trusted for the hosts of this integration on this computer only

    friend bool operator==(const ExchangeServer &, const ExchangeServer &) = default;
};

struct ExchangeOnline
{
    QString email; // of the administrator
    QString tenant; // id or domain; empty: that of the mail domain
    QString clientId; // of the organisation's own app registration; empty: the portal's
    QString cloud; // id of clouds.json; empty: found
    QStringList testMailboxes;

    friend bool operator==(const ExchangeOnline &, const ExchangeOnline &) = default;
};

// One connection between Exchange and the portal, on its way or made. Never holds a secret.
struct Integration
{
    QUuid id; // made here; the portal knows it as clientReference
    QString name;
    QUrl portal;
    QString identificationCode; // "default", "remote" for hybrid; empty otherwise
    std::variant<ExchangeServer, ExchangeOnline> exchange;

    const ExchangeServer *server() const { return std::get_if<ExchangeServer>(&exchange); }
    ExchangeServer *server() { return std::get_if<ExchangeServer>(&exchange); }
    const ExchangeOnline *online() const { return std::get_if<ExchangeOnline>(&exchange); }
    ExchangeOnline *online() { return std::get_if<ExchangeOnline>(&exchange); }

    QString account() const; // e-mail address of the service account, or of the administrator
    void setAccount(const QString &email);

    friend bool operator==(const Integration &, const Integration &) = default;
};

// The part behind the @, in lower case and ASCII (IDNA). Empty where there is none.
QString mailDomain(const QString &email);

} // namespace Setup
