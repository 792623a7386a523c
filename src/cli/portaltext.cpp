// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/portaltext.h"

#include "diagnosis/rolenames.h"
#include "setup/report.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using State = PortalIntegration::State;

QString stateId(State state)
{
    switch (state) {
    case State::NotChecked:
        return u"notChecked"_s;
    case State::Connected:
        return u"connected"_s;
    case State::Failing:
        return u"failing"_s;
    case State::Disabled:
        return u"disabled"_s;
    }
    return {};
}

QString stateWord(State state)
{
    switch (state) {
    case State::NotChecked:
        return QCoreApplication::translate("PortalText", "not checked");
    case State::Connected:
        return QCoreApplication::translate("PortalText", "connected");
    case State::Failing:
        return QCoreApplication::translate("PortalText", "failing");
    case State::Disabled:
        return QCoreApplication::translate("PortalText", "disabled");
    }
    return {};
}

bool isServer(const PortalIntegration &integration)
{
    return integration.kind == PortalIntegration::Kind::ExchangeServer;
}

QString addressOf(const PortalIntegration &integration)
{
    return isServer(integration) ? integration.ewsUrl.toString() : integration.tenant;
}

QString referenceOf(const PortalIntegration &integration)
{
    return integration.clientReference.isNull() ? QString()
                                                : integration.clientReference.toString(QUuid::WithoutBraces);
}

QString lines(const QList<std::pair<QString, QString>> &rows)
{
    qsizetype width = 0;
    for (const auto &[label, value] : rows)
        width = qMax(width, label.size());
    QString text;
    for (const auto &[label, value] : rows)
        if (!value.isEmpty())
            text += u"  %1  %2\n"_s.arg(label.leftJustified(width), forTerminal(value));
    return text;
}

} // namespace

QByteArray resultsJson(const QString &command, const QJsonArray &results)
{
    return QJsonDocument(QJsonObject{{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
                                     {u"program"_s, programFacts()},
                                     {u"command"_s, command},
                                     {u"results"_s, results}})
        .toJson();
}

QString integrationLine(const PortalIntegration &integration)
{
    const QString reference = referenceOf(integration);
    return u"%1  %2  %3  %4  %5\n"_s.arg(
        forTerminal(integration.id).leftJustified(16), stateWord(integration.state).leftJustified(12),
        forTerminal(integration.name).leftJustified(24), forTerminal(addressOf(integration)),
        reference.isEmpty() ? u"-"_s : reference);
}

QString integrationBlock(const PortalIntegration &integration)
{
    return lines({{QCoreApplication::translate("PortalText", "Id:"), integration.id},
                  {QCoreApplication::translate("PortalText", "Name:"), integration.name},
                  {QCoreApplication::translate("PortalText", "State:"), stateWord(integration.state)},
                  {QCoreApplication::translate("PortalText", "E-mail:"), integration.email},
                  {QCoreApplication::translate("PortalText", "Address:"), addressOf(integration)},
                  {QCoreApplication::translate("PortalText", "Reference:"), referenceOf(integration)}});
}

QJsonObject integrationEntry(const PortalIntegration &integration)
{
    QJsonObject entry{{u"id"_s, integration.id},
                      {u"name"_s, integration.name},
                      {u"type"_s, isServer(integration) ? u"exchangeServer"_s : u"exchangeOnline"_s},
                      {u"state"_s, stateId(integration.state)},
                      {u"email"_s, integration.email},
                      {u"createdAt"_s, integration.createdAt.toString(Qt::ISODate)},
                      {u"changedAt"_s, integration.changedAt.toString(Qt::ISODate)}};
    if (isServer(integration)) {
        entry.insert(u"ewsUrl"_s, integration.ewsUrl.toString());
        entry.insert(u"exchangeVersion"_s, integration.exchangeVersion);
        entry.insert(u"username"_s, integration.username);
    } else {
        entry.insert(u"tenant"_s, integration.tenant);
    }
    if (!integration.clientReference.isNull())
        entry.insert(u"clientReference"_s, referenceOf(integration));
    return entry;
}

QString accountBlock(const PortalAccess &portal)
{
    const PortalAccount &account = portal.account();
    return lines({{QCoreApplication::translate("PortalText", "Portal:"), portal.site().origin},
                  {QCoreApplication::translate("PortalText", "Signed in:"),
                   account.displayName.isEmpty() ? account.account
                                                 : u"%1 (%2)"_s.arg(account.account, account.displayName)},
                  {QCoreApplication::translate("PortalText", "Organisation:"), account.organisation},
                  {QCoreApplication::translate("PortalText", "Region:"), account.region},
                  {QCoreApplication::translate("PortalText", "Roles:"), roleNames(account.roles)}});
}

QJsonObject accountEntry(const PortalAccess &portal)
{
    const PortalAccount &account = portal.account();
    return {{u"portal"_s, portal.site().origin},
            {u"account"_s, account.account},
            {u"displayName"_s, account.displayName},
            {u"organisationId"_s, account.organisationId},
            {u"organisation"_s, account.organisation},
            {u"region"_s, account.region},
            {u"roles"_s, QJsonArray::fromStringList(account.roles)},
            {u"mayIntegrate"_s, portal.mayIntegrate().hasValue()}};
}

} // namespace Setup
