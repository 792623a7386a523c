// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/apiproblem.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "core/utctime.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestDocument = 64LL * 1024;
constexpr qint64 longestWait = 86'400; // seconds; more is no answer to "how long?"

struct Meaning
{
    QLatin1StringView name; // as the portal writes it
    int status;
    QLatin1StringView code;
};

const Meaning *meaningOf(QStringView name, int status)
{
    static constexpr std::array meanings{
        Meaning{"invalid_request"_L1, 400, Code::PortalRequestRefused},
        Meaning{"invalid_request"_L1, 422, Code::PortalRequestRefused},
        Meaning{"invalid_token"_L1, 401, Code::SignInRequired},
        Meaning{"missing_role"_L1, 403, Code::PortalRoleMissing},
        Meaning{"wrong_region"_L1, 403, Code::PortalWrongRegion},
        Meaning{"quota_exceeded"_L1, 403, Code::PortalQuotaExceeded},
        Meaning{"not_found"_L1, 404, Code::PortalNotFound},
        Meaning{"submission_in_progress"_L1, 409, Code::PortalSubmissionInProgress},
        Meaning{"multiple_integrations_disabled"_L1, 409, Code::PortalMultipleDisabled},
        Meaning{"changed_meanwhile"_L1, 412, Code::PortalChangedMeanwhile},
        Meaning{"body_too_large"_L1, 413, Code::PortalRequestRefused},
        Meaning{"unsupported_media_type"_L1, 415, Code::PortalRequestRefused},
        Meaning{"idempotency_key_reused"_L1, 422, Code::PortalKeyReused},
        Meaning{"sealing_key_unknown"_L1, 422, Code::PortalSealingKeyUnknown},
        Meaning{"credential_refused"_L1, 422, Code::PortalCredentialRefused},
        Meaning{"credential_required"_L1, 422, Code::PortalCredentialRequired},
        Meaning{"precondition_required"_L1, 428, Code::PortalRequestRefused},
        Meaning{"too_many_requests"_L1, 429, Code::PortalTooManyRequests},
        Meaning{"internal"_L1, 500, Code::PortalFailed},
        Meaning{"maintenance"_L1, 503, Code::PortalMaintenance},
    };
    const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning &meaning) {
        return meaning.name == name && meaning.status == status;
    });
    return found == meanings.end() ? nullptr : &*found;
}

bool isProblemDocument(const ExchangeAnswer &answer)
{
    const QByteArray type = answer.headers.value("Content-Type").split(';').first().trimmed().toLower();
    return type == "application/problem+json" && answer.body.size() <= largestDocument;
}

QJsonArray foreignTexts(const QJsonArray &array, qsizetype most)
{
    QJsonArray kept;
    for (const auto &value : array) {
        if (kept.size() == most)
            break;
        if (value.isString())
            kept.append(ForeignText(value.toString(), 100));
    }
    return kept;
}

// "where: what", one line for each fault that the portal names.
QJsonArray faults(const QJsonArray &array)
{
    QJsonArray lines;
    for (const auto &value : array) {
        if (lines.size() == 20)
            break;
        const QJsonObject fault = value.toObject();
        const QString line = fault["pointer"_L1].toString() + u": "_s + fault["detail"_L1].toString();
        lines.append(ForeignText(line, 300));
    }
    return lines;
}

void keepMembers(const QJsonObject &document, QJsonObject &facts)
{
    for (const QLatin1StringView name : {"region"_L1, "portal"_L1, "reason"_L1}) {
        if (document[name].isString())
            facts.insert(name, ForeignText(document[name].toString(), 200));
    }
    if (document["limit"_L1].isDouble())
        facts.insert("limit"_L1, document["limit"_L1].toInteger());
    if (document["roles"_L1].isArray())
        facts.insert("roles"_L1, foreignTexts(document["roles"_L1].toArray(), 10));
    if (document["errors"_L1].isArray())
        facts.insert("errors"_L1, faults(document["errors"_L1].toArray()));
}

// RFC 9110, 10.2.3: seconds, or a date, which the answer's own Date makes a span.
std::optional<qint64> secondsToWait(const HttpHeaders &headers)
{
    bool isNumber = false;
    const qint64 told = headers.value("Retry-After").left(64).trimmed().toLongLong(&isNumber);
    if (isNumber)
        return told >= 0 && told <= longestWait ? std::optional(told) : std::nullopt;
    const QDateTime until = fromHttpDate(headers.value("Retry-After"));
    const QDateTime now = fromHttpDate(headers.value("Date"));
    if (!until.isValid() || !now.isValid())
        return std::nullopt;
    const qint64 span = std::max<qint64>(0, now.secsTo(until));
    return span <= longestWait ? std::optional(span) : std::nullopt;
}

} // namespace

std::optional<Problem> apiProblem(const ExchangeAnswer &answer)
{
    if (!isProblemDocument(answer))
        return std::nullopt;
    const QJsonObject document = QJsonDocument::fromJson(answer.body).object();
    const Meaning *meaning = meaningOf(document["code"_L1].toString(), answer.status);
    if (!meaning)
        return std::nullopt;
    QJsonObject facts = answerFacts(answer);
    facts.insert("portalCode"_L1, QString(meaning->name));
    keepMembers(document, facts);
    return Problem{meaning->code, ForeignText(document["detail"_L1].toString()).text(), facts};
}

bool refusesToken(const ExchangeAnswer &answer)
{
    if (answer.status != 401)
        return false;
    const auto problem = apiProblem(answer);
    return problem
        || answer.headers.value("WWW-Authenticate").trimmed().left(6).compare("bearer", Qt::CaseInsensitive)
        == 0;
}

bool leavesOutcomeOpen(const Problem &apiProblem)
{
    return apiProblem.code == Code::PortalFailed || apiProblem.code == Code::PortalMaintenance
        || apiProblem.code == Code::PortalSubmissionInProgress;
}

QJsonObject answerFacts(const ExchangeAnswer &answer)
{
    QJsonObject facts{{u"status"_s, answer.status}};
    for (const char *const name : {"Request-Id", "X-Azure-Ref", "x-ms-request-id", "CF-Ray"}) {
        const QByteArray id = answer.headers.value(name);
        if (id.isEmpty())
            continue;
        facts.insert("requestId"_L1, ForeignText(id, 120));
        break;
    }
    if (const auto seconds = secondsToWait(answer.headers))
        facts.insert("seconds"_L1, *seconds);
    return facts;
}

} // namespace Setup
