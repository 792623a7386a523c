// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/deviceendpoint.h"

#include "simulators/simsigninpage.h"
#include "simulators/tokenendpoint.h"

namespace Setup {

using namespace Qt::StringLiterals;

DeviceEndpoint::DeviceEndpoint(QString issuer, const ScenarioIssuer &settings, SimStore &store)
    : m_issuer(std::move(issuer))
    , m_codes({settings.deviceLifetime, settings.deviceInterval}, store, settings.mark)
{}

SimReply DeviceEndpoint::authorize(const SimClient &client, const QStringList &scopes, const QString &claims)
{
    const SimDeviceCodes::Pair pair = m_codes.begin(client.id, scopes, claims);
    return simOAuthAnswer(
        {{u"device_code"_s, pair.deviceCode},
         {u"user_code"_s, pair.userCode},
         {u"verification_uri"_s, m_issuer + u"/device"_s},
         {u"verification_uri_complete"_s, m_issuer + u"/device?user_code="_s + pair.userCode},
         {u"expires_in"_s, m_codes.times().lifetime},
         {u"interval"_s, m_codes.times().interval}});
}

SimReply DeviceEndpoint::page(const SimRequest &request)
{
    if (request.method == "POST")
        return decide(SimForm::ofBody(request));
    const QString userCode = SimForm::ofQuery(request).value(u"user_code"_s);
    const QJsonObject device = m_codes.waiting(userCode);
    if (device.isEmpty())
        return SimSignInPage::askUserCode(userCode.isEmpty() ? QString()
                                                             : u"No device waits with this code."_s);
    SimSignInPage page;
    page.action = u"device"_s;
    page.userCode = device["userCode"_L1].toString();
    page.transaction = page.userCode;
    page.application = u"AskCody Exchange Setup on a device"_s;
    return page.reply();
}

SimReply DeviceEndpoint::decide(const SimForm &form)
{
    const QString userCode = m_codes.waiting(form.value(u"transaction"_s))["userCode"_L1].toString();
    if (userCode.isEmpty())
        return SimSignInPage::askUserCode(u"No device waits with this code."_s);
    const bool allowed = form.value(u"decision"_s) == "allow"_L1;
    const auto account = SimAccount::signIn(form.value(u"email"_s), form.value(u"password"_s));
    if (allowed && !account)
        return SimSignInPage{u"device"_s,
                             userCode,
                             u"AskCody Exchange Setup on a device"_s,
                             form.value(u"email"_s),
                             userCode,
                             u"The e-mail address or the password is not right."_s}
            .reply();
    m_codes.decide(userCode, allowed ? account->email : QString());
    return SimSignInPage::message(200, allowed ? u"The device is connected"_s : u"Denied"_s,
                                  u"You may close this page and go back to the device."_s);
}

DeviceEndpoint::Outcome DeviceEndpoint::poll(const QString &deviceCode, const QString &client)
{
    const auto outcome = m_codes.poll(deviceCode, client);
    if (!outcome.decision)
        return {std::nullopt, outcome.error};
    return {SimGrant{client,
                     outcome.decision->account,
                     outcome.decision->scopes,
                     {},
                     outcome.decision->at,
                     SimGrants::newFamily(),
                     outcome.decision->claims},
            {}};
}

} // namespace Setup
