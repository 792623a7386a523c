// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simdevicecodes.h"

#include "simulators/simgrants.h"

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

// RFC 8628, 6.1: letters without vowels.
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

SimDeviceCodes::Pair SimDeviceCodes::begin(const QString &client, const QStringList &scopes,
                                           const QString &claims)
{
    const Pair pair{SimGrants::random() + m_mark, newUserCode()};
    m_store.put(devices, pair.deviceCode,
                {{u"client"_s, client},
                 {u"scopes"_s, QJsonArray::fromStringList(scopes)},
                 {u"claims"_s, claims},
                 {u"userCode"_s, pair.userCode},
                 {u"interval"_s, m_times.interval},
                 {u"until"_s, milliseconds() + qint64(1000) * m_times.lifetime}});
    return pair;
}

QString SimDeviceCodes::find(const QString &userCode) const
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

QJsonObject SimDeviceCodes::waiting(const QString &userCode) const
{
    return m_store.find(devices, find(userCode));
}

bool SimDeviceCodes::isUndecided(const QString &deviceCode) const
{
    const QJsonObject device = m_store.find(devices, deviceCode);
    return device["until"_L1].toInteger() > milliseconds() && !device.contains("decision"_L1);
}

void SimDeviceCodes::decide(const QString &userCode, const QString &account)
{
    const QString deviceCode = find(userCode);
    QJsonObject device = m_store.find(devices, deviceCode);
    if (device.isEmpty())
        return;
    device[u"decision"_s] = account.isEmpty() ? u"denied"_s : u"allowed"_s;
    device[u"account"_s] = account;
    m_store.put(devices, deviceCode, device);
}

SimDeviceCodes::Outcome SimDeviceCodes::poll(const QString &deviceCode, const QString &client)
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
    return {Decision{device.value("account"_L1).toString(),
                     device.value("scopes"_L1).toVariant().toStringList(), milliseconds() / 1000,
                     device.value("claims"_L1).toString()},
            {}};
}

} // namespace Setup
