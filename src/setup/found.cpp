// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/found.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonObject factsOf(const QList<Finding> &findings, QLatin1StringView id)
{
    for (const Finding &finding : findings)
        if (finding.checkId == id)
            return finding.facts;
    return {};
}

QStringList strings(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &value : array.toArray())
        texts.append(value.toString());
    return texts;
}

QUrl url(const QJsonValue &text)
{
    return QUrl(text.toString(), QUrl::StrictMode);
}

} // namespace

Session::Found foundIn(const QList<Finding> &findings)
{
    const QJsonObject candidates = factsOf(findings, "discover.candidates"_L1);
    const QJsonObject settings = factsOf(findings, "discover.settings"_L1);
    const QJsonObject version = factsOf(findings, "ews.version"_L1);
    Session::Found found;
    found.ewsUrl = url(settings.value("ewsUrl"_L1));
    if (found.ewsUrl.isEmpty())
        found.ewsUrl = url(candidates.value("ewsUrl"_L1));
    found.internalEwsUrl = url(settings.value("internalEwsUrl"_L1));
    found.exchangeVersion = version.value("requestServerVersion"_L1).toString();
    found.product = version.value("product"_L1).toString();
    found.username = factsOf(findings, "auth.login"_L1).value("username"_L1).toString();
    found.discoverySteps = strings(candidates.value("attempts"_L1)) + strings(settings.value("attempts"_L1));
    found.roomAddresses = strings(factsOf(findings, "ews.rooms"_L1).value("rooms"_L1));
    return found;
}

} // namespace Setup
