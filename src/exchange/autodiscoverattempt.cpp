// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscoverattempt.h"

#include "core/foreigntext.h"
#include "net/redaction.h"

#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The address stands in the path of Autodiscover v2; a report has no need of it.
QString shown(const QUrl &url)
{
    QUrl clean = redactedUrl(url).adjusted(QUrl::RemoveQuery);
    const QString path = clean.path();
    const qsizetype json = path.indexOf("/autodiscover.json"_L1, 0, Qt::CaseInsensitive);
    if (json >= 0)
        clean.setPath(path.left(json) + u"/autodiscover.json"_s);
    return ForeignText(clean.toString()).text();
}

} // namespace

QString toString(AutodiscoverMethod method)
{
    switch (method) {
    case AutodiscoverMethod::RootDomain:
        return u"rootDomain"_s;
    case AutodiscoverMethod::AutodiscoverHost:
        return u"autodiscoverHost"_s;
    case AutodiscoverMethod::HttpRedirect:
        return u"httpRedirect"_s;
    case AutodiscoverMethod::ServiceRecord:
        return u"serviceRecord"_s;
    case AutodiscoverMethod::JsonOnHost:
        return u"jsonOnHost"_s;
    case AutodiscoverMethod::JsonAtMicrosoft:
        return u"jsonAtMicrosoft"_s;
    case AutodiscoverMethod::Soap:
        return u"soap"_s;
    case AutodiscoverMethod::Pox:
        break;
    }
    return u"pox"_s;
}

QString toString(AutodiscoverAttempt::Outcome outcome)
{
    switch (outcome) {
    case AutodiscoverAttempt::Outcome::Found:
        return u"found"_s;
    case AutodiscoverAttempt::Outcome::Redirected:
        return u"redirected"_s;
    case AutodiscoverAttempt::Outcome::Nothing:
        return u"nothing"_s;
    case AutodiscoverAttempt::Outcome::Failed:
        return u"failed"_s;
    case AutodiscoverAttempt::Outcome::NoAnswerYet:
        break;
    }
    return u"noAnswerYet"_s;
}

QJsonObject toJson(const AutodiscoverAttempt &attempt)
{
    QJsonObject json{{u"method"_s, toString(attempt.method)},
                     {u"url"_s, shown(attempt.url)},
                     {u"outcome"_s, toString(attempt.outcome)}};
    if (attempt.status != 0)
        json.insert(u"status"_s, attempt.status);
    if (!attempt.target.isEmpty())
        json.insert(u"target"_s, shown(attempt.target));
    if (attempt.problem)
        json.insert(u"code"_s, attempt.problem->code);
    if (attempt.problem && attempt.problem->facts.contains("title"_L1))
        json.insert(u"title"_s, attempt.problem->facts["title"_L1]);
    return json;
}

QJsonArray toJson(const QList<AutodiscoverAttempt> &attempts)
{
    QJsonArray array;
    for (const AutodiscoverAttempt &attempt : attempts)
        array.append(toJson(attempt));
    return array;
}

} // namespace Setup
