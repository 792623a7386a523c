// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/deviceendpoint.h"

#include "simulators/simsigninpage.h"
#include "simulators/tokenendpoint.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRandomGenerator>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString devices = u"devices"_s;

qint64 milliseconds()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// RFC 8628, 6.1: letters without vowels, easy to read and to type.
QString newUserCode()
{
    const QString letters = u"BCDFGHJKLMNPQRSTVWXZ"_s;
    QString code;
    for (int i = 0; i < 8; ++i) {
        if (i == 4)
            code += u'-';
        code += letters.at(QRandomGenerator::system()->bounded(static_cast<int>(letters.size())));
    }
    return code;
}

QString plain(QString userCode)
{
    return userCode.remove(u'-').remove(u' ').toUpper();
}

} // namespace

DeviceEndpoint::DeviceEndpoint(QString issuer, const ScenarioIssuer &settings, SimStore &store)
    : m_issuer(std::move(issuer))
    , m_settings(settings)
    , m_store(store)
{}

SimReply DeviceEndpoint::authorize(const SimClient &client, const QStringList &scopes)
{
    const QString deviceCode = SimGrants::random();
    const QString userCode = newUserCode();
    m_store.put(devices, deviceCode,
                {{u"client"_s, client.id},
                 {u"scopes"_s, QJsonArray::fromStringList(scopes)},
                 {u"userCode"_s, userCode},
                 {u"interval"_s, m_settings.deviceInterval},
                 {u"until"_s, milliseconds() + qint64(1000) * m_settings.deviceLifetime}});
    return simOAuthAnswer({{u"device_code"_s, deviceCode},
                           {u"user_code"_s, userCode},
                           {u"verification_uri"_s, m_issuer + u"/device"_s},
                           {u"verification_uri_complete"_s, m_issuer + u"/device?user_code="_s + userCode},
                           {u"expires_in"_s, m_settings.deviceLifetime},
                           {u"interval"_s, m_settings.deviceInterval}});
}

QString DeviceEndpoint::findByUserCode(const QString &userCode) const
{
    const QJsonObject all = m_store.table(devices);
    for (auto device = all.begin(); device != all.end(); ++device) {
        const QJsonObject kept = device->toObject();
        if (!userCode.isEmpty() && plain(kept["userCode"_L1].toString()) == plain(userCode)
            && kept["until"_L1].toInteger() > milliseconds() && !kept.contains("decision"_L1))
            return device.key();
    }
    return {};
}

SimReply DeviceEndpoint::page(const SimRequest &request)
{
    if (request.method == "POST")
        return decide(SimForm::ofBody(request));
    const QString userCode = SimForm::ofQuery(request).value(u"user_code"_s);
    const QString deviceCode = findByUserCode(userCode);
    if (deviceCode.isEmpty())
        return SimSignInPage::askUserCode(userCode.isEmpty() ? QString()
                                                             : u"No device waits with this code."_s);
    SimSignInPage page;
    page.action = u"device"_s;
    page.userCode = m_store.find(devices, deviceCode)["userCode"_L1].toString();
    page.transaction = page.userCode;
    page.application = u"AskCody Exchange Setup on a device"_s;
    return page.reply();
}

SimReply DeviceEndpoint::decide(const SimForm &form)
{
    const QString deviceCode = findByUserCode(form.value(u"transaction"_s));
    if (deviceCode.isEmpty())
        return SimSignInPage::askUserCode(u"No device waits with this code."_s);
    QJsonObject device = m_store.find(devices, deviceCode);
    const bool allowed = form.value(u"decision"_s) == "allow"_L1;
    const auto account = SimSessions::judge(form);
    if (allowed && !account) {
        const QString userCode = device.value("userCode"_L1).toString();
        return SimSignInPage{u"device"_s,
                             userCode,
                             u"AskCody Exchange Setup on a device"_s,
                             form.value(u"email"_s),
                             userCode,
                             u"The e-mail address or the password is not right."_s}
            .reply();
    }
    device[u"decision"_s] = allowed ? u"allowed"_s : u"denied"_s;
    if (account)
        device[u"account"_s] = account->email;
    m_store.put(devices, deviceCode, device);
    return SimSignInPage::message(200, allowed ? u"The device is connected"_s : u"Denied"_s,
                                  u"You may close this page and go back to the device."_s);
}

DeviceEndpoint::Outcome DeviceEndpoint::poll(const QString &deviceCode, const QString &client)
{
    QJsonObject device = m_store.find(devices, deviceCode);
    if (device.isEmpty() || device.value("client"_L1).toString() != client)
        return {std::nullopt, u"invalid_grant"_s};
    if (device.value("until"_L1).toInteger() <= milliseconds())
        return {std::nullopt, u"expired_token"_s};
    const qint64 interval = qint64(1000) * device.value("interval"_L1).toInt();
    const bool tooSoon = milliseconds() < device.value("polledAt"_L1).toInteger() + interval;
    device[u"polledAt"_s] = milliseconds();
    const QString decision = device.value("decision"_L1).toString();
    if (decision.isEmpty()) {
        if (tooSoon)
            device[u"interval"_s] = device.value("interval"_L1).toInt() + 5;
        m_store.put(devices, deviceCode, device);
        return {std::nullopt, tooSoon ? u"slow_down"_s : u"authorization_pending"_s};
    }
    m_store.remove(devices, deviceCode);
    if (decision != "allowed"_L1)
        return {std::nullopt, u"access_denied"_s};
    return {SimGrant{client,
                     device.value("account"_L1).toString(),
                     device.value("scopes"_L1).toVariant().toStringList(),
                     {},
                     milliseconds() / 1000,
                     SimGrants::newFamily()},
            {}};
}

} // namespace Setup
