// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewsreading.h"

#include "core/problemcodes.h"
#include "exchange/ewsparser.h"
#include "exchange/httpverdict.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The cookie by which the front end finds the back end again (Exchange documentation, "Maintain affinity").
QByteArray affinityCookie(const HttpHeaders &headers)
{
    static constexpr qsizetype longest = 4'096;
    for (const QByteArray &cookie : headers.values("Set-Cookie")) {
        const QByteArray pair = cookie.left(cookie.indexOf(';')).trimmed();
        if (pair.startsWith("X-BackEndOverrideCookie=") && pair.size() <= longest)
            return pair;
    }
    return {};
}

LoginSent loginSent(const EwsContext &context)
{
    if (!context.credential)
        return LoginSent::No;
    return context.credential->scheme == Credential::Scheme::Bearer ? LoginSent::Token : LoginSent::Yes;
}

Result<EwsAnswer> read(const EwsContext &context, const ExchangeAnswer &answer,
                       Result<EwsAnswer> (*parse)(const QByteArray &))
{
    const HttpVerdict verdict = judgeHttp(context.url, answer, loginSent(context));
    if (verdict.kind == HttpVerdict::Kind::LoginOffered)
        return Problem{Code::PasswordMissing, {}, verdict.facts};
    if (verdict.problem)
        return *verdict.problem;
    Result<EwsAnswer> result = parse(answer.body);
    if (!result) {
        Problem problem = result.problem();
        for (auto fact = verdict.facts.begin(); fact != verdict.facts.end(); ++fact)
            problem.facts.insert(fact.key(), *fact);
        return problem;
    }
    result->status = answer.status;
    result->affinityCookie = affinityCookie(answer.headers);
    result->requestIds = verdict.requestIds;
    return result;
}

} // namespace

Result<EwsAnswer> readEws(const EwsContext &context, const ExchangeAnswer &answer)
{
    return read(context, answer, &parseEwsAnswer);
}

Result<EwsAnswer> readEwsStream(const EwsContext &context, const ExchangeAnswer &answer)
{
    return read(context, answer, &parseEwsStream);
}

} // namespace Setup
