// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/found.h"

#include "setup/mailboxhome.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString outcomeWords(const QString &outcome)
{
    if (outcome == "found"_L1)
        return QCoreApplication::translate("Discovery", "found");
    if (outcome == "redirected"_L1)
        return QCoreApplication::translate("Discovery", "leads on");
    if (outcome == "nothing"_L1)
        return QCoreApplication::translate("Discovery", "nothing there");
    if (outcome == "failed"_L1)
        return QCoreApplication::translate("Discovery", "failed");
    return QCoreApplication::translate("Discovery", "not waited for");
}

// "https://autodiscover.contoso.com/… : found, 401" - what was asked, how it went, where it leads.
QStringList steps(const QJsonValue &attempts)
{
    QStringList lines;
    const auto values = attempts.toArray();
    for (const auto &value : values) {
        const QJsonObject attempt = value.toObject();
        QStringList words{outcomeWords(attempt.value("outcome"_L1).toString())};
        if (attempt.value("status"_L1).toInt() > 0)
            words.append(QString::number(attempt.value("status"_L1).toInt()));
        for (const auto &member : {"target"_L1, "code"_L1})
            words.append(attempt.value(member).toString());
        words.removeAll(QString());
        lines.append(u"%1: %2"_s.arg(attempt.value("url"_L1).toString(), words.join(u", "_s)));
    }
    return lines;
}

QUrl url(const QJsonValue &text)
{
    return QUrl(text.toString(), QUrl::StrictMode);
}

} // namespace

Found foundIn(const QList<Finding> &findings)
{
    const QJsonObject candidates = factsIn(findings, "discover.candidates"_L1);
    const QJsonObject settings = factsIn(findings, "discover.settings"_L1);
    const QJsonObject version = factsIn(findings, "ews.version"_L1);
    Found found;
    found.ewsUrl = url(settings.value("ewsUrl"_L1));
    if (found.ewsUrl.isEmpty())
        found.ewsUrl = url(candidates.value("ewsUrl"_L1));
    found.internalEwsUrl = url(settings.value("internalEwsUrl"_L1));
    if (found.internalEwsUrl.host() == found.ewsUrl.host())
        found.internalEwsUrl.clear();
    found.exchangeVersion = version.value("requestServerVersion"_L1).toString();
    found.product = version.value("product"_L1).toString();
    found.username = factsIn(findings, "auth.login"_L1).value("username"_L1).toString();
    const MailboxLocation location = locationIn(findings);
    found.location = toString(location.verdict);
    found.locationReasons = sentencesOf(location);
    found.discoverySteps = steps(candidates.value("attempts"_L1)) + steps(settings.value("attempts"_L1));
    found.roomAddresses = factsIn(findings, "ews.rooms"_L1)["rooms"_L1].toVariant().toStringList();
    return found;
}

const Finding *findingIn(const QList<Finding> &findings, const QString &checkId)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&checkId](const Finding &finding) {
        return finding.checkId == checkId;
    });
    return found == findings.end() ? nullptr : &*found;
}

QJsonObject factsIn(const QList<Finding> &findings, const QString &checkId)
{
    const Finding *finding = findingIn(findings, checkId);
    return finding ? finding->facts : QJsonObject();
}

bool hasPassed(const QList<Finding> &findings, const QString &checkId)
{
    return std::any_of(findings.begin(), findings.end(), [&checkId](const Finding &finding) {
        return finding.checkId == checkId && finding.status == FindingStatus::Pass;
    });
}

bool hasRun(const QList<Finding> &findings, const QString &checkId)
{
    return findingIn(findings, checkId) != nullptr;
}

} // namespace Setup
