// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/oautherror.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Meaning
{
    QLatin1StringView error;
    QLatin1StringView code;
};

// RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core, 3.1.2.6; RFC 8628, 3.5.
constexpr std::array meanings{
    Meaning{"access_denied"_L1, Code::OauthAccessDenied},
    Meaning{"invalid_grant"_L1, Code::OauthInvalidGrant},
    Meaning{"invalid_client"_L1, Code::OauthInvalidClient},
    Meaning{"unauthorized_client"_L1, Code::OauthUnauthorizedClient},
    Meaning{"invalid_scope"_L1, Code::OauthInvalidScope},
    Meaning{"invalid_resource"_L1, Code::OauthInvalidResource},
    Meaning{"interaction_required"_L1, Code::OauthInteractionRequired},
    Meaning{"login_required"_L1, Code::OauthLoginRequired},
    Meaning{"consent_required"_L1, Code::OauthConsentRequired},
    Meaning{"account_selection_required"_L1, Code::OauthInteractionRequired},
    Meaning{"temporarily_unavailable"_L1, Code::OauthTemporarilyUnavailable},
    Meaning{"server_error"_L1, Code::OauthServerError},
    Meaning{"unsupported_response_type"_L1, Code::OauthUnsupportedResponseType},
    Meaning{"unsupported_grant_type"_L1, Code::OauthUnsupportedGrantType},
    Meaning{"authorization_pending"_L1, Code::OauthAuthorizationPending},
    Meaning{"slow_down"_L1, Code::OauthSlowDown},
    Meaning{"expired_token"_L1, Code::OauthExpiredToken},
    Meaning{"bad_verification_code"_L1, Code::OauthBadVerificationCode},
};

struct Kept
{
    QLatin1StringView member;
    const char *fact;
    qsizetype length;
};

constexpr std::array kept{
    Kept{"error"_L1, "error", 100},
    Kept{"error_description"_L1, "message", 1000},
    Kept{"error_uri"_L1, "errorUri", 300},
    Kept{"suberror"_L1, "suberror", 100},
    Kept{"claims"_L1, "claims", 2000},
    Kept{"trace_id"_L1, "traceId", 100},
    Kept{"correlation_id"_L1, "correlationId", 100},
    Kept{"timestamp"_L1, "timestamp", 100},
};

QJsonArray numbers(const QJsonArray &codes)
{
    static constexpr qsizetype most = 10;
    QJsonArray list;
    for (const auto &code : codes)
        if (code.isDouble() && list.size() < most)
            list.append(code);
    return list;
}

QLatin1StringView codeOf(const QString &error, int httpStatus)
{
    for (const Meaning &meaning : meanings)
        if (error == meaning.error)
            return meaning.code;
    if (!error.isEmpty())
        return Code::OauthInvalidRequest;
    return httpStatus >= 500 ? Code::OauthTemporarilyUnavailable : Code::HttpUnexpectedStatus;
}

} // namespace

Problem oauthProblem(const QJsonObject &error, int httpStatus)
{
    QJsonObject facts;
    for (const Kept &one : kept)
        if (const QString text = error[one.member].toString(); !text.isEmpty())
            facts.insert(QLatin1StringView(one.fact), ForeignText(text, one.length));
    if (const QJsonArray codes = numbers(error["error_codes"_L1].toArray()); !codes.isEmpty())
        facts.insert(u"errorCodes"_s, codes);
    if (httpStatus != 0)
        facts.insert(u"status"_s, httpStatus);
    return {codeOf(error["error"_L1].toString(), httpStatus), {}, facts};
}

QString oauthErrorOf(const Problem &problem)
{
    return problem.facts["error"_L1].toString();
}

QString claimsChallengeOf(const Problem &problem)
{
    const QString claims = problem.facts["claims"_L1].toString();
    return QJsonDocument::fromJson(claims.toUtf8()).isObject() ? claims : QString();
}

} // namespace Setup
