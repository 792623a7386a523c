// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>
#include <QUuid>

#include <optional>

namespace Setup {

// An integration as the portal has it. Its password is never part of an answer.
struct PortalIntegration
{
    enum class Kind { ExchangeServer, ExchangeOnline };
    enum class State { NotChecked, Connected, Failing, Disabled };

    QString id; // the portal's own
    QUuid clientReference; // null where somebody made it in the portal by hand
    QString name;
    Kind kind = Kind::ExchangeServer;
    QString identificationCode;
    QString email;
    QUrl ewsUrl; // these three with Exchange Server only
    QString exchangeVersion;
    QString username;
    QString tenant; // with Exchange Online only
    State state = State::NotChecked;
    QDateTime createdAt; // UTC
    QDateTime changedAt;
    QString etag; // with its quotation marks, as If-Match wants it

    friend bool operator==(const PortalIntegration &, const PortalIntegration &) = default;
};

// Problem: ANSWER_MALFORMED with "member".
Result<PortalIntegration> parsePortalIntegration(const QJsonObject &json);

// An integration as it is to be in the portal.
struct WantedIntegration
{
    QUuid clientReference;
    QString name;
    QString identificationCode;
    QString email;
    QUrl ewsUrl; // these three with Exchange Server only
    QString exchangeVersion;
    QString username;
    PortalIntegration::Kind kind = PortalIntegration::Kind::ExchangeServer;
    QString tenant = {}; // with Exchange Online only

    bool hasSecret() const { return kind == PortalIntegration::Kind::ExchangeServer; }
    friend bool operator==(const WantedIntegration &, const WantedIntegration &) = default;
};

// The body of POST /integrations. sealed: the JWE, made for just these values; none with Exchange Online.
QByteArray newIntegrationBody(const WantedIntegration &wanted, const QByteArray &sealed);

// What to change in an integration; what has no value stays as it is.
struct IntegrationChange
{
    std::optional<QString> name;
    std::optional<QString> identificationCode;
    std::optional<QString> email;
    std::optional<QUrl> ewsUrl;
    std::optional<QString> exchangeVersion;
    std::optional<QString> username;
    QByteArray sealed; // a JWE for the values as they will be

    // The address or the name that the password belongs to would be another: the password must come anew,
    // else whoever may change an integration could have the stored one sent elsewhere.
    bool wantsCredential() const { return ewsUrl || username; }
};

// What makes the portal's integration the wanted one.
IntegrationChange changeTo(const WantedIntegration &wanted, const PortalIntegration &present);

// The body of PATCH. Problems: PORTAL_CREDENTIAL_REQUIRED; INPUT_MISSING where nothing would change.
Result<QByteArray> changeBody(const IntegrationChange &change);

// The names of the members in which the two differ: name, identificationCode, email, ewsUrl, exchangeVersion,
// username, tenant, type.
QStringList differences(const WantedIntegration &wanted, const PortalIntegration &present);

// What makes the two look like one, made by hand or by another computer: email, ewsUrl, tenant, name. Empty
// where the portal's is the wanted one itself, by its reference. What is not known yet (empty) is like
// nothing; nor are the two halves of a hybrid organisation, of two kinds and with a code each, for sharing an
// account.
QStringList likeness(const WantedIntegration &wanted, const PortalIntegration &present);

} // namespace Setup
