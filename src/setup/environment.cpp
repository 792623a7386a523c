// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/environment.h"

#include "checks/checkids.h"
#include "setup/acceptedportals.h"
#include "setup/found.h"
#include "setup/keptproxy.h"

#include <QJsonArray>
#include <QLocale>
#include <QSslSocket>
#include <QSysInfo>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// "direct", "httpProxy": each kind once.
QJsonArray kindsIn(const QJsonObject &routeFacts)
{
    QJsonArray kinds;
    const QJsonArray routes = routeFacts.value("routes"_L1).toArray();
    for (const auto &route : routes)
        if (const QJsonValue kind = route["kind"_L1]; kind.isString() && !kinds.contains(kind))
            kinds.append(kind);
    return kinds;
}

QString wordOf(ProxySettings::Mode mode)
{
    switch (mode) {
    case ProxySettings::Mode::System:
        break;
    case ProxySettings::Mode::Direct:
        return u"none"_s;
    case ProxySettings::Mode::Manual:
        return u"manual"_s;
    }
    return u"system"_s;
}

} // namespace

QJsonObject environmentFacts(const QList<Finding> &findings)
{
    QJsonObject facts{{u"os"_s, QSysInfo::prettyProductName()},
                      {u"kernel"_s, QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()},
                      {u"architecture"_s, QSysInfo::buildAbi()},
                      {u"qt"_s, QString::fromLatin1(qVersion())},
                      {u"qtBuiltWith"_s, QStringLiteral(QT_VERSION_STR)},
                      {u"tlsBackend"_s, QSslSocket::activeBackend()},
                      {u"tlsLibrary"_s, QSslSocket::sslLibraryVersionString()},
                      {u"systemLocale"_s, QLocale::system().name()},
                      {u"language"_s, QLocale().name()},
                      {u"ways"_s, kindsIn(factsIn(findings, CheckId::Route))}};
    const QJsonValue ahead = factsIn(findings, CheckId::Clock).value("secondsAhead"_L1);
    if (ahead.isDouble())
        facts.insert(u"clockAheadSeconds"_s, ahead);
    return facts;
}

QJsonObject settingsFacts()
{
    const auto proxy = KeptProxy::settings();
    const PortalAcceptance portals = portalAcceptance();
    QJsonObject facts{{u"proxyMode"_s, proxy ? wordOf(proxy->mode) : u"unreadable"_s},
                      {u"acceptedPortals"_s, QJsonArray::fromStringList(portals.accepted)},
                      {u"onlyKnownPortals"_s, portals.onlyKnown}};
    if (proxy && proxy->mode == ProxySettings::Mode::Manual) {
        facts.insert(u"proxy"_s, u"%1:%2"_s.arg(proxy->host).arg(proxy->port));
        facts.insert(u"proxyHasLogin"_s, !proxy->user.isEmpty());
    }
    return facts;
}

} // namespace Setup
