// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/graphreading.h"

#include "core/microsoftcodes.h"
#include "core/problemcodes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAddress = 320;
constexpr qsizetype mostOnAPage = 1'000;

// Where Graph, or what stands before it, gives no code of its own.
QString codeOf(const QString &graphCode, int status)
{
    if (const QString code = Code::graphCode(graphCode); !code.isEmpty())
        return code;
    if (status == 401)
        return Code::Http401Bearer;
    return status == 429 ? QString(Code::Http429) : QString(Code::HttpUnexpectedStatus);
}

Problem refusalOf(const ExchangeAnswer &answer)
{
    const QJsonObject error = QJsonDocument::fromJson(answer.body)["error"_L1].toObject();
    const QString graphCode = error["code"_L1].toString();
    QJsonObject facts{{u"status"_s, answer.status}};
    if (!graphCode.isEmpty())
        facts.insert(u"graphCode"_s, ForeignText(graphCode, 100));
    if (error.contains("message"_L1))
        facts.insert(u"message"_s, ForeignText(error["message"_L1].toString(), 500));
    if (const QByteArray wait = answer.headers.value("Retry-After"); !wait.isEmpty())
        facts.insert(u"retryAfter"_s, ForeignText(wait, 40));
    if (const QStringList ids = graphRequestIds(answer); !ids.isEmpty())
        facts.insert(u"requestIds"_s, QJsonArray::fromStringList(ids));
    return {codeOf(graphCode, answer.status), {}, facts};
}

Result<QJsonObject> readObject(const ExchangeAnswer &answer)
{
    if (answer.status != 200)
        return refusalOf(answer);
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    const QJsonArray value = document["value"_L1].toArray();
    if (!document["value"_L1].isArray() || value.size() > mostOnAPage)
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, u"value"_s}}};
    return document.object();
}

bool isNextPage(const QUrl &url, const QString &host)
{
    return url.isValid() && url.scheme() == "https"_L1 && url.port(443) == 443 && url.userInfo().isEmpty()
        && url.host().compare(host, Qt::CaseInsensitive) == 0
        && url.adjusted(QUrl::NormalizePathSegments).path().startsWith("/v1.0/places"_L1);
}

std::optional<Problem> problemOf(const QJsonObject &schedule)
{
    const QJsonObject error = schedule["error"_L1].toObject();
    if (error.isEmpty())
        return std::nullopt;
    const QString graphCode = error["responseCode"_L1].toString();
    return Problem{Code::isExchangeCode(graphCode) ? graphCode : codeOf(graphCode, 0),
                   {},
                   {{u"graphCode"_s, ForeignText(graphCode, 100)},
                    {u"message"_s, ForeignText(error["message"_L1].toString(), 500)}}};
}

QString digitsOf(const QString &view)
{
    static constexpr qsizetype most = 5'000;
    QString digits;
    for (const QChar c : view.left(most))
        digits.append(c >= u'0' && c <= u'4' ? c : u'?');
    return digits;
}

} // namespace

Result<GraphPage> readPlaces(const ExchangeAnswer &answer, const QString &host)
{
    const auto object = readObject(answer);
    if (!object)
        return object.problem();
    GraphPage page;
    const QJsonArray values = (*object)["value"_L1].toArray();
    for (const auto &value : values) {
        const QString address = value["emailAddress"_L1].toString();
        if (!address.isEmpty() && address.size() <= longestAddress)
            page.places.append({ForeignText(value["displayName"_L1].toString(), 200), address});
    }
    const QString next = (*object)["@odata.nextLink"_L1].toString();
    if (next.isEmpty())
        return page;
    page.next = QUrl(next, QUrl::StrictMode);
    if (!isNextPage(page.next, host))
        return Problem{Code::AnswerMalformed,
                       u"The next page stands somewhere else."_s,
                       {{u"member"_s, u"@odata.nextLink"_s}, {u"host"_s, ForeignText(page.next.host())}}};
    return page;
}

Result<QList<GraphSchedule>> readSchedules(const ExchangeAnswer &answer, const QStringList &asked)
{
    const auto object = readObject(answer);
    if (!object)
        return object.problem();
    QList<GraphSchedule> schedules;
    const QJsonArray values = (*object)["value"_L1].toArray();
    for (const QString &address : asked) {
        const auto found = std::find_if(values.begin(), values.end(), [&address](const auto &value) {
            return value["scheduleId"_L1].toString().compare(address, Qt::CaseInsensitive) == 0;
        });
        GraphSchedule schedule{address, {}, Problem{Code::AnswerUnexpected, {}, {}}};
        if (found != values.end()) {
            schedule.availability = digitsOf((*found)["availabilityView"_L1].toString());
            schedule.problem = problemOf(found->toObject());
        }
        schedules.append(schedule);
    }
    return schedules;
}

QStringList graphRequestIds(const ExchangeAnswer &answer)
{
    const QByteArray id = answer.headers.value("request-id");
    return id.isEmpty() ? QStringList() : QStringList{ForeignText(id, 80).text()};
}

} // namespace Setup
