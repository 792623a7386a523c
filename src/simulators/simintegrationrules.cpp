// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simintegrationrules.h"

#include "simulators/simportalreply.h"

#include <QHash>
#include <QRegularExpression>
#include <QUrl>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// What a text member may be, and how long.
struct Rule
{
    QRegularExpression pattern;
    qsizetype longest = 200;
};

const QHash<QString, Rule> &rules()
{
    static const Rule line{QRegularExpression(u"\\A[^\\x{00}-\\x{1f}\\x{7f}]+\\z"_s), 200};
    static const Rule address{QRegularExpression(u"\\Ahttps://[^\\s@#?]+\\z"_s), 500};
    static const QHash<QString, Rule> all{
        {u"clientReference"_s,
         {QRegularExpression(u"\\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z"_s), 36}},
        {u"name"_s, line},
        {u"type"_s, {QRegularExpression(u"\\Aexchange(Server|Online)\\z"_s), 20}},
        {u"identificationCode"_s, {QRegularExpression(u"\\A[A-Za-z0-9._-]{0,64}\\z"_s), 64}},
        {u"email"_s, {QRegularExpression(u"\\A[^\\s@]{1,64}@[^\\s@]{1,255}\\z"_s), 254}},
        {u"ewsUrl"_s, address},
        {u"exchangeVersion"_s,
         {QRegularExpression(u"\\AExchange(2007_SP1|2010|2010_SP1|2010_SP2|2013|2013_SP1|2015|2016)\\z"_s),
          20}},
        {u"username"_s, {QRegularExpression(u"\\A[^\\x{00}-\\x{1f}\\x{7f}:]+\\z"_s), 256}},
        {u"credential"_s,
         {QRegularExpression(u"\\A[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+\\."
                             "[A-Za-z0-9_-]{22}\\z"_s),
          32768}},
        {u"tenant"_s, line}};
    return all;
}

SimReply complaint(const QString &member, const QString &what)
{
    return simPortalComplaint(422, u'/' + member, what);
}

std::optional<SimReply> judgeMembers(const QJsonObject &body, const QStringList &allowed)
{
    for (auto member = body.begin(); member != body.end(); ++member) {
        if (!allowed.contains(member.key()))
            return complaint(member.key(), u"is not known"_s);
        const Rule rule = rules().value(member.key());
        const QString text = member->toString();
        if (!member->isString() || text.size() > rule.longest || !rule.pattern.match(text).hasMatch())
            return complaint(member.key(), u"is not what it must be"_s);
        if (member.key() == "ewsUrl"_L1 && QUrl(text, QUrl::StrictMode).host().isEmpty())
            return complaint(member.key(), u"is no address"_s);
    }
    return std::nullopt;
}

std::optional<SimReply> missing(const QJsonObject &body, const QStringList &needed)
{
    for (const QString &member : needed) {
        if (!body.contains(member))
            return complaint(member, u"is missing"_s);
    }
    return std::nullopt;
}

} // namespace

bool simIsClientReference(const QString &text)
{
    return rules().value(u"clientReference"_s).pattern.match(text).hasMatch();
}

std::optional<SimReply> simJudgeNewIntegration(const QJsonObject &body)
{
    QStringList needed{u"clientReference"_s, u"name"_s, u"type"_s, u"identificationCode"_s, u"email"_s};
    QStringList allowed = needed;
    if (body["type"_L1] == "exchangeOnline"_L1) {
        needed += u"tenant"_s;
        allowed += {u"tenant"_s, u"exchangeVersion"_s};
    } else {
        needed += {u"ewsUrl"_s, u"exchangeVersion"_s, u"username"_s, u"credential"_s};
        allowed = needed;
    }
    if (auto refusal = judgeMembers(body, allowed))
        return refusal;
    return missing(body, needed);
}

std::optional<SimReply> simJudgeChange(const QJsonObject &body, const QString &type)
{
    QStringList allowed{u"name"_s, u"identificationCode"_s, u"email"_s};
    if (type == "exchangeServer"_L1)
        allowed += {u"ewsUrl"_s, u"exchangeVersion"_s, u"username"_s, u"credential"_s};
    if (body.isEmpty())
        return simPortalComplaint(422, {}, u"changes nothing"_s);
    return judgeMembers(body, allowed);
}

std::optional<SimReply> simJudgeProbe(const QJsonObject &body)
{
    if (auto refusal = judgeMembers(body, {u"ewsUrl"_s}))
        return refusal;
    return missing(body, {u"ewsUrl"_s});
}

} // namespace Setup
