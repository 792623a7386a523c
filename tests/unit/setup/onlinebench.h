// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "setup/microsoftaccess.h"
#include "unit/microsoft/entradouble.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace Setup {

// A workbench whose world is a Microsoft of a few lines.
struct OnlineBench
{
    EntraDouble entra;
    MicrosoftBrowser browser;
    MemorySecretStore secrets;
    QTemporaryDir folder;
    LocalWorkbench workbench{{entra, entra.clock, entra.random, secrets}, folder.path(), false};

    OnlineBench()
    {
        entra.otherAnswer = [](const ExchangeQuery &query) -> Result<ExchangeAnswer> {
            if (query.url.path().endsWith(QStringLiteral("getSchedule")))
                return EntraDouble::json(
                    {{QStringLiteral("value"),
                      QJsonArray{
                          QJsonObject{{QStringLiteral("scheduleId"), QStringLiteral("room1@fabrikam.test")},
                                      {QStringLiteral("availabilityView"), QStringLiteral("0002")}}}}});
            if (query.url.path() != QStringLiteral("/EWS/Exchange.asmx"))
                return EntraDouble::json(
                    {{QStringLiteral("value"),
                      QJsonArray{QJsonObject{
                          {QStringLiteral("displayName"), QStringLiteral("Room 1")},
                          {QStringLiteral("emailAddress"), QStringLiteral("room1@fabrikam.test")}}}}});
            return ExchangeAnswer{
                403, {}, {{"X-EWS-Policy-Reason", "EWS is disabled for this user or tenant"}}, {}, true, {}};
        };
        const auto page = browser.page;
        browser.page = [this, page](const QUrlQuery &asked) {
            entra.nonce = asked.queryItemValue(QStringLiteral("nonce"), QUrl::FullyDecoded).toLatin1();
            return page(asked);
        };
    }

    static Integration integration()
    {
        ExchangeOnline online;
        online.email = QStringLiteral("admin@fabrikam.test");
        online.clientId = EntraDouble::clientId();
        Integration integration;
        integration.id = QUuid::createUuid();
        integration.name = QStringLiteral("Cloud");
        integration.identificationCode = QStringLiteral("remote");
        integration.exchange = online;
        return integration;
    }

    void follow(Session &session)
    {
        QObject::connect(&session.microsoft(), &MicrosoftAccess::browserNeeded, &browser,
                         &MicrosoftBrowser::visit);
    }

    static void run(Session &session)
    {
        QSignalSpy ended(&session, &Session::runFinished);
        QVERIFY(session.run());
        QVERIFY(ended.wait(15'000));
    }
};

} // namespace Setup
