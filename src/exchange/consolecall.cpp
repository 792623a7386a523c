// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/consolecall.h"

#include "core/problemcodes.h"
#include "exchange/ewsquery.h"
#include "exchange/ewsreading.h"
#include "exchange/httpverdict.h"
#include "exchange/indentedxml.h"
#include "exchange/lifedetector.h"
#include "net/door.h"
#include "net/redactionlists.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestStream = 262'144;

// Those that a recording may keep, and what is offered as a login. A cookie opens doors.
QString headerLines(const HttpHeaders &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers.fields())
        if (keepsAnswerHeader(name) || name.compare("www-authenticate", Qt::CaseInsensitive) == 0)
            lines.append(u"%1: %2"_s.arg(ForeignText(name).text(), ForeignText(value).text()));
    return lines.join(u'\n');
}

ConsoleAnswer shown(const ExchangeAnswer &answer)
{
    ConsoleAnswer told;
    told.status = answer.status;
    told.reason = ForeignText(answer.reason, 100);
    told.requestIds = serverRequestIds(answer.headers);
    told.frontEnd = ForeignText(answer.headers.value("X-FEServer"), 100);
    told.backEnd = ForeignText(answer.headers.value("X-BEServer"), 100);
    told.sentAt = answer.stamp.startedAt;
    told.duration = answer.stamp.duration;
    told.headers = headerLines(answer.headers);
    told.body = indentedXml(answer.body);
    told.isWhole = answer.complete;
    return told;
}

} // namespace

ConsoleCall::ConsoleCall(EwsContext context, ConsoleRequest request, QString anchor,
                         QByteArray affinityCookie, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_request(std::move(request))
    , m_anchor(std::move(anchor))
    , m_affinityCookie(std::move(affinityCookie))
{}

void ConsoleCall::start()
{
    cancel();
    ExchangeQuery query =
        soapQuery(m_context, m_request.soap, {m_anchor, m_request.needsAffinity(), m_affinityCookie});
    if (m_request.isStream())
        query.isEnough = [life = LifeDetector()](const QByteArray &soFar) mutable {
            return soFar.size() > longestStream || life(soFar);
        };
    m_wasSent = false;
    m_exchange = m_context.door.exchange(query);
    connect(m_exchange.get(), &Exchange::sending, this, [this] { m_wasSent = true; });
    connect(m_exchange.get(), &Exchange::finished, this, &ConsoleCall::read);
    m_exchange->start();
}

void ConsoleCall::cancel()
{
    m_exchange.reset();
}

void ConsoleCall::read(const Result<ExchangeAnswer> &result)
{
    m_spent = std::move(m_exchange);
    if (!result) {
        Problem problem = result.problem();
        // Another login may have been on its way all the time.
        if (m_request.isStream() && m_wasSent && problem.code == Code::HttpTimeout)
            problem.code = Code::NotificationsSilent;
        emit finished(problem);
        return;
    }
    ConsoleAnswer answer = shown(*result);
    const auto read = m_request.isStream() ? readEwsStream(m_context, *result) : readEws(m_context, *result);
    answer.problem = read ? read->problem() : std::optional(read.problem());
    if (!m_context.credential && answer.problem && answer.problem->code == Code::PasswordMissing)
        if (const auto offered = needsBasic(judgeHttp(m_context.url, *result, LoginSent::No)))
            answer.problem = offered; // why none was sent
    if (read) {
        answer.subscriptionId = read->subscriptionId;
        answer.affinityCookie = read->affinityCookie;
        answer.roomList = read->roomLists.isEmpty() ? QString() : read->roomLists.constFirst().address;
    }
    emit finished(answer);
}

} // namespace Setup
