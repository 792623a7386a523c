// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entrareply.h"

#include "simulators/simhtmlpage.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

int usualStatus(const QString &error)
{
    if (error == "invalid_client"_L1)
        return 401;
    return error == "temporarily_unavailable"_L1 || error == "server_error"_L1 ? 503 : 400;
}

// For what only a real occasion would tell.
const EntraWords &standIns()
{
    static const EntraWords words{
        {u"user"_s, u"admin@fabrikam.test"_s},
        {u"idp"_s, u"https://sts.windows.net/ada70000-0000-4000-8000-00000000ada7/"_s},
        {u"resource"_s, u"https://outlook.office365.com"_s},
        {u"url"_s, u"https://outlook.office365.com/EWS/Exchange.asmx"_s},
        {u"thumbprint"_s, u"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"_s},
        {u"now"_s, u"2026-11-23T09:00:00.0000000Z"_s},
        {u"from"_s, u"2026-11-23T07:00:00.0000000Z"_s},
        {u"to"_s, u"2026-11-23T07:10:00.0000000Z"_s},
        {u"parameter"_s, u"scope"_s},
        {u"grant"_s, u"password"_s},
        {u"verb"_s, u"POST"_s},
        {u"received"_s, u"GET"_s}};
    return words;
}

} // namespace

QString entraBanner()
{
    return u"Demo: a simulated Microsoft sign-in on this computer."_s;
}

EntraError EntraError::of(const QString &code, SimMicrosoftError::At at, EntraWords words)
{
    const auto row = SimErrorTable::find(code, at);
    Q_ASSERT(row);
    return of(row.value_or(SimMicrosoftError()), std::move(words));
}

EntraError EntraError::of(SimMicrosoftError row, EntraWords words)
{
    EntraError error;
    error.row = std::move(row);
    error.words = std::move(words);
    error.m_traceId = newId();
    error.m_correlationId = newId();
    error.m_timestamp = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd HH:mm:ss'Z'"_s);
    return error;
}

QString EntraError::number() const
{
    return row.code.startsWith("AADSTS"_L1) ? row.code.mid(6) : QString();
}

QString EntraError::plainText() const
{
    QString text = row.text;
    for (const EntraWords &told : {words, standIns()}) {
        for (auto word = told.begin(); word != told.end(); ++word)
            text.replace(u'{' + word.key() + u'}', word.value());
    }
    return text;
}

QString EntraError::text() const
{
    return number().isEmpty() ? plainText() : row.code + u": "_s + plainText();
}

QString EntraError::description() const
{
    return u"%1 Trace ID: %2 Correlation ID: %3 Timestamp: %4"_s.arg(text(), m_traceId, m_correlationId,
                                                                     m_timestamp);
}

QByteArray EntraError::diagnostics() const
{
    return u"%1;reason=\"%2\";error_category=\"%3\""_s.arg(row.code, text(), row.error).toUtf8();
}

QJsonObject EntraError::toJson() const
{
    QJsonObject json{{u"error"_s, row.error},
                     {u"error_description"_s, description()},
                     {u"timestamp"_s, m_timestamp},
                     {u"trace_id"_s, m_traceId},
                     {u"correlation_id"_s, m_correlationId}};
    if (!number().isEmpty()) {
        json.insert(u"error_codes"_s, QJsonArray{number().toInt()});
        json.insert(u"error_uri"_s, u"https://login.microsoftonline.com/error?code="_s + number());
    }
    if (!row.suberror.isEmpty())
        json.insert(u"suberror"_s, row.suberror);
    if (!claims.isEmpty())
        json.insert(u"claims"_s, claims);
    return json;
}

QList<std::pair<QString, QString>> EntraError::toQuery() const
{
    QList<std::pair<QString, QString>> query{{u"error"_s, row.error},
                                             {u"error_description"_s, description()}};
    if (!number().isEmpty())
        query.append({u"error_uri"_s, u"https://login.microsoftonline.com/error?code="_s + number()});
    if (!row.suberror.isEmpty())
        query.append({u"error_subcode"_s, row.suberror});
    if (!claims.isEmpty())
        query.append({u"claims"_s, claims});
    return query;
}

SimReply EntraError::reply() const
{
    SimReply reply =
        simReply(row.status ? row.status : usualStatus(row.error), "application/json; charset=utf-8",
                 QJsonDocument(toJson()).toJson(QJsonDocument::Compact));
    reply.headers.append(SimHeader{"Cache-Control", "no-store, no-cache"});
    reply.headers.append(SimHeader{"x-ms-request-id", m_traceId.toLatin1()});
    if (reply.status == 503)
        reply.headers.append(SimHeader{"Retry-After", "30"});
    return reply;
}

SimReply EntraError::page() const
{
    const QString body = SimHtmlPage::paragraph(u"Sorry, but we're having trouble signing you in."_s)
        + u"<p role=\"alert\" id=\"error\">%1</p><p>Request Id: %2<br>Correlation Id: %3<br>Timestamp: %4</p>"_s
              .arg(text().toHtmlEscaped(), m_traceId, m_correlationId, m_timestamp);
    return SimHtmlPage{entraBanner(), u"Sign in"_s, body, 400}.reply();
}

EntraPlan::EntraPlan(const QList<ScenarioRefusal> &refusals)
{
    for (const ScenarioRefusal &refusal : refusals)
        m_planned.append({refusal});
}

std::optional<EntraError> EntraPlan::next(SimMicrosoftError::At at, const EntraWords &words)
{
    for (Planned &planned : m_planned) {
        if (planned.refusal.error.at != at)
            continue;
        const int number = ++planned.seen - planned.refusal.skip;
        if (number < 1 || (planned.refusal.times > 0 && number > planned.refusal.times))
            continue;
        EntraError error = EntraError::of(planned.refusal.error, words);
        error.claims = planned.refusal.claims;
        return error;
    }
    return std::nullopt;
}

} // namespace Setup
